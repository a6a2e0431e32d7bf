"""Tests of `khacphuc.office.workbook`."""

import io

import openpyxl
import pytest

from khacphuc.checks.suites import load_suites
from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.run import read_run
from khacphuc.data.xlsx.register import read_register
from khacphuc.locale import LANGUAGES, words
from khacphuc.office.workbook import (
    FIRST_ROW,
    FORM_TABLES,
    HEADER_ROW,
    LABEL_ROW,
    example_rows,
    form_workbook,
)
from khacphuc.schema.tables import TABLES

from .. import run2021


@pytest.fixture(scope="module")
def lists():
    """The reference tables of 2021."""
    return read_run(run2021.LAYOUT, "2021").tables


@pytest.fixture(scope="module")
def form(lists):
    """A form without rows."""
    return form_workbook({}, lists, "vi", run="2022", classes=run2021.policy().class_names("vi"))


@pytest.fixture(scope="module")
def workbook(form):
    """The form as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(form))


def test_the_same_rows_give_the_same_bytes(form, lists):
    """No time and no chance is in the file."""
    assert form == form_workbook({}, lists, "vi", run="2022", classes=run2021.policy().class_names("vi"))


def test_a_sheet_a_table(workbook):
    """A guide before them, the lists behind."""
    labels = words("vi", "form")
    assert workbook.sheetnames == [labels["guide"], *FORM_TABLES, labels["lists"]]


def test_headings_are_those_of_the_schema_each_with_a_note(workbook):
    """The names the program reads stand below those people read; a note says how a cell is typed."""
    for name in FORM_TABLES:
        sheet = workbook[name]
        assert [cell.value for cell in sheet[HEADER_ROW]] == [field.name for field in TABLES[name].raw]
        for cell, field in zip(sheet[LABEL_ROW], TABLES[name].raw, strict=True):
            note = cell.comment.text
            assert words("vi", "form")["required" if field.required else "optional"] in note
            assert all(value in note for value in field.allowed)
            assert all(f"({table})" in note for table in field.reference)


def test_every_cell_is_text(workbook):
    """Also below the last row."""
    for name in FORM_TABLES:
        sheet = workbook[name]
        assert {cell.number_format for cell in sheet[FIRST_ROW]} == {"@"}
        letters = [cell.column_letter for cell in sheet[HEADER_ROW]]
        assert {sheet.column_dimensions[letter].number_format for letter in letters} == {"@"}


def test_values_codes_and_units_are_offered(workbook):
    """Fixed values are the only ones; codes of other tables are suggested, for they may come later."""
    offered = {
        (sheet.title, str(validation.sqref).partition(":")[0]): validation
        for sheet in workbook
        for validation in sheet.data_validations.dataValidation
    }
    assert offered["criteria", "D4"].formula1 == '"measured,judged"'
    assert offered["criteria", "D4"].showErrorMessage
    assert offered["criteria", "B4"].formula1 == "=shortcomings!$A$4:$A$1048576"
    assert not offered["criteria", "B4"].showErrorMessage
    assert offered["figures", "G4"].formula1.startswith("='Danh mục'!$A$2:$A$")
    assert offered["figures", "F4"].formula1.startswith("='Danh mục'!$E$2:$E$")
    assert ("figures", "A4") not in offered
    assert ("declared", "A4") in offered


def test_an_empty_form_is_read_as_its_example_rows(form, tmp_path):
    """One row a sheet, and its key has the mark."""
    (tmp_path / "register.xlsx").write_bytes(form)
    register = read_register(tmp_path / "register.xlsx", filename="register.xlsx")
    for name, row in example_rows().items():
        frame = register.read(TABLES[name])
        assert [frame[column].tolist() for column in row] == [[text] for text in row.values()]


def test_rows_that_are_known_take_the_place_of_the_example(lists):
    """What was carried over shows how a row is typed."""
    rows = {"shortcomings": [{"shortcoming_id": "KD7", "order": "1", "title": "Một"}]}
    data = form_workbook(rows, lists, "vi", run="2022", classes={})
    sheet = openpyxl.load_workbook(io.BytesIO(data))["shortcomings"]
    assert (sheet.cell(FIRST_ROW, 1).value, sheet.max_row) == ("KD7", FIRST_ROW)


def test_examples_are_right():
    """Without its mark each is a row the checks would take: every column, its code, readable cells."""
    examples, suites = example_rows(), load_suites(run2021.LAYOUT.expectations)
    assert list(examples) == list(FORM_TABLES)
    for name, row in examples.items():
        table = TABLES[name]
        assert list(row) == [field.name for field in table.raw]
        typed = row | {table.key: row[table.key].removeprefix("VD: ")}
        frame = clean_table(table, text_frame(table, [[*typed.values(), "x", 4]]))
        assert frame["problem"].tolist() == [""], name
        forms = [
            expectation.kwargs["regex"]
            for expectation in suites[name].expectations
            if expectation.type == "expect_column_values_to_match_regex"
            and expectation.kwargs["column"] == table.key
        ]
        assert frame[table.key].str.fullmatch(forms[0]).all(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_the_sheets_and_the_commands(lists, language):
    """Who opens it learns what each sheet holds, how to begin, and what to run then."""
    data = form_workbook({}, lists, language, run="2022", classes={})
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    text = "\n".join(str(cell.value) for row in sheet for cell in row if cell.value)
    assert all(name in text for name in (*FORM_TABLES, "khacphuc check 2022", "VD:"))
