"""A stored cell of a sheet in, its text out, as a CSV file would hold it; used by all readers of workbooks.

A spreadsheet stores its own reading of a cell, not what was typed: ``1.231`` becomes a fraction in one
locale, ``01/03`` a date in another, and both look right. Only what cannot have been changed is taken. Pure.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from khacphuc.data.raw.cells import check_cell, normalize_cell, quoted
from khacphuc.data.xlsx.parts import TRUE
from khacphuc.errors import SourceError
from khacphuc.text.dates import YEARS, format_date

if TYPE_CHECKING:
    from khacphuc.data.xlsx.sheet import StoredCell
    from khacphuc.schema.tables import Field

_FIRST_SERIAL = 61  # Excel counts a 29 February 1900 that never was: days before March 1900 are not sure
_MOST_DIGITS = 15  # spreadsheets keep no more digits of a number
_RETYPE = "format the column as Text and type it again as printed"
_NAMES = {
    "number": "the number {}",
    "date": "a date, kept as the number {}",
    "day": "the date {}",
    "percent": "the number {} shown as a percentage",
    "scaled": "the number {} shown in thousands or millions",
    "error": "the error value {}",
    "formula": "the formula {}",
}
_EXPECTED = {"Int64": "a whole number from 0", "date": "a date (03/3/2021)", "bool": "có or nothing"}
_TEXT = "text as printed (Excel drops leading zeros and reads 1.231 and 01/03 its own way)"


def cell_text(cell: StoredCell, field: Field, where: str, *, from_1904: bool) -> str:
    """Give the text of a cell that is not empty.

    Text is taken as it stands, a number in a column of whole numbers, a date in a column of dates, a truth
    value in a column of them; anything else may not be what was typed.

    Args:
        cell: the cell.
        field: the column it stands in.
        where: its place, as messages name it.
        from_1904: the workbook counts days from 1904 (old Macs), not from 1900.

    Raises:
        SourceError: the cell holds something else, or what no cell may hold (see ``check_cell``).
    """
    if cell.kind == "text":
        text = normalize_cell(cell.text)
        if text not in field.allowed:
            check_cell(text, where, typeset=field.typeset)
        return text
    if cell.kind == "formula":
        raise SourceError(
            describe_cell(cell),
            place=where,
            expected="a value",
            remedy="paste it as values (Paste Special, Values)",
        )
    if cell.kind == "error":
        raise SourceError(
            describe_cell(cell),
            place=where,
            expected="a value",
            remedy="type what is printed, or clear the cell",
        )
    with suppress(ValueError, ArithmeticError):
        if cell.kind == "bool" and field.dtype == "bool":
            return "có" if cell.text in TRUE else "không"
        if cell.kind == "number" and field.dtype == "Int64":
            return _whole(cell.text)
        if cell.kind in {"date", "day"} and field.dtype == "date":
            return format_date(_day(cell, from_1904=from_1904))
    description = describe_cell(cell)
    with suppress(ValueError, ArithmeticError):
        if cell.kind in {"date", "day"}:
            description += f" ({format_date(_day(cell, from_1904=from_1904))})"
    expected = _EXPECTED.get(field.dtype, _TEXT)
    raise SourceError(description, place=where, expected=expected, remedy=_RETYPE)


def describe_cell(cell: StoredCell) -> str:
    """Name the content of a cell, for messages.

    >>> from khacphuc.data.xlsx.sheet import StoredCell
    >>> describe_cell(StoredCell("formula", "A1+1")), describe_cell(StoredCell("bool", "1"))
    ("the formula '=A1+1'", 'the truth value TRUE')
    """
    if cell.kind == "text":
        return quoted(cell.text)
    if cell.kind == "bool":
        return f"the truth value {'TRUE' if cell.text in TRUE else 'FALSE'}"
    return _NAMES[cell.kind].format(quoted(f"={cell.text}" if cell.kind == "formula" else cell.text))


def _whole(text: str) -> str:
    number = _decimal(text)
    if number != int(number) or number < 0:
        raise ValueError
    return str(int(number))


def _day(cell: StoredCell, *, from_1904: bool) -> date:
    if cell.kind == "day":
        iso, _, time = cell.text.partition("T")
        day = date.fromisoformat(iso)
        if time.strip("0:.Z"):  # another time than midnight
            raise ValueError
    else:
        serial = _decimal(cell.text)
        days = int(serial)
        if serial != days or (days < _FIRST_SERIAL and not from_1904):
            raise ValueError
        day = (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=days)
    if day.year not in YEARS:
        raise ValueError
    return day


def _decimal(text: str) -> Decimal:
    """A stored number, small enough to count with."""
    number = Decimal(text)
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        raise InvalidOperation
    return number
