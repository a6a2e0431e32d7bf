"""Tests of `khacphuc.data.source.coverage`."""

import doctest

import pytest

from khacphuc.data.source import coverage as module
from khacphuc.data.source.coverage import prove_coverage
from khacphuc.errors import KhacphucError
from khacphuc.text.spans import Span, SpanKind


def span(start, end):
    """A span of whatever kind."""
    return Span(start, end, "", SpanKind.OTHER)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([span(0, 2)], "line 2 of the text: the digits 345 are in no span"),
        ([span(0, 2), span(3, 5)], "the digits 345 are in no span"),
        ([span(0, 2), span(3, 5), span(5, 6)], "the digits 345 are in no span"),
        ([span(0, 4), span(3, 6)], "two spans overlap"),
        ([], "line 1 of the text: the digits 12 are in no span"),
    ],
)
def test_a_number_passed_over_is_an_error(spans, message):
    """Every run of digits is in one span, whole, or the reading is no reading."""
    with pytest.raises(KhacphucError, match=message) as failed:
        prove_coverage("12\n345 em", spans)
    assert failed.value.exit_code == 3


def test_all_of_them():
    """Spans that hold every digit once are a proof."""
    assert prove_coverage("12\n345 em", [span(0, 2), span(3, 9)]) is None


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(module).failed == 0
