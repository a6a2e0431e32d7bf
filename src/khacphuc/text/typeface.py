"""Letters no document can print, because our typeface lacks them: one sentence for whoever looks for them."""

from __future__ import annotations

import re
from typing import Final

from khacphuc.fonts import FAMILY, letters
from khacphuc.text.characters import BLANKS

REMEDY: Final = "write it in other words"

# set from letters the typeface has: blanks of other widths and the no-break hyphen
_SUBSTITUTED: Final = frozenset(map(ord, f"\t\n{BLANKS}\u2011"))
# Latin with all marks, dashes and quotation marks: the typeface has them all, and is not read for them
_COMMON: Final = re.compile("[\n -~\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2026]*")


def lacking(text: str) -> str:
    """The first letter of a text the typeface lacks, in words for a message; empty if it has them all.

    >>> lacking("Tốt ☐")
    "the letter '☐' (U+2610), which the typeface Tinos lacks"
    """
    if _COMMON.fullmatch(text):
        return ""
    known = letters()
    sign = next((sign for sign in text if ord(sign) not in known and ord(sign) not in _SUBSTITUTED), "")
    return f"the letter {sign!r} (U+{ord(sign):04X}), which the typeface {FAMILY} lacks" if sign else ""


def typeset(text: str) -> str:
    """Words that documents print, as they are: for models of what people write.

    Raises:
        ValueError: they have a letter the typeface lacks.
    """
    if letter := lacking(text):
        raise ValueError(f"{letter}; {REMEDY}")
    return text
