"""What all writers of workbooks share: text cells that stay as typed, the same bytes for the same cells."""

from __future__ import annotations

import io
import re
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any

from khacphuc.project.zip_archive import repack

if TYPE_CHECKING:
    from openpyxl import Workbook

_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x000D_ for a character
# openpyxl writes the time of day into a workbook; workbooks know no time zones
_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_text_cell(sheet: Any, row: int, column: int, text: str, *, like: Any = None) -> Any:
    """Write a text into a cell of an openpyxl sheet and give the cell; no text leaves it empty.

    Args:
        sheet: where.
        row: counted from 1.
        column: counted from 1.
        text: what is written.
        like: a cell of the workbook that was written so before, whose whole style it takes: openpyxl looks
            up every part of a style it sets, which is most of the work of a sheet.
    """
    cell = sheet.cell(row, column)
    if like is None:
        cell.number_format = "@"
    else:
        cell._style = copy(like._style)  # noqa: SLF001 - as its documentation copies a style
    if text:
        cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"  # openpyxl takes =1 for a formula and #N/A for an error
    return cell


def workbook_bytes(workbook: Workbook) -> bytes:
    """The bytes of a workbook with fixed times, so that the same cells give the same bytes."""
    workbook.properties.created = _WRITTEN_ON
    stream = io.BytesIO()
    workbook.save(stream)
    return repack(stream.getvalue(), _without_times)


def _without_times(name: str, part: bytes) -> bytes:
    return _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", part) if name == "docProps/core.xml" else part
