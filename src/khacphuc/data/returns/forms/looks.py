"""What makes people see something else in a sheet of a form than is read of it. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.form_layout import FORM_COLUMNS
from khacphuc.data.returns.forms.table import SheetFault, range_edges
from khacphuc.data.xlsx.sheet import column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.returns.forms.cells import FormGrid
    from khacphuc.data.returns.forms.table import FormPlaces

READ_COLUMNS: Final = ("item", "unit", "value", "reason")
"""The columns of a form that are read."""

_MOST_BLANK_ROWS = 5_000  # stored rows without a value; Google keeps 1,000 in every sheet


def sheet_looks(grid: FormGrid, places: FormPlaces, heads: tuple[str, ...]) -> Iterator[SheetFault]:
    """Everything that is wrong with how a sheet looks.

    Args:
        grid: the sheet.
        places: where things stand in it.
        heads: what the heads of FORM_COLUMNS should be.
    """
    yield from _renamed_heads(grid, places, heads)
    yield from _merged_cells(grid, places)
    yield from _hidden(grid, places)
    if grid.blank_rows > _MOST_BLANK_ROWS:
        yield SheetFault(FaultKind.BLANK_FORMATTED_ROWS, "", str(grid.blank_rows))
    yield from _decomposed(grid, places)


def _renamed_heads(grid: FormGrid, places: FormPlaces, heads: tuple[str, ...]) -> Iterator[SheetFault]:
    for name in READ_COLUMNS:
        if name not in places.recognised:
            column = places.columns[name]
            cell = grid.rows.get(places.head_row, {}).get(column)
            place = places.cell(name)
            expected = heads[FORM_COLUMNS.index(name)]
            yield SheetFault(FaultKind.RENAMED_HEADER, place, cell.text if cell else "", expected)


def _merged_cells(grid: FormGrid, places: FormPlaces) -> Iterator[SheetFault]:
    """Merged ranges that touch the row of an item; titles and signatures may be merged."""
    last_read = max(places.columns[name] for name in READ_COLUMNS)
    for cells in grid.merged:
        first_row, last_row, first, _ = range_edges(cells)
        if first <= last_read and any(first_row <= row <= last_row for row in places.items):
            yield SheetFault(FaultKind.MERGED_CELLS, cells)


def _hidden(grid: FormGrid, places: FormPlaces) -> Iterator[SheetFault]:
    if grid.hidden:
        yield SheetFault(FaultKind.HIDDEN_SHEET, "", grid.name)
    for row in grid.hidden_rows:
        if row in places.items:
            yield SheetFault(FaultKind.HIDDEN_ROW, str(row), number=places.items[row])
    for name in READ_COLUMNS:
        if any(places.columns[name] in columns for columns in grid.hidden_columns):
            letter = column_letter(places.columns[name])
            yield SheetFault(FaultKind.HIDDEN_ROW, letter)


def _decomposed(grid: FormGrid, places: FormPlaces) -> Iterator[SheetFault]:
    """A name in which a letter and its marks are several characters; of several names the first is told."""
    if not unicodedata.is_normalized("NFC", grid.name):
        yield SheetFault(FaultKind.DECOMPOSED_NAMES, "", grid.name)
        return
    column = places.columns["item"]
    for row in places.items:
        label = grid.rows[row].get(column)
        if label and not unicodedata.is_normalized("NFC", label.text):
            yield SheetFault(FaultKind.DECOMPOSED_NAMES, places.cell("item", row), label.text)
            return
