"""A cell of a form in, its number out, with what is wrong about it. Pure.

A number counts where it is beyond doubt what was meant, however it was typed; what may mean two things, or
was changed by a spreadsheet, is told and not counted, so that no total rests on a guess.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from math import isfinite, nan
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.forms.catalogue import label_key
from khacphuc.errors import QuantityError
from khacphuc.text.characters import escape_unprintable
from khacphuc.text.dates import format_date
from khacphuc.text.numbers.quantity import Kind
from khacphuc.text.numerals import Flag
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from khacphuc.data.returns.forms.catalogue import ReadableItem
    from khacphuc.data.returns.forms.cells import FormCell
    from khacphuc.text.numbers.quantity import Quantity


class ValueStatus(StrEnum):
    """What a value is worth, as the column ``status`` holds it; the words are those of SDMX."""

    NORMAL = "normal"
    ESTIMATED = "estimated"  # «khoảng 100»
    PROVISIONAL = "provisional"  # of a form that is not declared complete
    MISSING = "missing"
    NIL = "nil"  # declared: nothing to report


_LONGEST_NUMBER = 100  # characters; a longer text is no number with its unit
_LONGEST_RAW = 200
_DAY_0 = date(1899, 12, 30)  # from which spreadsheets count days
_TOO_LARGE = 10.0**15  # a double has 15 sure digits; no count and no sum of money of an office has more
_OTHER_BLANKS = re.compile("[\u00a0\u2007\u2009\u202f]")  # blanks that do not break a line, and thin ones
_PLAIN = re.compile(r"[+-]?[0-9][0-9.,\s]*(?:[eE][+-]?[0-9]+)?")
_LINKED = re.compile(r"\[[0-9]+\]|\.xl[a-z]*\]", re.IGNORECASE)  # how a formula names another workbook
_COUNTED = {Kind.COUNT, Kind.MONEY, Kind.PERCENTAGE, Kind.DURATION}
_DOUBTFUL = {Flag.ENGLISH_DECIMAL, Flag.ENGLISH_GROUPING, Flag.AMBIGUOUS_GROUPING}
_LIKE_FORMULAS = ("=", "+", "-", "@")


class CellReading(NamedTuple):
    """What a cell says.

    Attributes:
        value: in the unit of the item; NaN where none is counted.
        status: of the value.
        fault: what is wrong, or None.
        expected: what should stand there.
    """

    value: float
    status: ValueStatus = ValueStatus.NORMAL
    fault: FaultKind | None = None
    expected: str = ""


def read_cell(cell: FormCell, item: ReadableItem) -> CellReading:
    """Read the number of a cell that is not empty.

    >>> from khacphuc.data.returns.forms.catalogue import ReadableItem
    >>> from khacphuc.data.returns.forms.cells import FormCell
    >>> item = ReadableItem("sessions", "Số lượt", "lượt")
    >>> reading = read_cell(FormCell("text", "1.231 lượt"), item)
    >>> reading.value, str(reading.status), str(reading.fault)
    (1231.0, 'normal', 'text_in_number')
    """
    if cell.formula is not None:
        if _LINKED.search(cell.formula):
            return _missing(FaultKind.EXTERNAL_LINK, "")
        reading = (
            read_cell(cell._replace(formula=None), item) if cell.text else _missing(FaultKind.FORMULA, "")
        )
        return reading if reading.fault else reading._replace(fault=FaultKind.FORMULA)
    if cell.kind == "number":
        return _number(cell.text, item)
    if cell.kind == "text":
        return _text(cell.text, item)
    if cell.kind == "percent" and item.unit == "%":
        return _number(cell.text, item, factor=100)
    return _missing(_FAULTS_OF_KINDS[cell.kind], item.unit)


def is_same_unit(printed: str, item: ReadableItem) -> bool:
    """Whether what stands in the column of units is the unit of the item, or nothing."""
    return printed == item.unit or label_key(printed) in {"", label_key(item.unit)}


def raw_text(cell: FormCell) -> str:
    """What a cell holds, as people see it and to be quoted: one that a spreadsheet would run is in «…».

    >>> from khacphuc.data.returns.forms.cells import FormCell
    >>> raw_text(FormCell("text", "=1+1")), raw_text(FormCell("number", "-5"))
    ('«=1+1»', '-5')
    """
    if cell.formula is not None:
        return quoted_text(f"={cell.formula}")
    if cell.kind in {"date", "bool"}:
        return quoted_text(_as_shown(cell))
    is_plain = cell.kind == "number" and cell.text[:1].isdigit() and len(cell.text) <= _LONGEST_RAW
    return cell.text if is_plain else quoted_text(cell.text)


def _as_shown(cell: FormCell) -> str:
    """A day or a truth value as a spreadsheet shows it, which stores a number."""
    if cell.kind == "bool":
        return "TRUE" if cell.text in {"1", "true"} else "FALSE"
    try:
        return format_date(_DAY_0 + timedelta(days=int(float(cell.text))))
    except (ValueError, OverflowError):
        return cell.text


def quoted_text(text: str) -> str:
    """A text of a form as it may stand in a table: printable, cut when long, nothing to run."""
    text = escape_unprintable(unicodedata.normalize("NFC", text[:_LONGEST_RAW]).strip())
    return f"«{text}»" if text.startswith(_LIKE_FORMULAS) and not _PLAIN.fullmatch(text) else text


_FAULTS_OF_KINDS: Final = {
    "date": FaultKind.NUMBER_AS_DATE,
    "day": FaultKind.NUMBER_AS_DATE,
    "percent": FaultKind.WRONG_UNIT_OF_MEASURE,
    # shown in thousands: whoever typed it saw another number than what is stored
    "scaled": FaultKind.WRONG_UNIT_OF_MEASURE,
    "error": FaultKind.CELL_ERROR,
    "bool": FaultKind.TEXT_IN_NUMBER,
}


def _missing(fault: FaultKind, expected: str) -> CellReading:
    return CellReading(nan, ValueStatus.MISSING, fault, expected)


def _number(text: str, item: ReadableItem, *, factor: int = 1) -> CellReading:
    """A number as a spreadsheet stored it."""
    try:
        # in decimal, for 0,07 as a percentage is 7, and in binary 7,000000000000001
        value = float(text) if factor == 1 else float(Decimal(text) * factor)
    except (ValueError, InvalidOperation):
        return _missing(FaultKind.TEXT_IN_NUMBER, item.unit)
    if not isfinite(value):
        return _missing(FaultKind.TEXT_IN_NUMBER, item.unit)
    return _checked(value, item)


def _checked(
    value: float, item: ReadableItem, fault: FaultKind | None = None, status: ValueStatus = ValueStatus.NORMAL
) -> CellReading:
    if abs(value) >= _TOO_LARGE:
        return _missing(FaultKind.NUMBER_TOO_LARGE, item.unit)
    if item.is_whole and not value.is_integer():
        # 1.231 typed into an English spreadsheet: 1231, or a slip
        return _missing(FaultKind.ENGLISH_DECIMAL, item.unit)
    return CellReading(value, status, fault, item.unit if fault else "")


def _text(text: str, item: ReadableItem) -> CellReading:
    """A number that is stored as text."""
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and plain == text and len(plain) < _LONGEST_NUMBER:
        return _number(plain, item)
    fault = FaultKind.NBSP_IN_NUMBER if _OTHER_BLANKS.search(text) else None
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    quantity = _quantity(plain)
    if quantity is None:
        return _missing(FaultKind.TEXT_IN_NUMBER, item.unit)
    try:
        value = _in_unit(quantity, plain, item.unit)
    except QuantityError:
        return _missing(FaultKind.WRONG_UNIT_OF_MEASURE, item.unit)
    if not _PLAIN.fullmatch(plain):
        fault = FaultKind.TEXT_IN_NUMBER
    if quantity.flags & _DOUBTFUL:
        fault = FaultKind.ENGLISH_DECIMAL
    return _checked(value, item, fault, ValueStatus.ESTIMATED if quantity.qualifier else ValueStatus.NORMAL)


def _quantity(text: str) -> Quantity | None:
    """The quantity of a text, if it is one number."""
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        quantity = parse(text)
    except QuantityError:
        return None
    return quantity if quantity.kind in _COUNTED and quantity.sign != "±" else None


def _in_unit(quantity: Quantity, text: str, unit: str) -> float:
    """The value of a quantity in the unit of its item; one without a unit is in it.

    Raises:
        QuantityError: it is of another unit.
    """
    if not quantity.unit:
        return float(quantity.value)
    return float(parse(text, unit=unit).exact / _scale(unit))


@lru_cache(maxsize=500)
def _scale(unit: str) -> int:
    """How many of its base a unit is: 1000000 of triệu đồng."""
    return int(parse("1", unit=unit).exact)
