"""A text made plain for patterns, and the way back: single blanks, letters composed, no marks of bold print.

Places in the plain text are turned into places in the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Final

from khacphuc.text.characters import BLANKS

_BLANK = f"[ \t\v\f\r{BLANKS}]"
# what is more or other than one plain character: blanks, what nobody sees, letters with their marks apart
_ODD: Final = re.compile(
    rf"{_BLANK}{{2,}}|[\t\v\f\r{BLANKS}]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+|"
    rf"[^\W\d_]?[\u0300-\u036f]+|(?<!\d)\*{{1,3}}(?=\S)|(?<=\S)\*{{1,3}}(?!\d)"
)


class PlainText:
    r"""A text, its plain form and the places of one in the other.

    >>> plain = PlainText("có\u00a0 04\u200b đội")
    >>> plain.text, plain.original(3), plain.original(5)
    ('có 04 đội', 4, 7)
    """

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._offsets: list[int] | None = None
        offsets: list[int] = []
        end = 0
        for match in _ODD.finditer(text):
            replacement = _plain(match[0])
            if replacement == match[0]:
                continue
            parts += [text[end : match.start()], replacement]
            offsets += range(end, match.start())
            offsets += [match.start()] * len(replacement)
            end = match.end()
        if parts:
            self._offsets = [*offsets, *range(end, len(text) + 1)]
        self.text = "".join([*parts, text[end:]])

    def original(self, place: int) -> int:
        """The place in the text as it was given."""
        return place if self._offsets is None else self._offsets[place]

    def end(self, place: int) -> int:
        """The place behind a character in the text as it was given, from that in the plain one."""
        return place if self._offsets is None or not place else self._offsets[place - 1] + 1

    def plain(self, place: int) -> int:
        """The place in the plain text of a place in the given one."""
        if self._offsets is None:
            return place
        return bisect_left(self._offsets, place)


def _plain(odd: str) -> str:
    if odd.isspace():
        return " "
    if odd[0] != "*" and odd[0].isprintable():
        return unicodedata.normalize("NFC", odd)
    return ""
