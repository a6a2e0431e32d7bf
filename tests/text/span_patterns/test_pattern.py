"""Tests of `khacphuc.text.span_patterns.pattern`."""

import pytest

from khacphuc.text.span_patterns.kinds import SpanKind
from khacphuc.text.span_patterns.pattern import COUNTED, FAR, Pattern, TextLine, at, before

CLASS = Pattern(SpanKind.NAME, at(r"\d{1,2}"), before("lớp"), free=True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("lớp 8", 4, 5),
        ("Lớp 8", 4, 5),
        ("lớp 8 em", 4, None),  # it counts
        ("lớp 8 Trường THCS", 4, 5),  # what follows is a name
        ("blớp 8", 5, None),  # a part of a word
        ("lớp 812", 4, None),  # a part of a number
    ],
)
def test_end(text, start, end):
    """A pattern asks what stands at a number, what before it, and whether it counts."""
    assert CLASS.end(TextLine(text), start) == end


def test_a_window_is_bounded():
    """Only the words near a number are looked at."""
    assert len(TextLine("a" * 1000 + "1").before(1000)) == FAR


@pytest.mark.parametrize("text", [" %", " đội", " triệu", " số xã", " phần trăm"])
def test_counted(text):
    """A share, a scale and a noun show that a number counts."""
    assert COUNTED.match(text)
