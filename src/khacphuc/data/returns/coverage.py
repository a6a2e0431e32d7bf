"""How much of what was asked came in, as people print it. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from khacphuc.text.formats import format_share

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
    share = Fraction(_WHOLE * part, whole)
    if part not in {0, whole}:
        share = min(max(share, _STEP), _WHOLE - _STEP)
    return format_share(share, 1, language=language)
