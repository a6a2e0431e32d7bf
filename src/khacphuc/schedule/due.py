"""What is due and not done: of the events of a run, what became of them so far, and the time. Pure.

Moments that were missed are done once, for the last of them; or left out, where the event has
``catch_up: none`` and the last is more than an hour past. A reminder of a day that has passed is left out.
What failed is tried again, after twice as long each time, as often as the event says; what was cut off is
tried again at once, for doing any event a second time does no harm.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from khacphuc.schedule.calendar import planned_moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khacphuc.config.schedule_parameters import EventParameters
    from khacphuc.schedule.event_record import Attempts, Ledger
    from khacphuc.schedule.plan import PlannedEvent

_LATE: Final = timedelta(hours=1)
"""A timer that fires every quarter of an hour, and an event before it that takes long, are not late."""

DueAction = Literal["do", "miss", "pass", "give_up"]
"""``miss``: nobody was there in time; ``pass``: the day it is about is over; ``give_up``: it was cut off as
often as it may be tried."""


class _Moment(NamedTuple):
    at: datetime
    planned: PlannedEvent
    about: date | None


@dataclass(frozen=True)
class DueEvent:
    """An event that is due.

    Attributes:
        run: the run.
        key: what the record calls it.
        event: what the parameters say of it.
        due: the moment, in its zone.
        about: the day a reminder is about; None for other events.
        attempt: which try it is.
        action: what is to be done with it.
        missed: how many moments before it are done with it.
    """

    run: str
    key: str
    event: EventParameters
    due: datetime
    about: date | None
    attempt: int
    action: DueAction = "do"
    missed: int = 0

    @property
    def collection(self) -> str:
        """The collection of forms a reminder is about; empty where it is about none."""
        return self.key.removeprefix(self.event.key).strip()


def due_events(run: str, planned: Iterable[PlannedEvent], ledger: Ledger, now: datetime) -> list[DueEvent]:
    """The events of a run that are due and not done, in the order they were planned for.

    Args:
        run: the run.
        planned: its events.
        ledger: what became of them so far.
        now: the time.
    """
    by_key: defaultdict[str, list[PlannedEvent]] = defaultdict(list)
    for event in planned:
        by_key[event.key].append(event)
    due = [event for events in by_key.values() for event in _due_of_key(run, events, ledger, now)]
    return sorted(due, key=lambda event: event.due.astimezone(UTC))


def _due_of_key(run: str, events: list[PlannedEvent], ledger: Ledger, now: datetime) -> Iterator[DueEvent]:
    key = events[0].key
    moments = []
    for planned in events:
        settled = ledger.settled_until(key, now, planned.event.retries)
        passed = planned_moments(planned.event, planned.due_days, after=settled, until=now)
        moments += [_Moment(at, planned, about) for at, about in passed]
    if not moments:
        return
    last = max(moments, key=lambda moment: moment.at)
    event, attempts = last.planned.event, ledger.attempts(key, last.at)
    if is_waiting(attempts, event.backoff, now):
        return
    missed = len({moment.at for moment in moments}) - 1
    due = last.at.astimezone(ZoneInfo(event.zone))
    action = _action(last, attempts, now)
    yield DueEvent(run, key, event, due, last.about, attempts.number + 1, action, missed)


def _action(moment: _Moment, attempts: Attempts, now: datetime) -> DueAction:
    event = moment.planned.event
    if attempts.outcome == "started" and attempts.number >= attempts.allowed(event.retries):
        return "give_up"
    if moment.about and now.astimezone(ZoneInfo(event.zone)).date() > moment.about:
        return "pass"
    if event.catch_up == "none" and not attempts.number and now - moment.at > _LATE:
        return "miss"
    return "do"


def is_waiting(attempts: Attempts, backoff: int, now: datetime) -> bool:
    """Whether it is too early to try again; a clock that was put back makes nobody wait.

    Args:
        attempts: those there were.
        backoff: minutes to wait after the first.
        now: the time.
    """
    if attempts.at is None or attempts.outcome == "started" or now < attempts.at:
        return False
    return now < attempts.at + waiting_time(backoff, attempts.number)


def waiting_time(minutes: int, attempts: int) -> timedelta:
    """How long to wait after so many attempts; a day at most.

    >>> waiting_time(10, 1), waiting_time(10, 3)
    (datetime.timedelta(seconds=600), datetime.timedelta(seconds=2400))
    """
    return min(timedelta(minutes=minutes * 2 ** min(attempts - 1, 20)), timedelta(days=1))
