"""Numbers of official documents: ``300-KH/TĐTN-VP`` of Party and Union, ``94/2010/NĐ-CP`` of law.

The State's own form without a year (``07/BC-UBND``) is refused: a mistyped number of another form looks
the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.text.dates import YEARS
from khacphuc.text.letters import clean, plain_d
from khacphuc.text.refusals import Phrase, Quotation, phrase, quantity_error

if TYPE_CHECKING:
    from khacphuc.errors import QuantityError

_LETTERS = r"[^\W\d_]"
# a body may end in the number of its term: QH14
_NAME = rf"{_LETTERS}{{2,}}[0-9]*"
# typed with blanks around it, or turned into a longer dash by Word
_DASH = r" ?[-‐‑–−] ?"
_SLASH = r" ?/ ?"
_PREFIX = r"(?:số ?[:.]? ?)?"
_UNION = re.compile(
    rf"{_PREFIX}(?P<number>[0-9]{{1,6}}){_DASH}(?P<type>{_LETTERS}{{2,5}}){_SLASH}(?P<body>{_NAME})"
    rf"(?:{_DASH}(?P<department>{_NAME}))?",
    re.IGNORECASE,
)
_LAW = re.compile(
    rf"{_PREFIX}(?P<number>[0-9]{{1,6}}){_SLASH}(?P<year>[0-9]{{4}}){_SLASH}"
    rf"(?:(?P<type>{_LETTERS}{{2,5}}){_DASH}(?P<body>{_NAME}(?:{_DASH}{_NAME})*)|(?P<assembly>QH[0-9]+))",
    re.IGNORECASE,
)
_STATE = re.compile(rf"{_PREFIX}[0-9]+{_SLASH}{_LETTERS}+{_DASH}.+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The number and symbol of a document.

    Attributes:
        number: its number in its register.
        type: ``KH`` plan, ``CV`` letter, ``NĐ`` decree …; empty for a law of the National Assembly.
        body: who issued it: ``TĐTN``, ``CP``.
        department: who drafted it: ``VP``; empty if not printed.
        year: the year in a law's number, else None.
        width: digits the number is printed with, leading zeros included (``08-ĐA/TU``); not compared.
    """

    number: int
    type: str
    body: str
    department: str = ""
    year: int | None = None
    width: int = field(default=2, compare=False)

    @property
    def symbol(self) -> str:
        """What stands behind the number: ``KH/TĐTN-VP``, ``NĐ-CP``.

        >>> parse_document_number("300-KH/TĐTN-VP").symbol
        'KH/TĐTN-VP'
        """
        parts = [self.type, self.body] if self.type else [self.body]
        symbol = ("/" if self.year is None else "-").join(parts)
        return f"{symbol}-{self.department}" if self.department else symbol

    @property
    def register(self) -> str:
        """The register the numbers run in: type and body; for law, which restarts each year, year and symbol.

        >>> parse_document_number("300-KH/TĐTN-VP").register
        'KH/TĐTN'
        >>> parse_document_number("94/2010/NĐ-CP").register
        '2010/NĐ-CP'
        """
        return f"{self.type}/{self.body}" if self.year is None else f"{self.year}/{self.symbol}"

    def __str__(self) -> str:
        """Print the number in full, with the leading zeros it was read with."""
        number = f"{self.number:0{self.width}d}"
        return f"{number}-{self.symbol}" if self.year is None else f"{number}/{self.year}/{self.symbol}"


def parse_document_number(text: str) -> DocumentNumber:
    """Read the number of a document.

    Args:
        text: ``300-KH/TĐTN-VP`` or ``94/2010/NĐ-CP``; ``số`` before it, blanks around the separators, long
            dashes and the look-alikes of Đ are accepted and printed as they should be.

    Returns:
        The number taken apart.

    Raises:
        QuantityError: the text is no such number, its letters are small, or its year is impossible.

    >>> str(parse_document_number("Số: 08 - ĐA/TU"))
    '08-ĐA/TU'
    >>> parse_document_number("94/2010/NĐ-CP").year
    2010
    """
    cleaned = plain_d(clean(text, "a_document_number"))
    match = _UNION.fullmatch(cleaned) or _LAW.fullmatch(cleaned)
    if not match:
        if _STATE.fullmatch(cleaned):
            raise _refusal(cleaned, phrase("law_without_year"))
        raise _refusal(cleaned, phrase("other_parts"))
    parts = {"year": None, "department": None, "assembly": None, **match.groupdict()}
    names = {key: _dashed(parts[key] or "") for key in ("type", "body", "department", "assembly")}
    for name in names.values():
        if name[:1] != name[:1].upper():
            raise _refusal(cleaned, phrase("small_letter", name=Quotation(name)))
    number, year = int(match["number"]), parts["year"]
    if number == 0:
        raise _refusal(cleaned, phrase("from_one"))
    if year is not None and int(year) not in YEARS:
        raise _refusal(cleaned, phrase("no_year", year=year))
    return DocumentNumber(
        number=number,
        type=names["type"],
        body=names["body"] or names["assembly"],
        department=names["department"],
        year=None if year is None else int(year),
        width=len(match["number"]),
    )


def _dashed(name: str) -> str:
    return re.sub(_DASH, "-", name)


def _refusal(text: str, why: Phrase) -> QuantityError:
    return quantity_error("no_document_number", text=Quotation(text), why=why)
