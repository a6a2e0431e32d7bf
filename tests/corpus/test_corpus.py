"""The reader on real texts of other offices, against labels decided by reading before it ran on them.

The texts belong to others, so the repository has only their labels. The folder of the texts is named by
``KHACPHUC_TEXTS``; without it the labels alone are tested.
"""

from __future__ import annotations

import os
import re
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from khacphuc.data.source.document import lines_document
from khacphuc.data.source.outline import outline
from khacphuc.text.spans import Span, SpanKind, read_spans

from .labels import Label, LabelledText, labelled_texts
from .measures import Agreement, compare, compare_sections

TEXTS = labelled_texts()
#: What the labels of both halves come to: the least there must be.
LEAST_TEXTS, LEAST_OFFICES, LEAST_RUNS = 20, 12, 1_500


def test_there_are_enough_texts_of_enough_offices():
    """The labels are of many texts and offices, tuned on, read once and read after mending; no text twice."""
    assert len(TEXTS) >= LEAST_TEXTS
    assert len({text.office for text in TEXTS}) >= LEAST_OFFICES
    assert sum(text.runs for text in TEXTS) >= LEAST_RUNS
    assert {text.half for text in TEXTS} == {"dev", "final", "after", "late"}
    assert len({text.sha256 for text in TEXTS}) == len({text.name for text in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_labels_are_of_one_piece(text):
    """No label overlaps another; a quantity has its print, a range two bounds in order, the rest neither."""
    behind = 0
    for label in text.labels:
        assert label.offset >= behind
        behind = label.end
        assert bool(label.printed) == label.is_quantity
        assert len(label.printed) <= label.length
        if label.value_to is not None:
            assert label.value is not None
            assert label.value < label.value_to
        assert (label.value is None) or label.is_quantity
        assert label.kinds[0] is not SpanKind.RANGE or (label.value is None) == (label.value_to is None)


def test_a_reading_is_measured():
    """A right reading counts as right; a year taken for a count, a wrong value and what is missed do not."""
    words = "Năm 2021 có hơn 94 đội, đạt 82,48%"
    labels = (
        Label(4, 4, (SpanKind.YEAR,), None, None, "", "", None),
        Label(16, 2, (SpanKind.COUNT,), Fraction(94), None, "hơn", "94", None),
        Label(28, 6, (SpanKind.PERCENTAGE,), Fraction(8248, 100), None, "", "82,48%", None),
    )
    right = (
        Span(4, 8, "2021", SpanKind.YEAR),
        Span(16, 18, "94", SpanKind.COUNT, Decimal(94), qualifier="hơn"),
        Span(28, 34, "82,48%", SpanKind.PERCENTAGE, Decimal("82.48")),
    )
    wrong = (
        Span(4, 8, "2021", SpanKind.COUNT, Decimal(2021)),
        Span(16, 18, "94", SpanKind.COUNT, Decimal(94)),
    )
    good, bad = Agreement(), Agreement()
    compare(words, labels, right, good, name="invented")
    compare(words, labels, wrong, bad, name="invented")
    assert (good.precision.share, good.recall.share, good.exact.share) == (1, 1, 1)
    assert (bad.precision.share, bad.recall.share, bad.exact.share) == (0.5, 0.5, 0)


@pytest.fixture(scope="module")
def words_of() -> dict[LabelledText, str]:
    """The words of the texts the folder has."""
    folder = os.environ.get("KHACPHUC_TEXTS", "")
    if not folder:
        pytest.skip("KHACPHUC_TEXTS names no folder with the texts")
    words = {text: text.read(Path(folder)) for text in TEXTS}
    have = {text: read for text, read in words.items() if read is not None}
    assert have, f"{folder} has none of the {len(TEXTS)} texts"
    return have


@pytest.fixture(scope="module")
def agreements(words_of) -> dict[str, Agreement]:
    """How the reading of each group of texts, and of all, agrees with the labels."""
    halves = {half: Agreement() for half in ("dev", "final", "after", "late", "all")}
    for text, words in words_of.items():
        document = lines_document(words)
        spans = read_spans(words, document.marks)
        positions = outline(document, spans)
        for half in (text.half, "all"):
            compare(words, text.labels, spans, halves[half], name=text.name)
            compare_sections(text.labels, spans, positions, halves[half].sections, name=text.name)
    return halves


@pytest.mark.full
@pytest.mark.parametrize(
    ("measure", "least"),
    [("precision", 0.98), ("recall", 0.995), ("exact", 0.99), ("cited", 0.98), ("sections", 0.95)],
)
def test_a_reading_of_real_texts_agrees_with_their_labels(words_of, agreements, capsys, measure, least):
    """The share of right answers over all texts is at least what is promised of reading any document."""
    shares = ", ".join(f"{half} {getattr(read, measure)}" for half, read in agreements.items())
    with capsys.disabled():
        sys.stdout.write(f"\n{len(words_of)} of {len(TEXTS)} texts, {measure}: {shares}\n")
    tally = getattr(agreements["all"], measure)
    assert tally.share >= least, "\n".join(tally.wrong)


@pytest.mark.full
def test_every_run_of_digits_of_real_texts_is_in_one_span(words_of):
    """Nothing is passed over: the spans' runs of digits are all there are, each once."""
    for text, words in words_of.items():
        runs = [run.start() for run in re.finditer("[0-9]+", words)]
        covered = [
            span.start + run.start()
            for span in read_spans(words)
            for run in re.finditer("[0-9]+", words[span.start : span.end])
        ]
        assert covered == runs, text.name
        assert len(runs) == text.runs
