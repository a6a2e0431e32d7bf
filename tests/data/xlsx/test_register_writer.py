"""Tests of `khacphuc.data.xlsx.register_writer`."""

import openpyxl
import pytest

from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.run import read_run
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES


@pytest.fixture(scope="module")
def raw(root):
    """The raw tables of 2021."""
    return read_run(Layout(root), "2021").tables


@pytest.fixture(scope="module")
def workbook(raw, tmp_path_factory):
    """The register of 2021 as openpyxl reads it."""
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(raw, path)
    return openpyxl.load_workbook(path)


def test_the_same_tables_give_the_same_bytes(raw, tmp_path):
    """No time and no chance is in the file."""
    for name in ("a.xlsx", "b.xlsx"):
        write_register(raw, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_cell_is_text(workbook):
    """What is typed into a cell, or below the last, stays as it is typed."""
    for sheet in workbook:
        assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}
        assert {cell.number_format for row in sheet for cell in row if cell.value is not None} == {"@"}
        names = [field.name for field in TABLES[sheet.title].raw]
        letters = [cell.column_letter for cell in sheet[1]]
        assert [cell.value for cell in sheet[1]] == names
        assert {sheet.column_dimensions[letter].number_format for letter in letters} == {"@"}


def test_it_is_made_for_people(workbook):
    """The header stays in sight, and no column is too narrow or too wide."""
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert all(10 <= sheet.column_dimensions[cell.column_letter].width <= 60 for cell in sheet[1])


def test_allowed_values_are_offered(workbook):
    """A column that allows only some values has a list of them, below its header to the last row."""
    offered = {
        (sheet.title, str(validation.sqref)): validation.formula1
        for sheet in workbook
        for validation in sheet.data_validations.dataValidation
    }
    assert offered["criteria", "L2:L1048576"] == '"có,không"'
    assert offered["criteria", "F2:F1048576"] == '">=,>,<=,<,="'
    assert offered["declared", "B2:B1048576"].startswith('"remedied,improved')
    assert ("figures", "D2:D1048576") not in offered


def test_a_form_without_rows(tmp_path):
    """Tables without rows give a workbook to fill in."""
    write_register(
        {name: text_frame(table, []) for name, table in TABLES.items()}, tmp_path / "register.xlsx"
    )
    workbook = openpyxl.load_workbook(tmp_path / "register.xlsx")
    assert workbook.sheetnames == list(TABLES)
    assert {sheet.max_row for sheet in workbook} == {1}


def test_a_list_that_is_too_long_is_not_offered(tmp_path, monkeypatch):
    """Excel refuses workbooks whose lists have more than 255 characters."""
    from dataclasses import replace  # noqa: PLC0415

    table = TABLES["declared"]
    fields = (
        *table.fields[:1],
        replace(table.fields[1], allowed=tuple("x" * 20 + str(n) for n in range(20))),
    )
    monkeypatch.setitem(TABLES, "declared", replace(table, fields=fields))
    write_register({"declared": text_frame(TABLES["declared"], [])}, tmp_path / "register.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "register.xlsx")["declared"]
    assert not sheet.data_validations.dataValidation
