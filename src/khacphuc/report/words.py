"""The suite's own words in a document (group ``document`` of the catalogue), its dates and its labels.

Words of the office (its name, its recipients, its subject) come from the parameters; words a
document form prescribes (``ĐOÀN TNCS HỒ CHÍ MINH``) come from its profile in ``render``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from khacphuc import locale
from khacphuc.errors import DocumentError
from khacphuc.text.dates import format_month

if TYPE_CHECKING:
    from khacphuc.locale import Words

BLANK: Final = "……"
"""A blank an office fills in by hand: printed where a number or a day is not known."""


def document_words(language: str) -> Words:
    """Return our words in one language.

    Args:
        language: ``vi`` or ``en``.

    Raises:
        DocumentError: there are no words in this language.
    """
    return locale.words(language, "document")


def parse_iso_date(iso: str) -> date:
    """Read the date of a document.

    Raises:
        DocumentError: it is not written ``YYYY-MM-DD``.
    """
    try:
        return date.fromisoformat(iso)
    except ValueError as error:
        raise DocumentError(f"the date {iso!r} of the document is not a date written YYYY-MM-DD") from error


def long_date(iso: str, language: str) -> str:
    """Print a date as documents do: days below 10, and months 1 and 2, with a leading zero.

    Args:
        iso: ``YYYY-MM-DD``, or empty for the blanks an office fills in by hand.
        language: ``vi`` or ``en``.

    >>> long_date("2021-03-05", "vi")
    'ngày 05 tháng 3 năm 2021'
    >>> long_date("", "vi")
    'ngày …… tháng …… năm ……'
    """
    pattern = document_words(language)["date"]
    if not iso:
        return pattern.format(day=BLANK, month=BLANK, year=BLANK)
    day = parse_iso_date(iso)
    return pattern.format(day=f"{day.day:02d}", month=format_month(day.month), year=day.year)


def number_label(kind: str, number: int, language: str) -> str:
    """Name a numbered table, figure, annex or note: ``Bảng 1``, or ``Bảng`` while it has no number.

    >>> number_label("table", 3, "vi")
    'Bảng 3'
    """
    label = document_words(language)[kind]
    return f"{label} {number}" if number else label
