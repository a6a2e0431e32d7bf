"""Tests of `khacphuc.text.numbers.quantity`."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from khacphuc.text.numbers.quantity import Kind, Quantity


def test_equal():
    """Two quantities are equal by what they say, however they were printed."""
    quantity = Quantity(Kind.COUNT, Decimal(5), printed="05")
    assert quantity == replace(quantity, printed="5")
    assert quantity != replace(quantity, sign="+")
    assert quantity != replace(quantity, decimals=1)


def test_exact():
    """Every kind has its value as a fraction and as the nearest double."""
    assert Quantity(Kind.RATIO, Fraction(1, 3)).exact == Fraction(1, 3)
    assert Quantity(Kind.PERCENTAGE, Decimal("0.85")).as_float() == 0.85
