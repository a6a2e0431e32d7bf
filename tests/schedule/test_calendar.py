"""Tests of `khacphuc.schedule.calendar`."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.schedule.calendar import moment_of, next_moment, planned_moments

from .events import daily, utc

FAR = utc("2100-01-01 00:00")


def days(event, due_days=(), after=None, until=FAR):
    """The local days and hours of an event, and the days they are about."""
    moments = planned_moments(event, due_days, after=after, until=until)
    return [
        (moment.astimezone(ZoneInfo(event.zone)).strftime("%Y-%m-%d %H:%M"), about)
        for moment, about in moments
    ]


def test_once_is_once():
    """On its day, at seven, in Hanoi."""
    event = EventParameters(event="draft", on="02/01/2022")
    assert days(event) == [("2022-01-02 07:00", None)]
    assert moment_of(event, date(2022, 1, 2)) == datetime(2022, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "on", "until", "expected"),
    [
        ("day", "30/12/2021", "02/01/2022", ["12-30", "12-31", "01-01", "01-02"]),
        ("week", "22/02/2024", "14/3/2024", ["02-22", "02-29", "03-07", "03-14"]),
        ("month", "31/01/2024", "31/5/2024", ["01-31", "02-29", "03-31", "04-30", "05-31"]),
        ("month", "30/11/2022", "28/02/2023", ["11-30", "12-30", "01-30", "02-28"]),
        ("week", "05/3/2021", "05/3/2021", ["03-05"]),
    ],
)
def test_again_and_again_until_a_day(every, on, until, expected):
    """A month without such a day has its last; the day does not drift."""
    event = EventParameters(event="draft", on=on, every=every, until=until)
    assert [text[5:10] for text, _ in days(event)] == expected


def test_so_many_days_before_what_is_due():
    """Each day something is due has its own, once."""
    event = EventParameters(event="remind", days_before=7)
    dues = (date(2022, 1, 15), date(2021, 3, 4), date(2022, 1, 15))
    assert days(event, dues) == [
        ("2021-02-25 07:00", date(2021, 3, 4)),
        ("2022-01-08 07:00", date(2022, 1, 15)),
    ]


def test_an_hour_that_does_not_exist_is_an_hour_later():
    """Clocks in Berlin went from 02:00 to 03:00 on 28 March 2021; on Lord Howe by half an hour."""
    berlin = daily(on="27/3/2021", until="29/3/2021", at="02:30", zone="Europe/Berlin")
    assert [text[5:] for text, _ in days(berlin)] == ["03-27 02:30", "03-28 03:30", "03-29 02:30"]
    island = daily(on="3/10/2021", until="3/10/2021", at="02:15", zone="Australia/Lord_Howe")
    assert [text[5:] for text, _ in days(island)] == ["10-03 02:45"]


def test_an_hour_that_exists_twice_is_the_first():
    """Clocks in Berlin went from 03:00 back to 02:00 on 31 October 2021."""
    event = daily(on="31/10/2021", until="31/10/2021", at="02:30", zone="Europe/Berlin")
    moments = list(planned_moments(event, (), after=None, until=FAR))
    assert moments == [(utc("2021-10-31 00:30"), None)]


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/Berlin", "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_a_part_of_the_moments_is_that_part_of_all(zone, every):
    """Whatever is asked for, it begins after one moment and ends at the other."""
    event = daily(every=every, until="31/12/2021", zone=zone)
    whole = [moment for moment, _ in planned_moments(event, (), after=None, until=FAR)]
    for begin in whole[::7]:
        for end in (begin, begin + timedelta(days=9, hours=5)):
            part = [moment for moment, _ in planned_moments(event, (), after=begin, until=end)]
            assert part == [moment for moment in whole if begin < moment <= end]


def test_the_next_moment_is_after_now_and_in_the_zone():
    """Until there is none."""
    event = daily(zone="Asia/Ho_Chi_Minh")
    assert str(next_moment(event, (), utc("2021-03-30 00:00"))) == "2021-03-31 07:00:00+07:00"
    assert next_moment(event, (), utc("2021-03-31 00:00")) is None
