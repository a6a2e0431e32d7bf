"""A form that came in: its bytes in, its values out, with everything that is wrong with it.

A broken form is a fault, never an error. Quick: a form of 40 items takes well below a millisecond.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.forms.catalogue import label_key
from khacphuc.data.returns.forms.cell_values import quoted_text
from khacphuc.data.returns.forms.contents import FormContents
from khacphuc.data.returns.forms.identity import identify_sheets
from khacphuc.data.returns.forms.parts import GOOGLE_SHEETS, LIBREOFFICE, read_form_workbook
from khacphuc.data.returns.forms.sheet import SheetReader
from khacphuc.data.returns.forms.table import visible_codes
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.returns.forms.catalogue import FormCatalogue
    from khacphuc.data.returns.forms.contents import SheetContents
    from khacphuc.data.returns.forms.parts import FormWorkbook

_SAMPLE = 4_096  # bytes that show whether something is a table in text
_DELIMITERS = (",", ";", "\t")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_form(data: bytes, file: str, catalogue: FormCatalogue, *, original_name: str = "") -> FormContents:
    """Read a form.

    Args:
        data: the bytes of the file.
        file: as faults and values name it.
        catalogue: all forms of the run.
        original_name: what the file was called when it came in.

    Returns:
        Its sheets and its faults. Of a workbook with a sheet for each period, those nobody began to fill in
        are left out. One that cannot be read, for whatever reason, is a fault.
    """
    try:
        return _read_form(data, file, catalogue, original_name)
    except Exception:  # noqa: BLE001 - made to break the reader: the others are read
        return FormContents([], [Fault(FaultKind.CORRUPT_FILE, file=file)])


def _read_form(data: bytes, file: str, catalogue: FormCatalogue, original_name: str) -> FormContents:
    try:
        workbook = read_form_workbook(data, file, lambda name: label_key(name) in catalogue.guides)
    except SourceError as error:
        return FormContents([], [Fault(_kind(error, data), file=file)])
    faults: list[Fault] = []
    sheets: list[SheetContents] = []
    identified = identify_sheets(workbook.grids, catalogue, file, faults)
    for grid, identity, form, places in identified:
        reader = SheetReader(grid, catalogue, form, identity, places=places, file=file)
        sheet = reader.read()
        if len(identified) == 1 or not sheet.is_blank:
            sheets.append(sheet)
            faults += reader.faults
    if sheets:
        is_link_placed = any(fault.kind is FaultKind.EXTERNAL_LINK for fault in faults)
        faults += _faults_of_file(
            workbook, sheets, file, original_name, catalogue, is_link_placed=is_link_placed
        )
    return FormContents(sheets, faults)


def _kind(error: SourceError, data: bytes) -> FaultKind:
    if error.kind == FaultKind.NOT_A_WORKBOOK and _is_text_table(data):
        return FaultKind.CSV_RENAMED
    return FaultKind(error.kind) if error.kind else FaultKind.CORRUPT_FILE


def _is_text_table(data: bytes) -> bool:
    """Whether a file is a table in text: lines that have a delimiter."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8"
    text = data[:_SAMPLE].decode(encoding, "ignore")
    lines = text.splitlines()[:3]
    return (
        bool(lines)
        and "\0" not in text
        and not text.lstrip().startswith("<")
        and any(all(delimiter in line for line in lines) for delimiter in _DELIMITERS)
    )


def _faults_of_file(
    workbook: FormWorkbook,
    sheets: list[SheetContents],
    file: str,
    original_name: str,
    catalogue: FormCatalogue,
    *,
    is_link_placed: bool,
) -> Iterator[Fault]:
    """What is to be told of a whole workbook."""
    place = (*sheets[0].identity[:3], "", file, sheets[0].sheet)
    if workbook.program.startswith(GOOGLE_SHEETS):
        yield Fault(FaultKind.SAVED_BY_GOOGLE_SHEETS, *place, observed=GOOGLE_SHEETS)
    elif workbook.program.startswith(LIBREOFFICE):
        program = workbook.program.partition("$")[0].replace("/", " ")  # then come its system and its build
        yield Fault(FaultKind.SAVED_BY_LIBREOFFICE, *place, observed=quoted_text(program))
    if workbook.linked and not is_link_placed:
        yield Fault(FaultKind.EXTERNAL_LINK, *place)
    if not unicodedata.is_normalized("NFC", original_name):
        yield Fault(FaultKind.DECOMPOSED_NAMES, *place, observed=quoted_text(original_name))
    unit_id, _ = visible_codes(original_name.replace("_", " "), catalogue.units)
    units = {sheet.identity.unit_id for sheet in sheets} - {""}
    if unit_id and units and unit_id not in units:
        expected = ", ".join(sorted(units))
        yield Fault(
            FaultKind.COPY_OF_ANOTHER_UNIT, *place, observed=quoted_text(original_name), expected=expected
        )
