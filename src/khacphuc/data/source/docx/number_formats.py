"""A number as Word prints it in a list: Roman, in letters, in words. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_LARGEST_ROMAN: Final = 3999
_MOST_LETTERS: Final = 26 * 30  # Word goes on with aa, bb, … as far as 30 letters
_TEN: Final = 10
_CIRCLED: Final = 20
_WORDS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LAST_WORDS: Final = {1: "mốt", 5: "lăm"}  # behind mươi
_PADDED: Final = re.compile(r"(0+)1,")


def format_number(number: int, form: str, custom: str = "") -> str:
    """Print a number.

    Args:
        number: of the list, not negative.
        form: the name of the format in the file, such as ``lowerRoman``; one that is not known is decimal.
        custom: the pattern of a format of the document's own, such as ``001, 002, 003, ...``.

    >>> [format_number(28, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['28', 'XXVIII', 'bb', '28']
    >>> format_number(3, "custom", "001, 002, 003, ..."), format_number(15, "vietnameseCounting")
    ('003', 'mười lăm')
    """
    if form == "custom" and (padded := _PADDED.match(custom)):
        return str(number).zfill(len(padded[1]) + 1)
    return _FORMATS.get(form, str)(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    digits = ""
    for weight, letters in _ROMAN:
        count, number = divmod(number, weight)
        digits += letters * count
    return digits


def _letters(number: int) -> str:
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    times, place = divmod(number - 1, len(_LETTERS))
    return _LETTERS[place] * (times + 1)


def _words(number: int) -> str:
    tens, last = divmod(number, _TEN)
    if tens >= _TEN:
        return str(number)
    if not tens:
        return _WORDS[last]
    head = "mười" if tens == 1 else f"{_WORDS[tens]} mươi"
    if not last:
        return head
    tail = _WORDS[last] if last == 1 and tens == 1 else _LAST_WORDS.get(last, _WORDS[last])
    return f"{head} {tail}"


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= _CIRCLED else str(number)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalEnclosedCircle": _circled,
    "vietnameseCounting": _words,
}
