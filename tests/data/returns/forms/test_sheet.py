"""The answers and values of one sheet; its faults are in test_reader."""

from __future__ import annotations

import math

import pytest

from .hand_forms import contents, faults, workbook


@pytest.mark.parametrize(
    ("answer", "complete"), [("Có", True), ("x", True), (True, True), ("không", False), (None, False)]
)
def test_a_declaration(answer, complete):
    """Complete is what its sender says, in whatever letters; anything but yes is no."""
    (sheet,) = contents(workbook(complete=answer)).sheets
    assert sheet.declared_complete is complete


@pytest.mark.parametrize(
    ("typed", "revision", "fault"),
    [
        ("lần 2", 2, []),
        ("Lần thứ 3", 3, []),
        (2.0, 2, []),
        ("2", 2, []),
        ("hai", 1, [("unknown_answer", "T3", "D6")]),
        (1_000_000_000, 1, [("unknown_answer", "T3", "D6")]),
        (-2, 1, [("unknown_answer", "T3", "D6")]),
        (2.5, 1, [("unknown_answer", "T3", "D6")]),
    ],
)
def test_a_revision_that_is_no_number_is_told(typed, revision, fault):
    """In words with a number it is that number; else it is not guessed without a word."""
    form = contents(workbook(revision=typed))
    assert form.sheets[0].identity.revision == revision
    assert faults(form) == fault


def test_an_answer_that_is_none_of_the_list_is_told():
    """«đã xong» is no declaration."""
    form = contents(workbook(complete="đã xong"))
    assert not form.sheets[0].declared_complete
    assert faults(form) == [("unknown_answer", "T3", "D5")]
    assert (form.faults[0].observed, form.faults[0].expected) == ("đã xong", "có, không")


def test_every_item_has_a_value():
    """An item without a number is missing, with the cell where it should stand."""
    (sheet,) = contents(workbook(answers=(3, None, None, None))).sheets
    assert [value.status for value in sheet.values] == ["normal", "missing", "missing", "missing"]
    assert math.isnan(sheet.values[1].value)
    assert sheet.values[1].cell == "D11"


def test_a_form_nobody_filled_in_is_blank():
    """The only form of a workbook counts as sent, and says that it is blank."""
    (sheet,) = contents(workbook(answers=(None, None, None, None), complete=None)).sheets
    assert sheet.is_blank


def test_a_formula_typed_as_text_is_quoted():
    """What a spreadsheet would run is never in a table as it stands."""
    book = workbook()
    book["T3"]["D11"].value = "=cmd()"
    book["T3"]["D11"].data_type = "s"
    (sheet,) = contents(book).sheets
    assert sheet.values[1].raw == "«=cmd()»"
