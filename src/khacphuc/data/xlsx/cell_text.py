"""A stored cell of a sheet in, its text out, as a CSV file would hold it; used by all readers of workbooks.

A spreadsheet stores its own reading of a cell, not what was typed: ``1.231`` becomes a fraction in one
locale, ``01/03`` a date in another, and both look right. Only what cannot have been changed is taken. Pure.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from khacphuc.data.raw.cells import cell_error, check_cell, normalize_cell, quoted
from khacphuc.data.xlsx.parts import TRUE
from khacphuc.locale import TOOL, words
from khacphuc.text.dates import YEARS, format_date

if TYPE_CHECKING:
    from khacphuc.data.xlsx.sheet import StoredCell
    from khacphuc.schema.tables import Field

_FIRST_SERIAL = 61  # Excel counts a 29 February 1900 that never was: days before March 1900 are not sure
_MOST_DIGITS = 15  # spreadsheets keep no more digits of a number
_EXPECTED = {"Int64": "expected_whole", "date": "expected_date", "bool": "expected_bool"}


def cell_text(cell: StoredCell, field: Field, where: str, *, from_1904: bool, language: str = TOOL) -> str:
    """Give the text of a cell that is not empty.

    Text is taken as it stands, a number in a column of whole numbers, a date in a column of dates, a truth
    value in a column of them; anything else may not be what was typed.

    Args:
        cell: the cell.
        field: the column it stands in.
        where: its place, as messages name it.
        from_1904: the workbook counts days from 1904 (old Macs), not from 1900.
        language: of the message.

    Raises:
        SourceError: the cell holds something else, or what no cell may hold (see ``check_cell``).
    """
    if cell.kind == "text":
        text = normalize_cell(cell.text)
        if text not in field.allowed:
            check_cell(text, where, typeset=field.typeset, quantity=field.quantity, language=language)
        return text
    if cell.kind in {"formula", "error"}:
        key = "not_a_value" if cell.kind == "formula" else "no_value"
        raise cell_error(where, language, key, cell=describe_cell(cell, language))
    with suppress(ValueError, ArithmeticError):
        if cell.kind == "bool" and field.dtype == "bool":
            return "có" if cell.text in TRUE else "không"
        if cell.kind == "number" and field.dtype == "Int64":
            return _whole(cell.text)
        if cell.kind in {"date", "day"} and field.dtype == "date":
            return format_date(_day(cell, from_1904=from_1904))
    description = describe_cell(cell, language)
    with suppress(ValueError, ArithmeticError):
        if cell.kind in {"date", "day"}:
            description += f" ({format_date(_day(cell, from_1904=from_1904))})"
    expected = words(language, "cell")[_EXPECTED.get(field.dtype, "expected_text")]
    raise cell_error(where, language, "not_as_printed", cell=description, expected=expected)


def describe_cell(cell: StoredCell, language: str = TOOL) -> str:
    """Name the content of a cell, for messages.

    >>> from khacphuc.data.xlsx.sheet import StoredCell
    >>> describe_cell(StoredCell("formula", "A1+1")), describe_cell(StoredCell("bool", "1"))
    ("the formula '=A1+1'", 'the truth value TRUE')
    """
    if cell.kind == "text":
        return quoted(cell.text, language)
    if cell.kind == "bool":
        text = "TRUE" if cell.text in TRUE else "FALSE"
    else:
        text = quoted(f"={cell.text}" if cell.kind == "formula" else cell.text, language)
    return words(language, "cell")[f"kind_{cell.kind}"].format(text=text)


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
