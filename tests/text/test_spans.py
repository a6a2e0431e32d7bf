"""Tests of `khacphuc.text.spans`."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.spans import QUANTITIES, Mark, SpanKind, read_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 04 đội, đạt 82,48%", ["04", "82,48%"]),
        ("chi 1,4 tỷ đồng", ["1,4 tỷ"]),
        ("Ngày 03/3/2021, dịch Covid-19", []),
    ],
)
def test_quantities(text, expected):
    """A quantity is printed with its sign and scale, never with its unit."""
    assert [span.printed for span in read_spans(text) if span.kind in QUANTITIES] == expected


def test_a_mark_wins():
    """What a file reader knows of a place is taken as it is."""
    [first, second] = read_spans("1 đội\n2 đội", [Mark(0, 1, SpanKind.SECTION)])
    assert (first.kind, first.printed, second.kind) == (SpanKind.SECTION, "1", SpanKind.COUNT)


@given(st.text() | st.text("0123456789.,/%-¹ IVX.đồngtriệu\n*", max_size=60))
def test_every_digit_lies_in_one_span(text):
    """The spans stand in order, none overlaps another, and every run of digits lies in exactly one."""
    spans = read_spans(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    for run in re.finditer("[0-9]+", text):
        assert sum(span.start <= run.start() and run.end() <= span.end for span in spans) == 1
