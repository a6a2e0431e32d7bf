"""Tests of `khacphuc.text.numerals`."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.text.numerals import Flag, decimal_of, exact_fraction, read_numeral, read_whole, round_half_up


@pytest.mark.parametrize(
    ("text", "value", "decimals", "flags"),
    [
        ("4", "4", 0, set()),
        ("04", "4", 0, set()),  # the house's own padding
        ("0", "0", 0, set()),
        ("00", "0", 0, set()),
        ("1.231", "1231", 0, set()),  # grouped
        ("1.231.567", "1231567", 0, set()),
        ("1.231,5", "1231.5", 1, set()),
        ("0,5", "0.5", 1, set()),
        ("0,125", "0.125", 3, set()),  # no group begins with 0
        ("1,40", "1.40", 2, set()),  # printed zeros count
        ("13.6", "13.6", 1, {Flag.ENGLISH_DECIMAL}),
        ("13.65", "13.65", 2, {Flag.ENGLISH_DECIMAL}),
        ("0.125", "0.125", 3, {Flag.ENGLISH_DECIMAL}),
        ("1234.5", "1234.5", 1, {Flag.ENGLISH_DECIMAL, Flag.UNGROUPED}),
        ("1,231", "1.231", 3, {Flag.AMBIGUOUS_DECIMAL}),
        ("1,231,567", "1231567", 0, {Flag.ENGLISH_GROUPING}),
        ("1,231.5", "1231.5", 1, {Flag.ENGLISH_GROUPING, Flag.ENGLISH_DECIMAL}),
        ("1231", "1231", 0, {Flag.UNGROUPED}),
        ("1231,5", "1231.5", 1, {Flag.UNGROUPED}),
        ("1 231", "1231", 0, {Flag.SPACED}),
        ("1 231 567,5", "1231567.5", 1, {Flag.SPACED}),
        ("004", "4", 0, {Flag.LEADING_ZEROS}),
        ("012", "12", 0, {Flag.LEADING_ZEROS}),
        ("04,5", "4.5", 1, {Flag.LEADING_ZEROS}),
        ("999.999.999.999.999", "999999999999999", 0, set()),  # 15 digits are kept
        ("0,000000000000000000001", "1E-21", 21, set()),  # one significant digit
    ],
)
def test_read_numeral(text, value, decimals, flags):
    """Each way of writing a number is read by the Vietnamese rule, and flagged where it is against it."""
    numeral = read_numeral(text)
    assert (numeral.value, numeral.decimals, numeral.flags) == (Decimal(value), decimals, flags)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.2.3",
        "1,2,3",
        "12,",
        ",5",
        ".5",
        "1.23.456",  # a group of two
        "1234.567",  # a group of four: 1.234.567 mistyped?
        "13.6789",  # a dot before four digits
        "01.231",  # a group begins with 0
        "00.125",
        "1.231 567",  # two marks
        "1.231.5",
        "1,231.567,8",
        "10 20",
        "1e5",
        "1_000",
        "٣",
        "²",
        "1.000.000.000.000.000",  # 16 digits
        "1234567890,123456",
    ],
)
def test_read_numeral_refuses(text):
    """What is no number, or too long for a table, is refused by name."""
    with pytest.raises(QuantityError) as caught:
        read_numeral(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "context", "flags"),
    [
        ("1.231", {"scaled": True}, {Flag.AMBIGUOUS_GROUPING}),
        ("1.231", {"percentage": True}, {Flag.AMBIGUOUS_GROUPING}),
        ("1.231.567", {"scaled": True}, set()),  # two groups are beyond doubt
        ("3,125", {"percentage": True}, set()),  # nobody prints 3125 %
        ("3,125", {"scaled": True}, {Flag.AMBIGUOUS_DECIMAL}),
    ],
)
def test_context(text, context, flags):
    """A scale or % behind the numeral decides what is ambiguous."""
    assert read_numeral(text, **context).flags == flags


def test_read_whole_refuses_decimals():
    """A side of a ratio has no decimals."""
    with pytest.raises(QuantityError, match="not a whole number"):
        read_whole("1,5")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Decimal("2.5"), 0, "3"),  # round() gives 2
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("2.675"), 2, "2.68"),  # the double is below the tie
        (Fraction(2, 3), 1, "0.7"),
        (Decimal("-2.5"), 0, "-3"),  # away from zero
        (Decimal("-0.4"), 0, "0"),  # no minus zero
        (7, 2, "7.00"),
        (1250, -2, "1.3E+3"),
        (10**40 + 1, 0, str(10**40 + 1)),  # no context cuts it
    ],
)
def test_round_half_up(value, decimals, expected):
    """Ties go away from zero, exactly, at any size."""
    rounded = round_half_up(value, decimals)
    assert rounded == Decimal(expected)
    assert rounded.as_tuple() == Decimal(expected).as_tuple()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_round_half_up_agrees_with_decimal(value):
    """On short decimals it is the standard library's rounding."""
    expected = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert round_half_up(value, 2) == expected


@given(st.fractions(), st.integers(0, 12))
def test_round_half_up_is_near(value, decimals):
    """The result is at most half a unit away, and rounding it again changes nothing."""
    rounded = round_half_up(value, decimals)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**decimals)
    assert round_half_up(rounded, decimals) == rounded


@pytest.mark.parametrize("value", [0.5, True, "1", None, Decimal("NaN"), Decimal("Infinity")])
def test_exact_only(value):
    """Floats, booleans and what is not a number never enter."""
    with pytest.raises(QuantityError):
        exact_fraction(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (82.48, "82.48"),
        (13600000.0, "13600000"),
        (np.float64(3.1), "3.1"),
        (np.int64(94), "94"),
        (1e22, "10000000000000000000000"),
        (Decimal("1.40"), "1.40"),
        (5, "5"),
    ],
)
def test_decimal_of(value, expected):
    """A double gives back the decimal it was made from."""
    assert str(decimal_of(value)) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_decimal_of_missing(value):
    """A missing double is refused."""
    with pytest.raises(QuantityError, match="missing"):
        decimal_of(value)
