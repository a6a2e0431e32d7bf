"""Workbooks of forms, whole."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.forms import parts
from khacphuc.data.returns.forms.parts import read_form_workbook
from khacphuc.errors import SourceError

from .hand_forms import form_bytes, with_parts, workbook


def test_parts_that_are_the_same_are_read_once(monkeypatch):
    """Styles and index of the second form are known by their bytes."""
    first = read_form_workbook(form_bytes(), "a.xlsx")
    monkeypatch.setattr(parts, "read_formats", None)
    monkeypatch.setattr(parts, "read_index", None)
    assert read_form_workbook(form_bytes(), "b.xlsx") == first


def test_parts_that_differ_are_read_again():
    """What is known by its bytes never stands for something else."""
    book = workbook()
    book["T3"]["D10"].number_format = "dd/mm/yyyy"
    assert read_form_workbook(form_bytes(), "a.xlsx").grids[0].rows[10][4].kind == "number"
    assert read_form_workbook(form_bytes(book), "a.xlsx").grids[0].rows[10][4].kind == "date"


def test_many_sheets_of_one_part_are_no_way_to_be_slow():
    """A workbook that names more sheets than a year has forms is refused."""

    def many(part):
        begin = part.index(b"<sheet ")
        sheet = part[begin : part.index(b"/>", begin) + 2]
        return part.replace(sheet, b"".join(sheet.replace(b'"T3"', b'"T%d"' % n) for n in range(300)))

    with pytest.raises(SourceError, match="301 sheets"):
        read_form_workbook(with_parts(form_bytes(), workbook=many), "a.xlsx")
