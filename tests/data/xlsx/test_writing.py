"""Tests of `khacphuc.data.xlsx.writing`."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook, load_workbook

from khacphuc.data.xlsx.parts import unescaped
from khacphuc.data.xlsx.writing import workbook_bytes, write_text_cell


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "001", "1.231", "_x000D_", "x"])
def test_a_text_stays_a_text(text):
    """Whatever it looks like, it is stored and read as the text it is."""
    workbook = Workbook()
    write_text_cell(workbook.active, 1, 1, text)
    cell = load_workbook(io.BytesIO(workbook_bytes(workbook))).active["A1"]
    assert (unescaped(cell.value), cell.data_type, cell.number_format) == (text, "s", "@")


def test_no_text_leaves_the_cell_empty():
    """It is formatted as text, and empty."""
    workbook = Workbook()
    assert write_text_cell(workbook.active, 1, 1, "").value is None


def test_the_same_cells_give_the_same_bytes():
    """The time of day is not in them."""
    first, second = Workbook(), Workbook()
    second.properties.created = second.properties.modified = dt.datetime(2024, 5, 6)  # noqa: DTZ001
    assert workbook_bytes(first) == workbook_bytes(second)
