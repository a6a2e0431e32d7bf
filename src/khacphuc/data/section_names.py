"""How a section of a document is named: ``III.1.2``, ``A.I``, ``1.1``, ``Phần I.2``, ``fn1``. Pure.

The names are those ``data.source.outline`` gives. People may write ``Phần I`` for ``P1``, ``Điều 4`` for
``Đ4``, ``Phụ lục 2`` for ``PL2``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

LIST_LETTERS: Final = "ABCDĐEGHIKLMNOPQRSTUVXY"
"""The capitals Vietnamese lists run through; F, J, W and Z are not among them."""
REPEATS: Final = ("", "-bis", "-ter", "-quater")
"""What tells a number that comes again: the second ``III`` is ``III-bis``, the fifth ``III-5``."""
BEFORE_FIRST: Final = "0"
"""What people write of a number before the first heading, or in a document without headings."""
ORDINAL_WORDS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN_SIGNS: Final = {"I": 1, "V": 5, "X": 10}
_WORDS: Final = {"phần": "P", "chương": "P", "phụ lục": "PL", "điều": "Đ", "mục": ""}
_WORDED: Final = re.compile(
    rf"(?P<word>{'|'.join(_WORDS)})(?P<number>\s+(?:thứ\s+|số\s+)?(?:{'|'.join(ORDINAL_WORDS)}|[ivx]+|\d{{1,3}}))?"
    r"(?=$|[.\-])",
    re.IGNORECASE,
)
_FORMS: Final = {
    "annex": re.compile(r"PL(\d{0,3})"),
    "part": re.compile(r"P(\d{1,3})"),
    "article": re.compile(r"Đ(\d{1,3})"),
    "roman": re.compile(r"([IVX]+)"),
    "letter": re.compile(f"([{LIST_LETTERS}])"),
    "arabic": re.compile(r"(\d{1,3})"),
    "small": re.compile(f"([{LIST_LETTERS.lower()}])"),
}
_AGAIN: Final = re.compile(r"(?P<name>[^-]+)(?P<again>-(?:bis|ter|quater|\d))?")
_NOTE: Final = re.compile(r"fn(\d{1,4})")


class SectionPart(NamedTuple):
    """One number of a section's name: of which form it is, its value, and how often it came before."""

    form: str
    number: int
    again: int = 0


@lru_cache(maxsize=4096)
def section_parts(section: str) -> tuple[SectionPart, ...]:
    """The numbers of a section, outermost first; empty if it names none.

    >>> [part.number for part in section_parts("III-bis.1.2")], section_parts("Mở đầu")
    ([3, 1, 2], ())
    """
    name = section_name(section)
    if note := _NOTE.fullmatch(name):
        return (SectionPart("note", int(note[1])),)
    parts = [_part(text) for text in name.split(".")]
    known = tuple(part for part in parts if part)
    return known if len(known) == len(parts) else ()


def section_name(section: str) -> str:
    """A section as ``outline`` names it, however people wrote it.

    >>> [section_name(typed) for typed in ("Phần I.2", "phần thứ hai", "Điều 4", "Phụ lục", "mục III.1.")]
    ['P1.2', 'P2', 'Đ4', 'PL', 'III.1']
    """
    name = " ".join(section.split()).removesuffix(".")
    if match := _WORDED.match(name):
        number = ordinal(match["number"].split()[-1]) if match["number"] else ""
        head = _WORDS[match["word"].lower()]
        if not head:
            return name[match.start("number") :].lstrip() if match["number"] else name
        if number or head == "PL":
            return f"{head}{number}{name[match.end() :]}"
    return re.sub(r"^mục\s+", "", name, flags=re.IGNORECASE)


def comes_before(section: str, other: str) -> bool:
    """Whether a section stands above another; not where their numbers cannot be compared.

    >>> comes_before("III.1.2", "III.2"), comes_before("IX", "X"), comes_before("PL1", "I")
    (True, True, False)
    """
    for part, beside in zip(section_parts(section), section_parts(other), strict=False):
        if part == beside:
            continue
        if part.form != beside.form:
            return beside.form == "annex"
        # what came again may follow the first of its number or the last of its list
        comparable = part.again == beside.again or part.number == beside.number
        return comparable and part < beside
    return len(section_parts(section)) < len(section_parts(other))


def roman_value(text: str) -> int:
    """The number of a Roman numeral of I, V and X; 0 if it is none.

    >>> roman_value("XIV"), roman_value("IIX"), roman_value("VX")
    (14, 0, 0)
    """
    values = [_ROMAN_SIGNS.get(sign, 0) for sign in text.upper()]
    total = sum(-value if value < following else value for value, following in pairwise([*values, 0]))
    return total if text.upper() == _to_roman(total) else 0


def ordinal(text: str) -> int:
    """The number of an ordinal in digits, Roman signs or words; 0 if it is none.

    >>> ordinal("12"), ordinal("iv"), ordinal("nhất")
    (12, 4, 1)
    """
    text = text.lower()
    if text.isdigit():
        return int(text)
    return ORDINAL_WORDS.index(text) + 1 if text in ORDINAL_WORDS else roman_value(text)


def list_place(letter: str) -> int:
    """The place of a letter in the lists of offices, from 1; of a number itself."""
    return int(letter) if letter.isdigit() else LIST_LETTERS.find(letter.upper()) + 1


def _part(text: str) -> SectionPart | None:
    match = _AGAIN.fullmatch(text)
    if not match:
        return None
    sign = match["again"] or ""
    again = REPEATS.index(sign) if sign in REPEATS else int(sign[1:]) - 1
    for form, pattern in _FORMS.items():
        if value := pattern.fullmatch(match["name"]):
            number = roman_value(value[1]) if form == "roman" else list_place(value[1] or "0")
            if number or form in {"annex", "arabic"}:
                return SectionPart(form, number, again)
    return None


def _to_roman(number: int) -> str:
    tens, ones = divmod(max(number, 0), 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
