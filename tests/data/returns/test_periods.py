"""Tests of `khacphuc.data.returns.periods`."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from khacphuc.data.returns.periods import (
    MONTHS,
    is_first_of_year,
    is_last_of_year,
    parse_period,
    period_code,
    period_of,
    reporting_periods,
)
from khacphuc.errors import QuantityError

CUTOFFS = ("calendar", "15-14", "31-30", "2-1")


@pytest.mark.parametrize(
    ("period_type", "cutoff", "number", "expected"),
    [
        ("month", "calendar", 2, ("2024-02", date(2024, 2, 1), date(2024, 2, 29))),  # a leap year
        ("month", "", 12, ("2024-12", date(2024, 12, 1), date(2024, 12, 31))),
        ("quarter", "calendar", 1, ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31))),
        ("half", "calendar", 2, ("2024-H2", date(2024, 7, 1), date(2024, 12, 31))),
        ("year", "calendar", 1, ("2024", date(2024, 1, 1), date(2024, 12, 31))),
        ("month", "15-14", 1, ("2024-01", date(2023, 12, 15), date(2024, 1, 14))),
        ("quarter", "15-14", 2, ("2024-Q2", date(2024, 3, 15), date(2024, 6, 14))),
        ("half", "15 - 14", 1, ("2024-H1", date(2023, 12, 15), date(2024, 6, 14))),
        ("year", "15-14", 1, ("2024", date(2023, 12, 15), date(2024, 12, 14))),
        # February has no 30th: its period ends with it, and March begins the day after
        ("month", "31-30", 2, ("2024-02", date(2024, 1, 31), date(2024, 2, 29))),
        ("month", "31-30", 3, ("2024-03", date(2024, 3, 1), date(2024, 3, 30))),
        ("quarter", "31/3;30/6;30/9;31/12", 3, ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30))),
        ("half", "14/6; 14/12", 1, ("2024-H1", date(2023, 12, 15), date(2024, 6, 14))),
        ("year", "14/12", 1, ("2024", date(2023, 12, 15), date(2024, 12, 14))),
        ("half", "29/2;31/8;", 2, ("2024-H2", date(2024, 3, 1), date(2024, 8, 31))),
    ],
)
def test_where_a_period_begins_and_ends(period_type, cutoff, number, expected):
    """By its type and cut-off, in the year of its code."""
    assert reporting_periods(2024, period_type, cutoff)[number - 1] == expected


def test_a_day_that_is_in_leap_years_only_is_the_last_of_february_in_others():
    """So that a cut-off of 29/2 needs no change."""
    assert reporting_periods(2023, "half", "29/2;31/8")[0].end == date(2023, 2, 28)


@pytest.mark.parametrize("cutoff", CUTOFFS)
@pytest.mark.parametrize("period_type", MONTHS)
def test_every_day_is_in_one_period(period_type, cutoff):
    """Periods follow each other without a gap over the years, and each day knows its own."""
    periods = [
        period for year in (2023, 2024, 2025) for period in reporting_periods(year, period_type, cutoff)
    ]
    assert {later.start - earlier.end for earlier, later in pairwise(periods)} == {timedelta(days=1)}
    for period in periods:
        for day in (period.start, period.end):
            assert period_of(day, period_type, cutoff) == period


@pytest.mark.parametrize("period_type", MONTHS)
def test_codes_are_read_back(period_type):
    """The type, year and number of a period are those its code was made of."""
    periods = reporting_periods(2021, period_type)
    for number, period in enumerate(periods, start=1):
        assert parse_period(period.code) == (period_type, 2021, number)
        assert period_code(2021, period_type, number) == period.code
    assert [is_first_of_year(period.code) for period in periods] == [True] + [False] * (len(periods) - 1)
    assert [is_last_of_year(period.code) for period in periods] == [False] * (len(periods) - 1) + [True]


@pytest.mark.parametrize("code", ["", "2021-13", "2021-00", "2021-Q5", "2021-H3", "2021-Q0", "3/2021", "202"])
def test_what_is_no_period_is_refused(code):
    """With what codes look like."""
    with pytest.raises(QuantityError, match=r"is not a period\. Write 2021-03"):
        parse_period(code)


@pytest.mark.parametrize(
    ("period_type", "cutoff", "message"),
    [
        ("week", "calendar", "is not a type of period"),
        ("month", "15-15", "is not a cut-off"),
        ("month", "32-31", "is not a cut-off"),
        ("month", "monthly", "is not a cut-off"),
        ("quarter", "31/3;30/6;30/9", "lists 3 days"),
        ("half", "31/12;30/6", "lists 2 days. Write the last days of all 2 periods"),
        ("half", "31/6;31/12", "is not a cut-off"),
        ("half", "0/6;31/12", "is not a cut-off"),
        ("half", "31/13;31/12", "is not a cut-off"),
        ("half", "June;December", "is not a cut-off"),
    ],
)
def test_a_cutoff_that_is_none_is_refused(period_type, cutoff, message):
    """With what is wrong about it."""
    with pytest.raises(QuantityError, match=message):
        reporting_periods(2021, period_type, cutoff)
