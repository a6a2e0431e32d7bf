"""One printed numeral: comma for decimals, dot for thousands, and what people write instead.

Every number is a ``Decimal`` or ``Fraction``. Binary floats enter by `decimal_of` only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import isfinite
from numbers import Integral

from khacphuc.errors import QuantityError
from khacphuc.text.refusals import Quotation, quantity_error, quote

# A double keeps 15 decimal digits, and the clean tables keep doubles.
MOST_DIGITS = 15


class Flag(StrEnum):
    """What is against the convention, or can be read in two ways, in a text that was read all the same."""

    ENGLISH_DECIMAL = "english_decimal"
    """A dot before one or two digits, or after a lone zero: ``13.6``, ``0.125``."""
    ENGLISH_GROUPING = "english_grouping"
    """Commas between thousands, beyond doubt: ``1,231,567``, ``1,231.5``."""
    AMBIGUOUS_GROUPING = "ambiguous_grouping"
    """``1.231`` before nghìn, triệu, tỷ or %: read as 1231, may be meant as 1,231."""
    AMBIGUOUS_DECIMAL = "ambiguous_decimal"
    """``1,231``: read as one and a bit, may be meant as 1231."""
    AMBIGUOUS_DATE = "ambiguous_date"
    """``6/2021``: read as a ratio, may be a month."""
    UNGROUPED = "ungrouped"
    """Four digits or more without dots: ``1231``."""
    LEADING_ZEROS = "leading_zeros"
    """A zero that does not make one digit two: ``004``, ``012``, ``04,5``."""
    SPACED = "spaced"
    """Blanks inside the figure: ``1 231``, ``94 / 94``."""
    IMPLIED_CURRENCY = "implied_currency"
    """``13,6 triệu`` of nothing: read as đồng."""
    FOOTNOTE_MARK = "footnote_mark"
    """A superscript stood behind the figure and was left out: ``90%¹``."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral that was read: its exact value, the decimals it was printed with, and its flags."""

    value: Decimal
    decimals: int
    flags: frozenset[Flag]


# the house: 1.231,5 (a blank for the dot is taken, one mark throughout), 04, 82,48
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[. ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?")
# 13.6 can be no grouping, and 0.125 no thousands: read as English, flagged
_ENGLISH_DECIMAL = re.compile(r"[0-9]+\.[0-9]{1,2}|0\.[0-9]{3}")
# one comma before three digits is a decimal here (1,231): only two, or a point behind, show English
_ENGLISH_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)")
# two marks between groups of three, a slip of the finger: 44,962.000 is no English decimal of three zeros
_MIXED_GROUPS = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{3}\.[0-9]{3}"
)
# what Flag.AMBIGUOUS_GROUPING, AMBIGUOUS_DECIMAL, UNGROUPED and LEADING_ZEROS mark, in this order
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[. ][0-9]{3}")
_THREE_DECIMALS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_LONG_RUN = re.compile(r"[1-9][0-9]{3,}(?:[.,]|$)")
_NEEDLESS_ZERO = re.compile(r"0[0-9]{2,}|0[0-9][.,]")


def read_numeral(text: str, *, scaled: bool = False, percentage: bool = False) -> Numeral:
    """Read one numeral, without sign, unit or qualifier.

    Args:
        text: digits with dots, commas or single blanks, as printed.
        scaled: nghìn, triệu or tỷ follows, before which ``1.231`` may be meant either way.
        percentage: % follows, before which ``1.231`` may be meant either way and ``3,125`` may not.

    Returns:
        Value, decimals and flags.

    Raises:
        QuantityError: the text is no numeral, or has more than 15 significant digits.

    >>> read_numeral("1.231,5").value
    Decimal('1231.5')
    >>> sorted(read_numeral("13.6").flags)
    [<Flag.ENGLISH_DECIMAL: 'english_decimal'>]
    """
    digits, flags = _digits(text)
    if len(digits.replace(".", "").lstrip("0")) > MOST_DIGITS:
        raise quantity_error("too_many_digits", text=Quotation(text), most=MOST_DIGITS)
    doubts = {
        Flag.SPACED: " " in text,
        Flag.AMBIGUOUS_GROUPING: (scaled or percentage) and _ONE_GROUP.fullmatch(text),
        Flag.AMBIGUOUS_DECIMAL: not percentage and _THREE_DECIMALS.fullmatch(text),
        Flag.UNGROUPED: _LONG_RUN.match(text),
        Flag.LEADING_ZEROS: _NEEDLESS_ZERO.match(text),
    }
    flags.update(flag for flag, holds in doubts.items() if holds)
    return Numeral(Decimal(digits), len(digits.partition(".")[2]), frozenset(flags))


