"""Whose form each sheet of a workbook is: by the hidden sheet, or, where that is lost, by what can be seen.

Never by the name of the file, which anybody changes. Pure.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.form_layout import FORM_SHEET
from khacphuc.data.returns.forms.catalogue import label_key
from khacphuc.data.returns.forms.cell_values import quoted_text
from khacphuc.data.returns.forms.contents import SheetIdentity
from khacphuc.data.returns.forms.table import FormPlaces, find_places, visible_codes, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.returns.forms.catalogue import FormCatalogue, ReadableForm
    from khacphuc.data.returns.forms.cells import FormGrid

_MOST_ROWS = 500  # sheets a hidden sheet may name


class IdentifiedSheet(NamedTuple):
    """A sheet that is a form, whose it is, and where things stand in it."""

    grid: FormGrid
    identity: SheetIdentity
    form: ReadableForm
    places: FormPlaces


class _HiddenRow(NamedTuple):
    """A row of the hidden sheet: the name of the other sheet, whose it is, and for what it was sent."""

    row: int
    sheet: str
    identity: SheetIdentity
    run: str
    checksum: str


def identify_sheets(
    grids: list[FormGrid], catalogue: FormCatalogue, file: str, faults: list[Fault]
) -> list[IdentifiedSheet]:
    """Find the sheets of a workbook that are forms.

    Args:
        grids: its sheets.
        catalogue: all forms.
        file: as faults name it.
        faults: gets UNKNOWN_FORM, OLD_FORM_VERSION, OTHER_RUN, FORM_SHEET_DELETED and EXTRA_SHEET.
    """
    hidden = next((grid for grid in grids if grid.name == FORM_SHEET), None)
    others = [grid for grid in grids if grid is not hidden]
    if hidden is None:
        return _by_sight(others, catalogue, file, faults)
    rows = list(_hidden_rows(hidden))
    if not rows:
        return _by_sight(others, catalogue, file, faults)
    sheets = []
    lost = []
    for row, grid in _pairs(rows, others, catalogue):
        form = catalogue.forms.get(row.identity.collection)
        place = (row.identity.collection, row.identity.unit_id, row.identity.period, "", file)
        if form is None:
            kind, cell = FaultKind.UNKNOWN_FORM, f"E{row.row}"
            faults.append(Fault(kind, "", *place[1:], FORM_SHEET, cell, place[0]))
            continue
        if grid is None:
            kind, cell = FaultKind.UNKNOWN_FORM, f"A{row.row}"
            lost.append(Fault(kind, *place, FORM_SHEET, cell, expected=row.sheet))
            continue
        version, current = row.identity.version, form.version
        if version == current and row.checksum and row.checksum != form.checksum:
            # of one version, and what it asks was changed after it was sent
            version, current = f"{version} ({row.checksum})", f"{current} ({form.checksum})"
        if version != current:
            faults.append(Fault(FaultKind.OLD_FORM_VERSION, *place, grid.name, "", version, current))
        if row.run and catalogue.run and row.run != catalogue.run:
            kind, cell = FaultKind.OTHER_RUN, f"D{row.row}"
            faults.append(Fault(kind, *place, FORM_SHEET, cell, row.run, catalogue.run))
        sheets.append(IdentifiedSheet(grid, row.identity, form, find_places(grid, catalogue)))
        others.remove(grid)
    if not sheets:  # of a year somebody may send one sheet; a workbook without any is no form
        faults += lost
    first = sheets[0].identity if sheets else SheetIdentity()
    faults += (
        Fault(FaultKind.EXTRA_SHEET, *first[:3], "", file, grid.name, "", grid.name)
        for grid in others
        if sheets and grid.rows
    )
    return sheets


def _hidden_rows(hidden: FormGrid) -> Iterator[_HiddenRow]:
    """What the hidden sheet says, a row for each of the others."""
    first, *rows = list(hidden.rows.items())[:_MOST_ROWS] or [(0, {})]
    names = {cell.text.strip(): column for column, cell in first[1].items()}
    for row, cells in rows:
        texts = {name: cells[column].text.strip() for name, column in names.items() if column in cells}
        if texts.get("collection"):
            identity = SheetIdentity(
                collection=quoted_text(texts["collection"]),
                unit_id=quoted_text(texts.get("unit", "")),
                period=quoted_text(texts.get("period", "")),
                revision=whole_number(cells.get(names.get("revision", 0))) or 0,
                version=quoted_text(texts.get("version", "")),
            )
            yield _HiddenRow(
                row,
                quoted_text(texts.get("sheet", "")),
                identity,
                quoted_text(texts.get("run", "")),
                quoted_text(texts.get("labels_checksum", "")),
            )


def _pairs(
    rows: list[_HiddenRow], grids: list[FormGrid], catalogue: FormCatalogue
) -> Iterator[tuple[_HiddenRow, FormGrid | None]]:
    """Each row with its sheet, of that name, else of that period, else the only one that is left, or None.

    A sheet is of one row, whatever the others say.
    """
    by_name = {unicodedata.normalize("NFC", grid.name): grid for grid in grids}
    named = {row.row: by_name.pop(unicodedata.normalize("NFC", row.sheet), None) for row in rows}
    renamed = [grid for grid in by_name.values() if find_places(grid, catalogue).recognised]
    by_period = {_codes_above(grid, catalogue)[1]: grid for grid in renamed}
    is_only_one = len(renamed) == 1 == sum(grid is None for grid in named.values())
    for row in rows:
        grid = named[row.row] or by_period.pop(row.identity.period, None)
        yield row, grid or (renamed[0] if is_only_one else None)


def _by_sight(
    grids: list[FormGrid], catalogue: FormCatalogue, file: str, faults: list[Fault]
) -> list[IdentifiedSheet]:
    """The sheets that look like a form, of a workbook without its hidden sheet."""
    sheets = []
    for grid in grids:
        places = find_places(grid, catalogue)
        form = _form_of(grid, places, catalogue) if places.recognised else None
        if form:
            unit_id, period = _codes_above(grid, catalogue)
            identity = SheetIdentity(form.collection, unit_id, period)
            kind = FaultKind.FORM_SHEET_DELETED
            faults.append(Fault(kind, *identity[:3], "", file, grid.name))
            sheets.append(IdentifiedSheet(grid, identity, form, places))
    if not sheets:
        names = ", ".join(grid.name for grid in grids[:3])
        faults.append(Fault(FaultKind.UNKNOWN_FORM, file=file, observed=names))
    return sheets


def _form_of(grid: FormGrid, places: FormPlaces, catalogue: FormCatalogue) -> ReadableForm | None:
    """The form most of whose items have a row in a sheet."""
    column = places.columns["item"]
    keys = {label_key(cells[column].text) for cells in grid.rows.values() if column in cells}
    counts = {
        name: len(keys & numbers.keys()) / len(numbers)
        for name, numbers in catalogue.items.items()
        if numbers
    }
    best = max(counts, key=lambda name: counts[name], default="")
    # fewer than half of them, and it may be any table
    return catalogue.forms[best] if best and 2 * counts[best] >= 1 else None


def _codes_above(grid: FormGrid, catalogue: FormCatalogue) -> tuple[str, str]:
    """The code of the unit and of the period that stand above the table of a sheet."""
    unit_id = period = ""
    for row, cells in grid.rows.items():
        if row >= find_places(grid, catalogue).head_row:
            break
        for cell in cells.values():
            codes = visible_codes(cell.text, catalogue.units)
            unit_id, period = unit_id or codes[0], period or codes[1]
    return unit_id, period
