"""How much of what was asked came in, as people print it. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from khacphuc.text.formats import format_decimal

_WHOLE: Final = 100
_STEP: Final = Fraction(1, 10)
"""Per cent are printed with one decimal."""


def percent_of(part: int, whole: int, language: str) -> str:
    """A part of a whole in per cent; what is not all of it is never printed as 100, nor something as 0.

    >>> percent_of(90, 94, "vi"), percent_of(94, 94, "vi"), percent_of(2399, 2400, "en")
    ('95,7%', '100%', '99.9%')
    >>> percent_of(0, 0, "vi")
    ''
    """
    if not whole:
        return ""
    if part in {0, whole}:
        return f"{_WHOLE if part else 0}%"
    share = min(max(Fraction(_WHOLE * part, whole), _STEP), _WHOLE - _STEP)
    return f"{format_decimal(share, 1, language=language)}%"
