"""``register.xlsx`` of a new run: a sheet a table, to be filled in by people who have never seen one.

Sheets, headings, their notes and the lists to choose from are those of ``schema``; ``data.xlsx.register``
reads the workbook back. Above the names of the columns stand those people read. Nothing in it is locked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from khacphuc.data.raw.examples import MARK
from khacphuc.data.xlsx.register_writer import LAST_ROW, offer_values
from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.data.xlsx.writing import workbook_bytes, write_text_cell
from khacphuc.locale import words
from khacphuc.office.form_words import heading_note
from khacphuc.project.files import read_text
from khacphuc.schema.tables import REFERENCE_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.locale import Words
    from khacphuc.schema.tables import Field, TableSchema

TITLE_ROW: Final = 1
LABEL_ROW: Final = 2
HEADER_ROW: Final = 3
FIRST_ROW: Final = 4

_NARROWEST, _WIDEST = 12, 48  # characters
_NOTE_WIDTH, _NOTE_LINE = 320, 19  # points a note is wide, and a line of it high
_LETTERS_A_LINE = 48  # of a note of that width
_LETTERS_OF_GUIDE = 120  # a line of the guide has
_REQUIRED = PatternFill("solid", fgColor="FFF5E6C8")
_OPTIONAL = PatternFill("solid", fgColor="FFE3E7EB")
_EXAMPLE = PatternFill("solid", fgColor="FFF2F2F2")
_GREY = "FF6B6B6B"
_GUIDE_LINES = 8
_FACE = "Calibri"  # what workbooks of Excel have; LibreOffice has letters of the same widths

FORM_TABLES: Final = tuple(name for name in TABLES if name not in {*REFERENCE_TABLES, "answers", "receipts"})
"""The tables of a run that people type, in the order of the sheets; receipts are written as files come in."""


def example_rows() -> dict[str, dict[str, str]]:
    """How a row of each table is typed, by the names of its columns; its key has the mark of examples."""
    text = read_text(Path(__file__).with_name("examples.json"))
    rows: dict[str, dict[str, str]] = json.loads(text)
    return {name: {**row, TABLES[name].key: f"{MARK} {row[TABLES[name].key]}"} for name, row in rows.items()}


def form_workbook(
    tables: Mapping[str, list[dict[str, str]]],
    lists: Mapping[str, pd.DataFrame],
    language: str,
    *,
    run: str,
    classes: Mapping[str, str],
) -> bytes:
    """The workbook; the same rows give the same bytes.

    Args:
        tables: rows that are known already, by table; one without any has an example row.
        lists: ``indicators``, ``units`` and ``units_of_measure``, to choose codes and units from.
        language: of everything but the names of sheets and columns.
        run: whose register it is.
        classes: how each class is printed.
    """
    workbook = Workbook()
    labels, examples = words(language, "form"), example_rows()
    _write_guide(workbook.active, language, run)
    list_sheet = workbook.create_sheet(labels["lists"])
    sources = _write_lists(list_sheet, lists, language)
    sources |= {
        TABLES[name].key: f"{name}!$A${FIRST_ROW}:$A${LAST_ROW}" for name in FORM_TABLES if name != "declared"
    }
    for name in FORM_TABLES:
        sheet = workbook.create_sheet(name)
        rows = tables.get(name) or []
        _write_headings(sheet, TABLES[name], examples[name], language, classes)
        _write_rows(sheet, TABLES[name], rows or [examples[name]])
        _offer_lists(sheet, TABLES[name], sources)
        if not rows:
            for cell in sheet[FIRST_ROW]:
                cell.font, cell.fill = Font(name=_FACE, italic=True, color=_GREY), _EXAMPLE
    workbook.move_sheet(list_sheet, len(FORM_TABLES))
    workbook.properties.title = labels["title"].format(run=run)
    return workbook_bytes(workbook)


def _write_headings(
    sheet: Any, table: TableSchema, example: Mapping[str, str], language: str, classes: Mapping[str, str]
) -> None:
    labels, columns = words(language, "form"), words(language, "column")
    title = labels["sheet_title"].format(
        table=words(language, "table")[table.name], row=labels[f"row_{table.name}"]
    )
    write_text_cell(sheet, TITLE_ROW, 1, title).font = Font(name=_FACE, bold=True, size=13)
    for index, field in enumerate(table.raw, start=1):
        label = write_text_cell(sheet, LABEL_ROW, index, columns[field.name])
        label.font = Font(name=_FACE, bold=True)
        label.fill = _REQUIRED if field.required else _OPTIONAL
        label.alignment = Alignment(vertical="center", wrap_text=True)
        typed = example[field.name].removeprefix(f"{MARK} ")
        label.comment = _note(heading_note(table, field, language, example=typed, classes=classes))
        write_text_cell(sheet, HEADER_ROW, index, field.name).font = Font(name=_FACE, size=9, color=_GREY)
        width = max(len(columns[field.name]), len(field.name), len(example[field.name])) + 2
        column = sheet.column_dimensions[column_letter(index)]
        column.number_format, column.width = "@", min(max(width, _NARROWEST), _WIDEST)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    _fit_to_paper(sheet)


def _write_rows(sheet: Any, table: TableSchema, rows: list[dict[str, str]]) -> None:
    for number, row in enumerate(rows, start=FIRST_ROW):
        for index, field in enumerate(table.raw, start=1):
            cell = write_text_cell(sheet, number, index, row.get(field.name, ""))
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _offer_lists(sheet: Any, table: TableSchema, sources: Mapping[str, str]) -> None:
    for index, field in enumerate(table.raw, start=1):
        cells = f"{column_letter(index)}{FIRST_ROW}:{column_letter(index)}{LAST_ROW}"
        offer_values(sheet, field, cells)
        if source := _source(table, field, sources):
            suggested = DataValidation(type="list", formula1=f"={source}", allow_blank=True)
            suggested.showErrorMessage = False  # a code that is not there yet may be typed
            suggested.add(cells)
            sheet.add_data_validation(suggested)


def _source(table: TableSchema, field: Field, sources: Mapping[str, str]) -> str:
    """The cells a code of a column is chosen from; a cell of several codes is typed."""
    if field.dtype != "str" or field.name == table.key != "shortcoming_id":
        return ""
    if field.name == "unit":
        return sources.get("unit_of_measure", "")
    keys = [TABLES[name].key for name in field.reference]
    return next((sources[key] for key in keys if key in sources), "")


def _note(text: str) -> Comment:
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.splitlines())
    return Comment(text, "khacphuc", width=_NOTE_WIDTH, height=(lines + 1) * _NOTE_LINE)


def _write_lists(sheet: Any, lists: Mapping[str, pd.DataFrame], language: str) -> dict[str, str]:
    """The codes of other tables side by side; gives the cells of each, by the name of its column."""
    columns, sources, index = words(language, "column"), {}, 1
    listed = {
        "indicators": ("indicator_id", "name", "unit_of_measure"),
        "units_of_measure": ("name",),
        "units": ("unit_id", "name"),
    }
    for table, names in listed.items():
        frame = lists[table]
        for offset, name in enumerate(names):
            letter = column_letter(index + offset)
            heading = columns["unit_of_measure" if table == "units_of_measure" else name]
            write_text_cell(sheet, 1, index + offset, heading).font = Font(name=_FACE, bold=True)
            for row, text in enumerate(frame[name].tolist(), start=2):
                write_text_cell(sheet, row, index + offset, text)
            sheet.column_dimensions[letter].width = 40 if name == "name" else 26
        key = "unit_of_measure" if table == "units_of_measure" else names[0]
        if len(frame):
            letter = column_letter(index)
            sources[key] = f"'{sheet.title}'!${letter}$2:${letter}${len(frame) + 1}"
        index += len(names) + 1
    sheet.freeze_panes = "A2"
    _fit_to_paper(sheet)
    return sources


def _write_guide(sheet: Any, language: str, run: str) -> None:
    labels, tables = words(language, "form"), words(language, "table")
    sheet.title = labels["guide"]
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 26
    sheet.column_dimensions["C"].width = 70
    row = 1
    write_text_cell(sheet, row, 1, labels["title"].format(run=run)).font = Font(
        name=_FACE, bold=True, size=14
    )
    for line in _guide_lines(labels, run):
        row += 1
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        write_text_cell(sheet, row, 1, line).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.row_dimensions[row].height = 15 * (1 + len(line) // _LETTERS_OF_GUIDE)
    row += 2
    for index, key in enumerate(("column_sheet", "column_table", "column_row"), start=1):
        cell = write_text_cell(sheet, row, index, labels[key])
        cell.font, cell.fill = Font(name=_FACE, bold=True), _OPTIONAL
    for name in FORM_TABLES:
        row += 1
        sentence = labels[f"row_{name}"]
        optional = f" {labels['may_be_empty']}" if TABLES[name].optional else ""
        for index, text in enumerate((name, tables[name], f"{sentence}{optional}"), start=1):
            write_text_cell(sheet, row, index, text).alignment = Alignment(vertical="top", wrap_text=True)
    _fit_to_paper(sheet)


def _guide_lines(labels: Words, run: str) -> list[str]:
    return [labels[f"guide_{number}"].format(run=run, mark=MARK) for number in range(1, _GUIDE_LINES + 1)]


def _fit_to_paper(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
