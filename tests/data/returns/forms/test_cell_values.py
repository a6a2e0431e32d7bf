"""Numbers of cells, and what is wrong with them."""

from __future__ import annotations

import math

import pytest

from khacphuc.data.returns.forms.catalogue import ReadableItem
from khacphuc.data.returns.forms.cell_values import quoted_text, raw_text, read_cell
from khacphuc.data.returns.forms.cells import FormCell

SESSIONS = ReadableItem("sessions", "Số buổi", "buổi", is_whole=True)
MILLIONS = ReadableItem("money", "Kinh phí", "triệu đồng")
DONG = ReadableItem("money", "Kinh phí", "đồng")
SHARE = ReadableItem("share", "Tỷ lệ", "%")


@pytest.mark.parametrize(
    ("cell", "item", "value", "fault"),
    [
        (FormCell("number", "12"), SESSIONS, 12, None),
        (FormCell("number", "1.2E1"), SESSIONS, 12, None),
        (FormCell("number", "1.231"), SESSIONS, None, "english_decimal"),
        (FormCell("number", "1.231"), MILLIONS, 1.231, None),
        (FormCell("text", "1.231"), SESSIONS, 1231, None),  # as Vietnamese group thousands
        (FormCell("text", "1,231"), SESSIONS, None, "english_decimal"),
        (FormCell("text", "13,5"), MILLIONS, 13.5, None),
        (FormCell("text", "13,5 triệu đồng"), MILLIONS, 13.5, "text_in_number"),
        (FormCell("text", "13,5 triệu đồng"), DONG, 13_500_000, "text_in_number"),
        (FormCell("text", "2 tỷ đồng"), MILLIONS, None, "wrong_unit_of_measure"),
        (FormCell("text", "khoảng 100"), SESSIONS, 100, "text_in_number"),
        (FormCell("text", "9/11"), SESSIONS, None, "text_in_number"),
        (FormCell("text", "3-5"), SESSIONS, None, "text_in_number"),
        (FormCell("text", "9" * 5_000), SESSIONS, None, "text_in_number"),
        (FormCell("percent", "0.07", "0%"), SHARE, 7, None),
        (FormCell("percent", "0.07", "0%"), SESSIONS, None, "wrong_unit_of_measure"),
        (FormCell("scaled", "1231", "0,"), SESSIONS, None, "wrong_unit_of_measure"),
        (FormCell("day", "2021-03-12"), SESSIONS, None, "number_as_date"),
        (FormCell("bool", "1"), SESSIONS, None, "text_in_number"),
        (FormCell("number", "1E+999"), SESSIONS, None, "text_in_number"),
        (FormCell("number", "nan"), SESSIONS, None, "text_in_number"),
        (FormCell("number", "1E300"), SESSIONS, None, "number_too_large"),
        (FormCell("number", "-1E15"), MILLIONS, None, "number_too_large"),
        (FormCell("text", "1" + "0" * 15), SESSIONS, None, "number_too_large"),
        (FormCell("number", "999999999999999"), SESSIONS, 999_999_999_999_999, None),
        (FormCell("number", "12", "", "A1*2"), SESSIONS, 12, "formula"),
        (FormCell("number", "1.5", "", "A1*2"), SESSIONS, None, "english_decimal"),
        (FormCell("number", "12", "", "'C:\\x\\[a.xlsx]T3'!A1"), SESSIONS, None, "external_link"),
    ],
)
def test_a_number_counts_where_it_is_beyond_doubt(cell, item, value, fault):
    """What may mean two things is told and not counted."""
    reading = read_cell(cell, item)
    assert (None if math.isnan(reading.value) else reading.value) == value
    assert reading.fault == fault
    assert (reading.status == "missing") == (value is None)


def test_about_so_many_is_an_estimate():
    """A qualifier is data: the value is an estimated one."""
    assert read_cell(FormCell("text", "gần 100 buổi"), SESSIONS).status == "estimated"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("@x", "«@x»"),
        ("+84", "+84"),
        ("-1,5", "-1,5"),
        ("-a", "«-a»"),
        ("a\x1b[1m", "a\\u001b[1m"),
        ("a" * 900, "a" * 200),
    ],
)
def test_what_is_quoted_does_no_harm(text, quoted):
    """Nothing a terminal or a spreadsheet would run, and no more than people read."""
    assert quoted_text(text) == quoted


def test_the_formula_is_what_stands_in_a_cell():
    """Of a cell with a formula its formula is quoted, not its value."""
    assert raw_text(FormCell("number", "5", "", "A1")) == "«=A1»"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (FormCell("date", "44621", "dd/mm/yyyy"), "01/3/2022"),
        (FormCell("date", "44621.5"), "01/3/2022"),
        (FormCell("date", "1E300"), "1E300"),
        (FormCell("bool", "1"), "TRUE"),
        (FormCell("bool", "0"), "FALSE"),
        (FormCell("number", "-5"), "-5"),
        (FormCell("number", "-1.5E-7"), "-1.5E-7"),
        (FormCell("number", "-1+cmd"), "«-1+cmd»"),
    ],
)
def test_what_stands_in_a_cell_is_told_as_people_see_it(cell, text):
    """A day is no number, and a truth value none either."""
    assert raw_text(cell) == text
