"""A findings.xlsx filled in as a person would: opened, values picked, saved."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from khacphuc.locale import words
from khacphuc.review.workbook import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEET = words("vi", "workbook")["sheet"]
PLACES = {column.name: index for index, column in enumerate(COLUMNS, start=1)}
GROUNDS = {"reason": "theo biên bản họp", "role": "Phó Bí thư", "date": "03/3/2021"}
ACCEPTED = {"decision": "chấp nhận", **GROUNDS}


def rows(data: bytes) -> list[dict[str, Any]]:
    """The rows of the sheet, by the names of its columns, and ``number``."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [
        {name: sheet.cell(number, index).value or "" for name, index in PLACES.items()} | {"number": number}
        for number in range(2, sheet.max_row + 1)
    ]


def fill(data: bytes, cells: Mapping[tuple[str, str], Mapping[str, Any]]) -> bytes:
    """The workbook with cells filled in, by rule and row of a finding and name of the column."""
    workbook = load_workbook(io.BytesIO(data))
    numbers = {(row["rule"], row["row_id"]): row["number"] for row in rows(data)}
    for place, values in cells.items():
        for name, value in values.items():
            workbook.worksheets[0].cell(numbers[place], PLACES[name]).value = value
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def change(data: bytes, cell: str, value: Any, *, sheet: str = SHEET) -> bytes:
    """The workbook with one cell changed."""
    workbook = load_workbook(io.BytesIO(data))
    workbook[sheet][cell] = value
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
