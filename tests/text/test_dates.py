"""Tests of `khacphuc.text.dates`."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.report.words import long_date
from khacphuc.text.dates import format_date, parse_date, shifted_years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/3/2021", date(2021, 3, 3)),
        ("3/03/2021", date(2021, 3, 3)),  # zeros elsewhere
        ("29/02/2020", date(2020, 2, 29)),  # a leap day
        ("ngày 04/12/2020", date(2020, 12, 4)),
        ("Ngày 03 tháng 3 năm 2021", date(2021, 3, 3)),
        (unicodedata.normalize("NFD", "ngày 03 tháng 3 năm 2021"), date(2021, 3, 3)),
        ("03 / 3 / 2021", date(2021, 3, 3)),  # blanks
    ],
)
def test_parse(text, expected):
    """Both forms are read, day first."""
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("31/02/2021", "no such day"),
        ("29/02/2021", "no such day"),
        ("00/3/2021", "no such day"),
        ("03/0/2021", "no such day"),
        ("3/13/2021", "Day first: 13/3/2021"),
        ("40/13/2021", "Day first: 03/3/2021"),
        ("03/3/21", "four digits"),
        ("03/3/0021", "four digits"),
        ("03/3/20211", "between 1900 and 2100"),
        ("2021-03-03", "day/month/year"),
        ("03-3-2021", "day/month/year"),
        ("3/2021", "day/month/year"),
        ("", "empty"),
        ("03/3/２021", "0 to 9"),
    ],
)
def test_refuses(text, advice):
    """Impossible dates are refused by name, with advice."""
    with pytest.raises(QuantityError) as caught:
        parse_date(text)
    assert advice in str(caught.value)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("day", "short"),
    [
        (date(2021, 3, 3), "03/3/2021"),
        (date(2021, 2, 15), "15/02/2021"),
        (date(2021, 1, 9), "09/01/2021"),
        (date(2020, 12, 31), "31/12/2020"),
    ],
)
def test_format(day, short):
    """Days below 10 and the months 1 and 2 are padded."""
    assert format_date(day) == short


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_identity(day):
    """Reading what we print gives the date again."""
    assert parse_date(format_date(day)) == day
    assert parse_date(long_date(day.isoformat(), "vi")) == day


def read_or_refuse(text):
    """Give what was read, or the error of its refusal."""
    try:
        return parse_date(text)
    except QuantityError as error:
        return error


@given(st.text() | st.text("0123456789/ ngày"))
def test_only_quantity_errors(text):
    """Arbitrary text is read or refused, never anything else."""
    outcome = read_or_refuse(text)
    assert isinstance(outcome, date) or str(outcome).isprintable()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết quả năm 2021", "Kết quả năm 2022"),
        ("so với 2020, phương hướng năm 2022", "so với 2021, phương hướng năm 2023"),
        ("Nghị định 94/2010/NĐ-CP", "Nghị định 94/2010/NĐ-CP"),
        ("ngày 03/3/2021", "ngày 03/3/2021"),  # a date is a fact of its year
        ("12021", "12021"),
    ],
)
def test_years_of_the_report_move_on(text, expected):
    """The year, the one before and the one after; no other number does."""
    assert shifted_years(text, 2021, 2022) == expected
