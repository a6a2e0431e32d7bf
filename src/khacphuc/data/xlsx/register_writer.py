"""Raw tables in, a workbook out, for an office that types in Excel.

Every cell is text, so nothing that is typed is changed; the same tables give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.data.xlsx.writing import workbook_bytes, write_text_cell
from khacphuc.locale import HOUSE, words
from khacphuc.project.files import write_bytes
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from khacphuc.schema.tables import Field, TableSchema

LAST_ROW = 1_048_576
"""The last row of the format: what is offered or formatted reaches down to it."""

_NARROWEST, _WIDEST = 10, 60  # characters
_ROWS_MEASURED = 1_000  # enough for a width, and quick for any table
_LONGEST_LIST = 255  # characters a drop-down list may have
_YES_NO = ("có", "không")


def write_register(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write raw tables as the sheets of a workbook, whole or not at all.

    The columns are formatted as text below the last row, too; the header stays in sight, columns are as
    wide as they need, and where only some values are allowed a list offers them.

    Args:
        tables: text frames by the names of their tables, with the columns of ``TableSchema.raw`` (others, as
            ``file`` and ``line``, are left out); no rows for an empty form.
        path: the workbook to write.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, frame in tables.items():
        _fill(workbook.create_sheet(name), TABLES[name], frame)
    write_bytes(path, workbook_bytes(workbook))


def _fill(sheet: Any, table: TableSchema, frame: pd.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    for index, field in enumerate(table.raw, start=1):
        letter = column_letter(index)
        texts = frame[field.name].tolist()
        write_text_cell(sheet, 1, index, field.name).font = Font(bold=True)
        for row, text in enumerate(texts, start=2):
            if text:
                cell = write_text_cell(sheet, row, index, text)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        column = sheet.column_dimensions[letter]
        column.number_format = "@"
        longest = max((len(text) for text in (field.name, *texts[:_ROWS_MEASURED])), default=0)
        column.width = min(max(longest + 2, _NARROWEST), _WIDEST)
        offer_values(sheet, field, f"{letter}2:{letter}{LAST_ROW}")


def offer_values(sheet: Any, field: Field, cells: str) -> None:
    """Put a list of the values a column allows at some cells of a sheet; of several codes none is chosen."""
    values = ",".join(_YES_NO if field.dtype == "bool" else field.allowed)
    if not values or len(values) > _LONGEST_LIST or field.dtype == "codes":
        return
    offered = DataValidation(type="list", formula1=f'"{values}"', allow_blank=True)
    offered.showErrorMessage = True
    offered.errorTitle = field.name
    offered.error = words(HOUSE, "workbook")["only"].format(values=values)[:_LONGEST_LIST]
    offered.add(cells)
    sheet.add_data_validation(offered)
