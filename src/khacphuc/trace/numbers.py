"""Numbers of a chain as the language of the run prints them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khacphuc.data.computed import print_number, working_in
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from khacphuc.data.values import Value


def exact(value: Fraction, language: str = "vi") -> str:
    """A number whole: as a decimal where it ends, else as a fraction.

    >>> from fractions import Fraction
    >>> exact(Fraction(361, 4)), exact(Fraction(13_600_000)), exact(Fraction(9, 11))
    ('90,25', '13.600.000', '9/11')
    """
    places = next((n for n in range(10) if (value * 10**n).denominator == 1), None)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return format_decimal(value, places, language=language)


def computed_as_printed(row: Mapping[str, Any], value: Value | None, language: str) -> tuple[str, str]:
    """The working of a row of ``computed`` and its result; empty where it could not be computed."""
    working = working_in(row["formula"], row["working"], language)
    if not value:
        return working, ""
    return working, print_number(value.kind, value.exact, value.decimals, language, unit=value.base_unit)
