"""What is printed where a console lacks letters of Vietnamese: the nearest letter it has.

Consoles of Windows that are no terminal, and old ones everywhere, have the letters of one part of the world.
"""

from __future__ import annotations

import codecs
from typing import Final
from unicodedata import normalize

NEAREST: Final = "khacphuc.nearest"
"""The name of this way to treat letters that cannot be encoded, as ``errors=`` takes it."""

# no marks are taken off these
_OTHERS: Final = {
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN CAPITAL LETTER D WITH STROKE}": "D",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
}


def nearest_letter(letter: str, encoding: str) -> str:
    """A letter with as many of its marks as an encoding has; a question mark for what is no letter.

    >>> [nearest_letter(letter, "cp1252") for letter in "\u1ea7\u1ea1\u0111\u25bc"]
    ['\u00e2', 'a', 'd', '?']
    """
    parts = normalize("NFD", letter)
    forms = [normalize("NFC", parts[:length]) for length in range(len(parts), 0, -1)]
    for form in (*forms, _OTHERS.get(letter, "?")):
        try:
            form.encode(encoding)
        except UnicodeEncodeError:
            continue
        return form
    return "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(nearest_letter(letter, error.encoding) for letter in letters), error.end


codecs.register_error(NEAREST, _replace)
