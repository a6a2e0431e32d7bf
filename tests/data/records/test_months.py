"""Tests of `khacphuc.data.records.months`."""

from datetime import date

from khacphuc.data.records.months import is_month, last_day, last_month_ended, months_between


def test_months_are_counted_over_years():
    """A month follows another into the next year; none lies between a later and an earlier one."""
    assert months_between("2021-12", "2022-01") == ("2021-12", "2022-01")
    assert months_between("2021-05", "2021-04") == ()
    assert last_day("2021-12") == date(2021, 12, 31)
    assert last_month_ended(date(2022, 1, 30)) == "2021-12"


def test_what_is_no_month():
    """A month has two digits, and a year of our time."""
    assert not any(map(is_month, ["", "2021-00", "2021-1", "21-01", "2021-01-01", "2021/01", "3021-01"]))
