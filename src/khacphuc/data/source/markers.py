"""The markers lines of documents begin with: ``I.``, ``A-``, ``1/``, ``1.2``, ``a)``, ``-``. Pure.

A line in, its marker out; what it opens is decided by its place among the others (``outline``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from khacphuc.data.section_names import LIST_LETTERS, ORDINAL_WORDS, list_place, ordinal, roman_value

MarkerForm = Literal[
    "annex", "part", "article", "letter", "roman", "arabic", "nested", "small", "bracket", "bullet"
]

#: How high each form stands among the others; articles, Roman numbers and capitals are nested either way.
RANKS: Final[dict[str, int]] = {
    "annex": 0, "part": 1, "article": 2, "letter": 2, "roman": 2, "arabic": 3, "nested": 3, "bracket": 4,
    "small": 4,
}  # fmt: skip

_DELIMITED = r"\s?(?P<sign>\.[-–/.]|[.\-–/):])\s*"
_PART = re.compile(
    rf"(?:phần|chương)\s+(?:thứ\s+)?(?P<number>{'|'.join(ORDINAL_WORDS)}|[ivx]+|\d{{1,2}})(?=\s*(?:$|[.:\-–/(]|\s[^\W\d_]))",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"phụ\s+lục(?:\s+(?:số\s+)?(?P<number>\d{1,2}|[ivx]+))?\s*(?:$|[.:\-–/(])", re.IGNORECASE)
# of a resolution or rules; the article of another document is named within a sentence
_ARTICLE = re.compile(r"điều\s+(?P<number>\d{1,3})\s*(?:[.:]\s*|$)", re.IGNORECASE)
_ROMAN = re.compile(rf"(?P<number>[IVX]+){_DELIMITED}")
_ROMAN_NESTED = re.compile(r"(?P<number>[IVX]+(?:\.\d{1,2}){1,3})[.)/:]?\s+")
_LETTER = re.compile(rf"(?P<number>[{LIST_LETTERS}]){_DELIMITED}")
_NESTED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<sign>[.)/:]?)\s*(?=\D)")
_ARABIC = re.compile(rf"(?P<number>\d{{1,2}})(?:{_DELIMITED}|(?P<bare>\s+))")
_BRACKET = re.compile(r"\((?P<number>\d{1,2}|[a-zđ])\)\s*")
_SMALL_LETTER = re.compile(rf"(?P<number>[{LIST_LETTERS.lower()}])(?P<sign>[.)/])\s*")
_BULLET = re.compile(r"(?:[-–—+•▪*o]|\*)\s+|[-–+•](?=[^\W\d_])")
# bold and italic print in a text file
_PRINT = re.compile(r"[*_]+(?=\S)")
_OPENING = " \"'“”‘’(«*_"


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a line.

    Attributes:
        form: what kind of marker it is.
        numbers: its numbers, outermost first: ``(1, 2)`` for ``1.2``; the place in the alphabet of a letter.
        label: how a path of sections names it, without those above: ``III``, ``1``, ``P2``.
        sign: what stands between it and the words: ``.``, ``/``, ``)``; empty for a blank alone. Of
            ``II.1`` the Roman number.
        capital: whether the words behind it begin with a capital.
    """

    form: MarkerForm
    numbers: tuple[int, ...] = ()
    label: str = ""
    sign: str = ""
    capital: bool = False

    @property
    def number(self) -> int:
        """Its last number."""
        return self.numbers[-1] if self.numbers else 0


def read_marker(line: str) -> Marker | None:
    """The marker a line begins with; None if it begins with none.

    Args:
        line: one line of a document.

    >>> [read_marker(line).label for line in ("II- KẾT QUẢ", "1.2 Giữ nền nếp", "Phần thứ hai", "b) Khác")]
    ['II', '2', 'P2', 'b']
    >>> read_marker("94 đội"), read_marker("3-4 đội"), read_marker("1.231 người")
    (None, None, None)
    """
    line = line.strip()
    line = line[printed.end() :] if (printed := _PRINT.match(line)) else line
    if match := _ANNEX.match(line):
        number = match["number"] or ""
        return Marker("annex", (ordinal(number),), f"PL{ordinal(number) or ''}", capital=True)
    if match := _PART.match(line):
        part = ordinal(match["number"])
        return Marker("part", (part,), f"P{part}", capital=True)
    for read in (_article, _roman, _letter, _nested, _arabic):
        if marker := read(line):
            return marker
    if match := _BRACKET.match(line):
        form: MarkerForm = "bracket" if match["number"].isdigit() else "small"
        return Marker(form, (list_place(match["number"]),), match["number"], "()", _is_capital(line, match))
    if match := _SMALL_LETTER.match(line):
        return Marker(
            "small", (list_place(match["number"]),), match["number"], match["sign"], _is_capital(line, match)
        )
    return Marker("bullet") if _BULLET.match(line) else None


def _article(line: str) -> Marker | None:
    match = _ARTICLE.match(line)
    if match and (match.end() == len(line) or _is_capital(line, match)):
        number = int(match["number"])
        return Marker("article", (number,), f"Đ{number}", capital=True)
    return None


def _roman(line: str) -> Marker | None:
    if (match := _ROMAN_NESTED.match(line)) and _is_capital(line, match):
        roman, *rest = match["number"].split(".")
        if (value := roman_value(roman)) and rest:
            return Marker("nested", (value, *map(int, rest)), rest[-1], roman, capital=True)
    match = _ROMAN.match(line)
    if match and _is_capital(line, match) and (value := roman_value(match["number"])):
        return Marker("roman", (value,), match["number"], match["sign"], capital=True)
    return None


def _letter(line: str) -> Marker | None:
    match = _LETTER.match(line)
    if match and _is_capital(line, match):
        return Marker("letter", (list_place(match["number"]),), match["number"], match["sign"], capital=True)
    return None


def _nested(line: str) -> Marker | None:
    """``1.2`` and ``1.2.``; without its last dot only before a capital, as ``1.2 triệu`` is a quantity.

    Word prints ``0.1.`` below headings that were typed by hand, as its own list has not counted them.
    """
    match = _NESTED.match(line)
    if match and (match["sign"] or _is_capital(line, match)):
        numbers = tuple(map(int, match["number"].split(".")))
        capital = _is_capital(line, match)
        if not numbers[0] and match["sign"] and capital:
            return Marker("nested", numbers, match["number"], match["sign"], capital=True)
        if all(numbers):
            return Marker("nested", numbers, str(numbers[-1]), match["sign"], capital)
    return None


def _arabic(line: str) -> Marker | None:
    match = _ARABIC.match(line)
    if not match or not int(match["number"]):
        return None
    capital, sign = _is_capital(line, match), match["sign"] or ""
    glued = sign not in {"", ")"} and not line[match.end() - 1].isspace()
    rest = line[match.end() :]
    if not capital and (not sign or glued or not rest[:1].isalpha() or sign[0] in "-–"):
        return None
    return Marker("arabic", (int(match["number"]),), str(int(match["number"])), sign.rstrip("-–"), capital)


def _is_capital(line: str, match: re.Match[str]) -> bool:
    return line[match.end() :].lstrip(_OPENING)[:1].isupper()
