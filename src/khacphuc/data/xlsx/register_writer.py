"""Raw tables written as a register, for an office that types in Excel.

Every cell is text, so nothing that is typed is changed; the same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.locale import HOUSE, words
from khacphuc.project.files import write_bytes
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from khacphuc.schema.tables import Field, Table

_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LAST_ROW = 1_048_576
_NARROWEST, _WIDEST = 10, 60  # characters
_ROWS_MEASURED = 1_000
_LONGEST_LIST = 255  # characters a drop-down list may have
_YES_NO = ("có", "không")
# openpyxl writes the time of day into a workbook and its zip archive
WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  (workbooks know no time zones)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_register(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write raw tables as the sheets of a workbook, whole or not at all.

    The columns are formatted as text below the last row, too; the header stays in sight, columns are as
    wide as they need, and where only some values are allowed a list offers them.

    Args:
        tables: text frames by the names of their tables, with the columns of ``Table.raw`` (others, as
            ``file`` and ``line``, are left out); no rows for an empty form.
        path: the workbook to write.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, frame in tables.items():
        _fill(workbook.create_sheet(name), TABLES[name], frame)
    workbook.properties.created = WRITTEN_ON
    stream = io.BytesIO()
    workbook.save(stream)
    write_bytes(path, without_times(stream.getvalue()))


def _fill(sheet: Any, table: Table, frame: pd.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    for index, field in enumerate(table.raw, start=1):
        letter = column_letter(index)
        texts = frame[field.name].tolist()
        head = sheet.cell(1, index, field.name)
        head.font = Font(bold=True)
        head.number_format = "@"
        for row, text in enumerate(texts, start=2):
            if text:
                cell = sheet.cell(row, index, _LIKE_AN_ESCAPE.sub("_x005F_", text))
                cell.data_type = "s"  # openpyxl takes =1 for a formula and #N/A for an error
                cell.number_format = "@"
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        column = sheet.column_dimensions[letter]
        column.number_format = "@"
        longest = max((len(text) for text in (field.name, *texts[:_ROWS_MEASURED])), default=0)
        column.width = min(max(longest + 2, _NARROWEST), _WIDEST)
        _offer(sheet, field, f"{letter}2:{letter}{_LAST_ROW}")


def _offer(sheet: Any, field: Field, cells: str) -> None:
    """A list of the values a column allows, to choose from."""
    values = ",".join(_YES_NO if field.dtype == "bool" else field.allowed)
    if not values or len(values) > _LONGEST_LIST:
        return
    offered = DataValidation(type="list", formula1=f'"{values}"', allow_blank=True)
    offered.showErrorMessage = True
    offered.errorTitle = field.name
    offered.error = words(HOUSE, "workbook")["only"].format(values=values)[:_LONGEST_LIST]
    offered.add(cells)
    sheet.add_data_validation(offered)


def without_times(data: bytes) -> bytes:
    """The same workbook with fixed times, so that the same tables give the same bytes."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            target.writestr(info, part)
    return stream.getvalue()
