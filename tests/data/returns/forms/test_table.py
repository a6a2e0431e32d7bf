"""Where things stand in a sheet of a form."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.forms.table import range_edges, visible_codes

from .hand_forms import contents, values, workbook


def test_a_form_that_was_moved_is_read():
    """Rows put above the table, and a column put before it, change no value."""
    book = workbook()
    book["T3"].insert_rows(1, 3)
    book["T3"].insert_cols(1)
    form = contents(book)
    assert values(form) == values(contents())
    assert form.sheets[0].values[0].cell == "E13"
    assert form.sheets[0].declared_complete


def test_rows_in_another_order_are_read_by_their_labels():
    """Items are known by their labels, wherever they stand."""
    book = workbook()
    sheet = book["T3"]
    for column in range(1, 5):
        first, second = sheet.cell(10, column), sheet.cell(13, column)
        first.value, second.value = second.value, first.value
    assert values(contents(book)) == values(contents())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kỳ báo cáo: quý I/2021 (2021-Q1)", ("", "2021-Q1")),
        ("Kỳ báo cáo: năm 2021 (2021)", ("", "2021")),
        ("Tân Bình, ngày 3 tháng 4 năm 2021", ("", "")),
        ("DV01 và DV02", ("", "")),  # of two none is meant
        ("DV99", ("", "")),
    ],
)
def test_codes_that_people_see(text, codes):
    """Codes stand in headings as they are; a year in a sentence is none."""
    assert visible_codes(text, frozenset({"DV01", "DV02"})) == codes


def test_what_is_no_range_has_no_cells():
    """A range that cannot be read covers nothing."""
    first_row, last_row, first, last = range_edges("9")
    assert first_row > last_row
    assert first > last