def _digits(text: str) -> tuple[str, set[Flag]]:
    """Give the numeral as Python writes it, and what is English about it."""
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return text.replace(".", "").replace(" ", "").replace(",", "."), set()
    if _ENGLISH_DECIMAL.fullmatch(text):
        return text, {Flag.ENGLISH_DECIMAL}
    if _MIXED_GROUPS.fullmatch(text):
        return text.replace(",", "").replace(".", ""), {Flag.ENGLISH_GROUPING}
    if _ENGLISH_GROUPED.fullmatch(text):
        point = {Flag.ENGLISH_DECIMAL} if "." in text else set()
        return text.replace(",", ""), {Flag.ENGLISH_GROUPING} | point
    raise quantity_error("no_numeral", text=Quotation(text))


def read_whole(text: str) -> tuple[int, frozenset[Flag]]:
    """Read one side of a ratio: a whole number.

    Raises:
        QuantityError: the text is no numeral or has decimals.

    >>> read_whole("1.900")
    (1900, frozenset())
    """
    numeral = read_numeral(text)
    if numeral.decimals:
        raise quantity_error("no_whole", text=Quotation(text))
    return int(numeral.value), numeral.flags


def exact_fraction(value: Decimal | Fraction | int) -> Fraction:
    """Turn an exact number into a fraction.

    Raises:
        QuantityError: the value is a float, a bool, NaN or infinite.

    >>> exact_fraction(Decimal("0.125"))
    Fraction(1, 8)
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | Fraction | int):
        raise QuantityError(
            f"{quote(value)} is {type(value).__name__}, not an exact number. Expected Decimal, Fraction or "
            "int; take a table's double through decimal_of()."
        )
    if isinstance(value, Decimal) and not value.is_finite():
        raise QuantityError(f"{value} is not a number that can be printed. Find the row it comes from.")
    return Fraction(value)


def round_half_up(value: Decimal | Fraction | int, decimals: int) -> Decimal:
    """Round to decimals, ties away from zero, exactly and at any size.

    Args:
        value: an exact number.
        decimals: digits behind the comma; they are all kept, zeros too.

    Returns:
        A ``Decimal`` with that many decimals.

    Raises:
        QuantityError: the value is a float, NaN or infinite.

    >>> round_half_up(Fraction(1, 8), 2), round_half_up(Decimal("2.5"), 0), round_half_up(20, 1)
    (Decimal('0.13'), Decimal('3'), Decimal('20.0'))
    """
    scaled = exact_fraction(value) * Fraction(10) ** decimals
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((int(scaled < 0 and whole > 0), digits, -decimals))


def decimal_of(value: float | Decimal) -> Decimal:
    """Give the decimal that a table's double stands for: the shortest one that reads back as it.

    Args:
        value: a double of a clean table, or a whole number.

    Raises:
        QuantityError: the value is missing (NaN) or infinite.

    >>> decimal_of(82.48), decimal_of(13600000.0)
    (Decimal('82.48'), Decimal('13600000'))
    """
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Integral):
        return Decimal(int(value))
    double = float(value)
    if not isfinite(double):
        raise QuantityError(f"{double} is missing or infinite, not a number. Find the row it comes from.")
    # 1e+22 has an exponent only because it is long; its digits are the shortest ones all the same
    shortest = Decimal(repr(double))
    return Decimal(int(shortest)) if double.is_integer() else shortest
