"""A form as a workbook: sheets to fill in, one that says how, and a hidden one that says whose it is.

What is the same in every workbook of a collection is written once, so that a thousand take seconds; the same
form gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.returns.form_layout import (
    FORM_IDENTITY,
    FORM_SHEET,
    HEAD_ROW,
    form_labels,
    labels_checksum,
)
from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.returns.form_guide import guide_sheet
from khacphuc.returns.form_sheet import SheetTemplate
from khacphuc.returns.form_styles import FormStyle
from khacphuc.returns.sheet_xml import HEADER, MAIN, row_of, text_cell
from khacphuc.returns.workbook_package import PackedSheet, workbook_package

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.returns.form_definition import FormDefinition
    from khacphuc.returns.form_sheet import FormSheet


class FormWriter:
    """Writes the forms of one collection.

    Args:
        definition: what it asks.
        run: for which run, as the hidden sheet has it.
        language: of the forms.
    """

    def __init__(self, definition: FormDefinition, run: str, language: str) -> None:
        self._definition = definition
        self._run = run
        self._language = language
        self._templates: dict[str, SheetTemplate] = {}
        self._guide = PackedSheet(form_labels(language).guide, guide_sheet(definition, language))
        self._checksum = labels_checksum(definition.labels)

    def workbook(self, sheets: Sequence[FormSheet]) -> bytes:
        """The workbook of one unit, with a sheet for each period.

        Args:
            sheets: at least one, in order; all of one unit.
        """
        filled = [
            PackedSheet(
                sheet.period,
                self._template(sheet.level).sheet(sheet, is_active=number == 0),
                repeated_row=HEAD_ROW,
            )
            for number, sheet in enumerate(sheets)
        ]
        identity = PackedSheet(FORM_SHEET, self._identity(sheets), is_hidden=True)
        return workbook_package([*filled, self._guide, identity], self._definition.title)

    def _template(self, level: str) -> SheetTemplate:
        if level not in self._templates:
            self._templates[level] = SheetTemplate(self._definition, level, self._language)
        return self._templates[level]

    def _identity(self, sheets: Sequence[FormSheet]) -> bytes:
        """The hidden sheet."""
        rows: list[Sequence[str]] = [FORM_IDENTITY]
        for sheet in sheets:
            cells = {
                "sheet": sheet.period,
                "form_id": f"{self._definition.collection}/{sheet.unit_id}/{sheet.period}",
                "version": self._definition.version,
                "run": self._run,
                "collection": self._definition.collection,
                "unit": sheet.unit_id,
                "period": sheet.period,
                "revision": str(sheet.answers.revision if sheet.answers else 1),
                "labels_checksum": self._checksum,
            }
            rows.append([cells[name] for name in FORM_IDENTITY])
        written = "".join(
            row_of(
                number,
                [
                    text_cell(f"{column_letter(column)}{number}", FormStyle.PLAIN, cell)
                    for column, cell in enumerate(row, start=1)
                ],
            )
            for number, row in enumerate(rows, start=1)
        )
        return f'{HEADER}<worksheet xmlns="{MAIN}"><sheetData>{written}</sheetData></worksheet>'.encode()
