"""Tests of `khacphuc.data.source.doubts`."""

import doctest
from dataclasses import replace

import pytest

from khacphuc.data.source import doubts as module
from khacphuc.data.source.coverage import Coverage, cover_document
from khacphuc.data.source.document import LegacyParagraph, lines_document
from khacphuc.data.source.doubts import DOUBTS, find_doubts
from khacphuc.text.spans import Span, SpanKind


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Có 9/11 chỉ tiêu (đạt 90%)", "share"),
        ("Tỷ lệ tăng 4,3 so với năm trước", "no_unit"),
        ("chi 50.000 triệu đồng và 20,624 triệu đồng", "unlike"),
        ("chi 13.6 triệu đồng", "english_decimal"),
        ("chi 1.231 triệu đồng", "ambiguous_grouping"),
        ("có 1,231 người", "ambiguous_decimal"),
    ],
)
def test_each_doubt(text, doubt):
    """What can be read in two ways, or contradicts itself, is for a person to decide."""
    reasons = find_doubts(cover_document(lines_document(text)))
    assert doubt in {name for names in reasons.values() for name in names}
    assert {name for names in reasons.values() for name in names} <= set(DOUBTS)


def test_nothing_to_decide():
    """Numbers as an office should write them raise no doubt."""
    text = "I. KẾT QUẢ\nLập 94 đội, 9/11 chỉ tiêu (đạt 81,8%), chi 13,6 triệu đồng, 1.231 người."
    assert find_doubts(cover_document(lines_document(text))) == {}


def test_numbers_nobody_knows():
    """A number of which there is no telling what it is must be looked at; a unit alone is no number."""
    document = lines_document("x 77 y m2")
    spans = (Span(2, 4, "77", SpanKind.OTHER), Span(7, 9, "m2", SpanKind.OTHER))
    coverage = Coverage(document, spans, ())
    assert find_doubts(coverage) == {0: ("unknown",)}


def test_words_in_an_old_font():
    """Beside words nobody can read, every number is in doubt."""
    document = replace(lines_document("94 ®éi\n05 đội"), legacy_paragraphs=(LegacyParagraph(0, "TCVN3"),))
    assert "old_font" in find_doubts(cover_document(document))[0]


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(module).failed == 0
