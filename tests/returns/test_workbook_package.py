"""Packed sheets are a workbook that tells whether it was saved since."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from khacphuc.returns.sheet_xml import HEADER, MAIN
from khacphuc.returns.workbook_package import PackedSheet, is_as_written, workbook_package

EMPTY = f'{HEADER}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()


def test_a_workbook_that_was_saved_is_known():
    """It is as it was written until something saves it, even if nothing in it was changed."""
    content = workbook_package([PackedSheet("a", EMPTY)], "=title & <b>")
    saved = io.BytesIO()
    load_workbook(io.BytesIO(content)).save(saved)
    assert is_as_written(content)
    assert not is_as_written(saved.getvalue())
    assert not is_as_written(content[:-30])
    assert not is_as_written(b"no workbook")


def test_sheets_have_their_names_and_heads():
    """Names with apostrophes, hidden sheets and rows on top of every page are as they were given."""
    sheets = [
        PackedSheet("Xã Ea H'leo & <1>", EMPTY, repeated_row=8),
        PackedSheet("_b", EMPTY, is_hidden=True),
    ]
    workbook = load_workbook(io.BytesIO(workbook_package(sheets, "x")))
    assert workbook.sheetnames == ["Xã Ea H'leo & <1>", "_b"]
    assert workbook["_b"].sheet_state == "veryHidden"
    assert workbook.worksheets[0].print_title_rows == "$8:$8"
