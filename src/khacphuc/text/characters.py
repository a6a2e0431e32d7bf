r"""The characters nobody sees, and those a place may not hold: one list for whoever refuses or replaces them.

Three questions are asked of a character, each wider than the one before:

* `is_control`: does it act instead of printing? A terminal must not be given it.
* `is_disguise`: can it hide or turn the words of a page? The same without `JOINERS`, which a page needs,
  and with what ends a line or is no character at all.
* `is_invisible`: would somebody who reads a cell not know that it is there? All of those, `JOINERS` too,
  and the letters and signs that are drawn as nothing.

``NOT_XML`` and ``NOT_YAML`` are what those formats have no place for, seen or not. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGE: Final = 10_000
"""Characters a text has at least to be one of markup and data."""
_PRINTABLE: Final = bytes(range(0x20, 0x7F)).decode()
BLANKS: Final = f"\u00a0{''.join(map(chr, range(0x2000, 0x200B)))}\u202f\u205f\u3000"
"""Blanks that are not the plain one: no-break, of other widths, ideographic. A reader sees them all."""

JOINERS: Final = "\u00ad\u200c\u200d"
"""Soft hyphen, zero-width non-joiner and joiner: typesetting breaks and joins words with them."""

# control, format (zero width, direction of writing, tags), surrogate
_CONTROLS: Final = {"Cc", "Cf", "Cs"}
_SEPARATORS: Final = {"Zl", "Zp"}
# Unassigned (Cn) is left out: what a newer Unicode adds, such as an emoji, can be seen. Private (Co) is
# in: no typeface of ours draws it.
_INVISIBLE: Final = {*_CONTROLS, *_SEPARATORS, "Co"}
# fillers, the blank Braille cell and variation selectors, which Unicode files under letters, signs and marks
_DRAWN_AS_NOTHING: Final = (
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
# code points that will never be characters
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)


# patterns are compiled when they are first used: help is printed without them
@cache
def not_xml() -> re.Pattern[str]:
    """What an XML 1.0 document may not hold, even escaped."""
    return re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def not_yaml() -> re.Pattern[str]:
    """What a YAML 1.2 document may not hold: the same, and the controls above ASCII but for NEL (U+0085)."""
    return re.compile(f"{not_xml().pattern}|[\x7f-\x84\x86-\x9f]")


@cache
def _noncharacter() -> re.Pattern[str]:
    return re.compile(f"[{_NONCHARACTERS}]")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_DRAWN_AS_NOTHING}{_NONCHARACTERS}]")


def is_control(character: str) -> bool:
    r"""Whether a character acts instead of printing: control, format, half of a surrogate pair.

    >>> is_control("\x1b"), is_control("\u202e"), is_control("\u2028")
    (True, True, False)
    """
    return unicodedata.category(character) in _CONTROLS


def is_disguise(character: str) -> bool:
    r"""Whether a character can hide, turn or break the words of a page.

    >>> is_disguise("\u202e"), is_disguise("\u00ad")
    (True, False)
    """
    if character in JOINERS:
        return False
    category = unicodedata.category(character)
    return category in _CONTROLS or category in _SEPARATORS or bool(_noncharacter().match(character))


def is_invisible(character: str) -> bool:
    r"""Whether somebody who reads a text would not know that the character is there.

    >>> is_invisible("\u200b"), is_invisible("\u3164"), is_invisible(" ")
    (True, True, False)
    """
    return unicodedata.category(character) in _INVISIBLE or bool(_unseen().match(character))


def is_unprintable(character: str) -> bool:
    r"""Whether Python's ``repr`` would escape a character: every separator but the plain blank, too.

    >>> is_unprintable("\u00a0"), is_unprintable(" ")
    (True, False)
    """
    return not character.isprintable()


def first_invisible(text: str, *, allowed: str = "") -> str:
    r"""The first character of a text that is invisible and not allowed; empty if there is none.

    >>> first_invisible("SL\u200b011\n"), first_invisible("SL011\n", allowed="\n")
    ('\u200b', '')
    """
    # most cells are plain, and a table has millions of characters: not each is looked up
    if text.isprintable() and (text.isascii() or not _unseen().search(text)):
        return ""
    return next((sign for sign in text if sign not in allowed and is_invisible(sign)), "")


def escape_unprintable(text: str) -> str:
    r"""A text in one line, in which line breaks and unprintable characters can be seen.

    >>> print(escape_unprintable("a\nb\u200b"))
    a\u000ab\u200b
    """
    return "".join(f"\\u{ord(sign):04x}" if is_unprintable(sign) else sign for sign in text)


def replaced(text: str, unwanted: Callable[[str], bool], *, allowed: str = "") -> str:
    r"""A text with U+FFFD in the place of every unwanted character.

    >>> replaced("a\x07\n", is_control, allowed="\n")
    'a�\n'
    """
    signs = {ord(sign) for sign in _signs_of(text) if sign not in allowed and unwanted(sign)}
    return text.translate(dict.fromkeys(signs, "\N{REPLACEMENT CHARACTER}")) if signs else text


def _signs_of(text: str) -> set[str]:
    """The characters of a text; of a page nearly all are markup and data, which are taken out first."""
    if len(text) < _PAGE:
        return set(text)
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE.encode())
    return {*rest.decode("utf-8", "surrogatepass"), *(sign for sign in _PRINTABLE if sign in text)}
