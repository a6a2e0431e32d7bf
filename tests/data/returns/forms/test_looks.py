"""What makes people see something else in a form than is read."""

from __future__ import annotations

from .hand_forms import contents, faults, workbook


def test_titles_and_signatures_may_be_merged():
    """Only ranges that touch an item are told."""
    book = workbook()
    book["T3"].merge_cells("A1:F1")
    book["T3"].merge_cells("B20:D21")
    assert faults(contents(book)) == []


def test_a_hidden_column_is_told():
    """Numbers nobody sees were not checked by anybody."""
    book = workbook()
    book["T3"].column_dimensions["D"].hidden = True
    assert faults(contents(book)) == [("hidden_row", "T3", "D")]


def test_a_hidden_form_is_told():
    """A sheet that is not shown is read, and told."""
    book = workbook()
    book.create_sheet("Hướng dẫn")
    book["T3"].sheet_state = "hidden"
    assert faults(contents(book)) == [("hidden_sheet", "T3", "")]
