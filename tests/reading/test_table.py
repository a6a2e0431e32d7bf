"""Tests of `khacphuc.reading.table`."""

import csv
import doctest
import io
from decimal import Decimal
from fractions import Fraction

import pytest

from khacphuc.data.source.doubts import find_doubts
from khacphuc.reading import table as module
from khacphuc.reading.table import COVERAGE_COLUMNS, coverage_csv, plain_number

from .documents import coverage


def test_every_number_is_a_row():
    """The table has a line a number, with its place in the text and what is to be decided."""
    read = coverage()
    text = coverage_csv(read, find_doubts(read))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text.splitlines()[0] == ",".join(COVERAGE_COLUMNS)
    assert [read.document.text[int(row["start"]) : int(row["end"])] for row in rows] == [
        read.document.text[span.start : span.end] for span in read.spans
    ]
    of_printed = {row["printed"]: row for row in rows}
    assert of_printed["45/50"]["value"] == "0.9"
    assert (of_printed["91%"]["section"], of_printed["91%"]["decision"]) == ("I", "share")
    assert of_printed["94"]["paragraph"] == "2"
    assert "\r" not in text


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        (Decimal("0.85"), "0.85"),
        (Decimal("82.50"), "82.5"),
        (Decimal("12E+3"), "12000"),
        (Fraction(9, 12), "0.75"),
        (Decimal(-5), "-5"),
    ],
)
def test_values_are_plain(value, printed):
    """A program reads every value without knowing how offices print."""
    assert plain_number(value) == printed


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(module).failed == 0
