"""Whose form a sheet is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from .hand_forms import CATALOGUE, contents, faults, workbook


def filled(*, rename="", heads=True, head_row=True, is_there=True):
    """A form that is filled in, and then as somebody left it."""
    book = workbook()
    sheet = book["T3"]
    if not heads:
        for cell in sheet[8]:
            cell.value = "khác"
    if not head_row:
        sheet.delete_rows(8)
    sheet.title = rename or sheet.title
    if not is_there:
        book.create_sheet("Ghi chú")
        del book["T3"]
    return book


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rename": "Báo cáo"}, []),
        ({"rename": "Báo cáo", "heads": False}, [("unknown_form", "_form", "A2")]),
        ({"rename": "Báo cáo", "head_row": False}, [("unknown_form", "_form", "A2")]),
        ({"is_there": False}, [("unknown_form", "_form", "A2")]),
    ],
)
def test_a_form_that_cannot_be_found_is_told(changes, expected):
    """Its sheet is renamed, and nobody knows it by its heads; or it is not there."""
    form = contents(filled(**changes))
    assert faults(form) == expected
    assert len(form.sheets) == (not expected)
    assert {(fault.unit_id, fault.period, fault.expected) for fault in form.faults} <= {
        ("DV01", "2021-03", "T3")
    }


def test_two_rows_that_name_one_sheet():
    """A sheet is of one of them; the other has none."""
    book = filled(rename="Báo cáo")
    for cell in book["_form"][2]:
        book["_form"].cell(3, cell.column, cell.value)
    book["_form"]["A3"] = "T4"
    form = contents(book)
    assert len(form.sheets) == 1
    assert faults(form) == []


@pytest.mark.parametrize(("cell", "place"), [("F2", 1), ("G2", 2)])
@pytest.mark.parametrize("value", [None, "=F1", "=1+1"])
def test_a_hidden_sheet_that_does_not_say_whose_form_it_is(cell, place, value):
    """A cell of it is empty, or a formula nobody computed: it is of nobody, and nothing is guessed."""
    book = workbook()
    book["_form"][cell] = value
    (sheet,) = contents(book).sheets
    assert sheet.identity[place] == ""


def test_a_form_of_another_run_is_told():
    """With what stands in its hidden sheet, and what should."""
    form = contents(workbook(run="2021-du-thao"), catalogue=replace(CATALOGUE, run="2021"))
    assert faults(form) == [("other_run", "_form", "D2")]
    assert (form.faults[0].observed, form.faults[0].expected) == ("2021-du-thao", "2021")


def test_a_form_whose_items_were_changed_after_it_was_sent_is_told():
    """The version is the same: the checksum of its labels is not."""
    form = contents(workbook(labels_checksum="0123456789abcdef"))
    assert faults(form) == [("old_form_version", "T3", "")]
    assert form.faults[0].observed == "2 (0123456789abcdef)"


def test_what_a_hidden_sheet_says_is_nothing_a_spreadsheet_would_run():
    """Codes that begin as formulas do are quoted, for they stand in tables."""
    book = workbook()
    for name in ("C2", "F2", "G2"):
        book["_form"][name].value = "=1+1"
        book["_form"][name].data_type = "s"
    (sheet,) = contents(book).sheets
    assert (sheet.identity.unit_id, sheet.identity.period, sheet.identity.version) == ("«=1+1»",) * 3


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
