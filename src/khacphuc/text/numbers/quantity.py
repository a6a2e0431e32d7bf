"""A quantity that was read: of what kind, how much of what, and how it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from khacphuc.text.numerals import Flag, Numeral


class Kind(StrEnum):
    """What a quantity measures by."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    """Percent, per mille and percentage points; the unit tells them apart: ``%``, ``‰``, ``điểm %``."""
    RATIO = "ratio"
    """``94/94 xã``, a part of a whole; ``61/50 em``, a result over its plan; ``½``."""
    MONEY = "money"
    RANGE = "range"
    """``3-5 buổi``, ``90%-95%``: two bounds in one unit."""
    RANK = "rank"
    """``thứ 4/12``: lower is better, and never a share."""
    RATE = "rate"
    """``18 em/1 máy``: so many of this for so many of that."""
    DURATION = "duration"
    """``2 giờ 30 phút``, in the smaller unit. Time in one unit is a count of it: ``03 ngày``."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity.

    Two quantities are equal when they say the same with the same precision; ``flags`` and ``printed`` tell
    how it was written and are not compared.

    Attributes:
        kind: what it measures by.
        value: percentage in percent (3.1 for ``3,1%``, 0.85 for ``8,5‰``), money in units of its currency,
            count exact, ratio and rate as exact quotient, rank its place, range its lower bound.
        value_to: the upper bound of a range, else None.
        sign: ``+``, ``-`` or ``±`` of a change printed with one, else empty; ``value`` of ``-`` is negative.
        numerator: left side of a ratio or rate, place of a rank, else None. A Decimal only where printed
            with decimals: ``12,5/20 ha``.
        denominator: right side of a ratio or rate, never 0; how many are ranked, or a range is of; else None.
        decimals: digits behind the comma as printed: 1 for ``1,4 tỷ đồng``; the larger of two numbers'.
        unit: normalised unit with its scale, so that the figure can be printed back: ``triệu đồng``,
            ``% xã``, ``lượt``, ``em/máy``, ``USD``. The scale is already in ``value``.
        qualifier: ``hơn``, ``phấn đấu ít nhất``, ``từ … trở lên``; empty if none.
        flags: what is ambiguous or against the convention.
        printed: the text as it was given.
    """

    kind: Kind
    value: Decimal | Fraction
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    decimals: int = 0
    unit: str = ""
    qualifier: str = ""
    value_to: Decimal | None = None
    sign: str = ""
    flags: frozenset[Flag] = field(default=frozenset(), compare=False)
    printed: str = field(default="", compare=False)

    @property
    def exact(self) -> Fraction:
        """The value as a fraction, exact for every kind."""
        return Fraction(self.value)

    def as_float(self) -> float:
        """Give the double nearest to the value, as the clean tables keep it.

        >>> Quantity(Kind.RATIO, Fraction(1, 4)).as_float()
        0.25
        """
        return float(self.value)


def quotient(kind: Kind, left: Numeral, right: Numeral, unit: str) -> Quantity:
    """A ratio or rate of two numbers, exact; the right one is not 0."""
    sides = [side.value if side.decimals else int(side.value) for side in (left, right)]
    value = Fraction(left.value) / Fraction(right.value)
    return Quantity(kind, value, sides[0], sides[1], decimals=max(left.decimals, right.decimals), unit=unit)
