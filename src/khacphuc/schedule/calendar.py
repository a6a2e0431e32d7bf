"""When events are planned: of what parameters say to moments. Pure.

Days and hours are those of the event's zone, moments are in UTC. Where a zone puts its clocks forward, an
hour that does not exist is read by the clock as it was before: 02:30 is the moment clocks show as 03:30.
Where it puts them back, an hour that exists twice is the first of the two. So each planned day has one
moment.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khacphuc.config.schedule_parameters import EventParameters

_DAY: Final = timedelta(days=1)
_MONTHS: Final = 12
_STEPS: Final = {"day": 1, "week": 7}


def planned_moments(
    event: EventParameters, due_days: Sequence[date], *, after: datetime | None, until: datetime
) -> Iterator[tuple[datetime, date | None]]:
    """The moments of an event, the first before the last.

    Args:
        event: what the parameters say.
        due_days: the days something is due, for events so many days before.
        after: only moments after this one; None for all.
        until: only moments up to this one.

    Yields:
        The moment in UTC, and the day it is about; None where it is about none.
    """
    # a day is at most 26 hours away from the day of the same moment in UTC
    first = after.astimezone(UTC).date() - 2 * _DAY if after else date.min
    last = until.astimezone(UTC).date() + 2 * _DAY
    for day, about in _planned_days(event, due_days, first, last):
        moment = moment_of(event, day)
        if moment <= until and (after is None or after < moment):
            yield moment, about


def next_moment(event: EventParameters, due_days: Sequence[date], now: datetime) -> datetime | None:
    """The first moment of an event after now, in its zone; None where all have passed."""
    far = datetime.max.replace(tzinfo=UTC) - 4 * _DAY
    moments = planned_moments(event, due_days, after=now, until=far)
    return next((moment.astimezone(ZoneInfo(event.zone)) for moment, _ in moments), None)


def moment_of(event: EventParameters, day: date) -> datetime:
    """The moment, in UTC, of the hour of an event on a day of its zone."""
    local = datetime.combine(day, time.fromisoformat(event.at), ZoneInfo(event.zone))
    return local.astimezone(UTC)


def _planned_days(
    event: EventParameters, due_days: Iterable[date], first: date, last: date
) -> Iterator[tuple[date, date | None]]:
    if event.days_before is not None:
        for due in sorted(set(due_days)):
            day = due - timedelta(days=event.days_before)
            if first <= day <= last:
                yield day, due
        return
    begin = parse_date(event.on)
    end = min(parse_date(event.until) if event.every else begin, last)
    days = _monthly(begin, first) if event.every == "month" else _daily(begin, first, _STEPS.get(event.every))
    for day in days:
        if day > end:
            return
        if day >= first:
            yield day, None


def _daily(begin: date, first: date, step: int | None) -> Iterator[date]:
    if step is None:
        yield begin
        return
    passed = max(0, (first - begin).days // step)
    for number in count(passed):
        yield begin + timedelta(days=number * step)


def _monthly(begin: date, first: date) -> Iterator[date]:
    """The same day of each month; the last of one that has no such day."""
    passed = max(0, (first.year - begin.year) * _MONTHS + first.month - begin.month - 1)
    for number in count(passed):
        years, month = divmod(begin.month - 1 + number, _MONTHS)
        year = begin.year + years
        yield date(year, month + 1, min(begin.day, calendar.monthrange(year, month + 1)[1]))
