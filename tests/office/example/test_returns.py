"""Collections, their periods, and reports as sent."""

from __future__ import annotations

import datetime as dt

import pytest

from khacphuc.office.example.returns import ReportCollection, ReportingUnit, report_periods


@pytest.mark.parametrize(("period_type", "count"), [("month", 12), ("quarter", 4), ("half", 2), ("year", 1)])
def test_periods_fill_the_year(period_type, count):
    """They follow each other without a gap from the first day of the year to its last."""
    periods = report_periods(2024, period_type)
    assert len({period.code for period in periods}) == len(periods) == count
    assert (periods[0].start, periods[-1].end) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    days = [day for period in periods for day in (period.start, period.end)]
    assert all((after - end).days == 1 for end, after in zip(days[1:-1:2], days[2::2], strict=True))


def test_a_closed_unit_is_not_asked_at_the_end_of_the_period_it_closed_in():
    """Whether it exists is asked at the end of a period, and a report is on time until its due day."""
    unit = ReportingUnit("DV1", "DV0", valid_to=dt.date(2021, 6, 29))
    collection = ReportCollection("BM01", "month", 5, (), (unit,))
    periods = collection.periods(2021)
    assert [unit.exists_on(period.end) for period in periods] == [True] * 5 + [False] * 7
    assert collection.due_on(periods[1]) == dt.date(2021, 3, 5)
