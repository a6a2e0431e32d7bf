"""Whose form a sheet is."""

from __future__ import annotations

from .hand_forms import contents, workbook


def test_of_a_form_without_its_hidden_sheet_the_codes_that_people_see_count():
    """Unit and period stand in the heading; a form is known by its items."""
    book = workbook()
    del book["_form"]
    (sheet,) = contents(book).sheets
    assert sheet.identity[:3] == ("monthly", "DV01", "2021-03")


def test_what_nobody_can_see_is_not_guessed():
    """Without a code of a unit the form is of nobody."""
    book = workbook()
    del book["_form"]
    book["T3"]["A2"] = "Xã Tân Bình"
    (sheet,) = contents(book).sheets
    assert sheet.identity[:3] == ("monthly", "", "2021-03")


def test_an_empty_hidden_sheet_is_as_good_as_none():
    """A hidden sheet somebody emptied says nothing."""
    book = workbook()
    book["_form"].delete_rows(1, 2)
    assert [str(fault.kind) for fault in contents(book).faults] == ["form_sheet_deleted"]


def test_a_sheet_that_only_looks_like_a_form_is_not_read():
    """Heads of a form over other items are no form."""
    book = workbook()
    del book["_form"]
    for row in range(10, 14):
        book["T3"].cell(row, 2).value = f"Việc {row}"
    assert [str(fault.kind) for fault in contents(book).faults] == ["unknown_form"]
