"""Tests of `khacphuc.trace.numbers`."""

from fractions import Fraction

import pytest

from khacphuc.trace.numbers import computed_as_printed, exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(4), "4"),
        (Fraction(1231), "1.231"),
        (Fraction(361, 4), "90,25"),
        (Fraction(-1, 8), "-0,125"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_exact(value, text):
    """A number is printed whole, as a decimal where it ends."""
    assert exact(value).replace("−", "-") == text


def test_what_could_not_be_computed():
    """Neither a working nor a result stands there."""
    assert computed_as_printed({"formula": "share", "working": ""}, None, "en") == ("", "")
