"""The events of runs as their parameters plan them, with the days something is due."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from khacphuc.config.parameters import load_parameters
from khacphuc.config.schedule_parameters import HOME_ZONE
from khacphuc.errors import UsageError
from khacphuc.project.files import read_text
from khacphuc.project.runs import existing_runs
from khacphuc.schedule.calendar import next_moment
from khacphuc.schedule.collection_days import collection_days
from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from khacphuc.config.parameters import RunParameters
    from khacphuc.config.schedule_parameters import EventParameters
    from khacphuc.project.layout import Layout
    from khacphuc.run.states import RunState
    from khacphuc.schedule.collection_days import CollectionDays

_SCHEDULE: Final = re.compile(r"^[\"']?schedule[\"']? *:(?! *\[\] *$)", re.MULTILINE)


@dataclass(frozen=True)
class PlannedEvent:
    """An event and what its days are counted from.

    Attributes:
        key: what the record calls it; events of one key stand for each other.
        event: what the parameters say of it.
        due_days: the days something is due, where it is so many days before.
    """

    key: str
    event: EventParameters
    due_days: tuple[date, ...] = ()

    def next_at(self, now: datetime) -> datetime | None:
        """Its next moment, in its zone; None where all have passed."""
        return next_moment(self.event, self.due_days, now)


@dataclass(frozen=True)
class RunPlan:
    """The events of a run, in the order of its parameters."""

    run: str
    parameters: RunParameters
    events: tuple[PlannedEvent, ...]

    def next_event(self, now: datetime) -> tuple[PlannedEvent, datetime] | None:
        """The event that comes next, and when; None where none does."""
        coming = [(planned, at) for planned in self.events if (at := planned.next_at(now))]
        return min(coming, key=lambda pair: (pair[1].timestamp(), pair[0].key), default=None)


def zone_of(parameters: RunParameters | None) -> ZoneInfo:
    """The zone people of a run live in: that of its first event, or of the house."""
    events = parameters.schedule if parameters else ()
    return ZoneInfo(events[0].zone if events else HOME_ZONE)


def has_schedule(layout: Layout, run: str) -> bool:
    """Whether parameters plan events, at a glance: hundreds of runs plan none, and cost nothing."""
    file = layout.parameters(run)
    return bool(_SCHEDULE.search(read_text(file, filename=layout.relative(file))))


def read_plan(layout: Layout, run: str) -> RunPlan | None:
    """The events of a run; None where none is planned.

    Raises:
        UsageError: parameters, or the collections of forms that are reminded of, cannot be read.
    """
    if not has_schedule(layout, run):
        return None
    file = layout.parameters(run)
    parameters = load_parameters(file, filename=layout.relative(file))
    return RunPlan(run, parameters, tuple(_planned_events(layout, run, parameters)))


def read_plans(layout: Layout) -> tuple[list[RunPlan], list[UsageError]]:
    """The events of every run that plans some, and what keeps those of other runs from being read."""
    plans: list[RunPlan] = []
    errors: list[UsageError] = []
    for run in existing_runs(layout):
        try:
            if plan := read_plan(layout, run):
                plans.append(plan)
        except UsageError as error:
            errors.append(error)
    return plans, errors


def with_next_events(layout: Layout, states: Iterable[RunState], now: datetime) -> list[RunState]:
    """Where runs stand, with the next event of each that plans one; unless its tables cannot be read."""
    return [_with_next_event(layout, state, now) for state in states]


def _with_next_event(layout: Layout, state: RunState, now: datetime) -> RunState:
    if state.parameters is None or not state.parameters.schedule:
        return state
    with suppress(UsageError):
        events = tuple(_planned_events(layout, state.run, state.parameters))
        if coming := RunPlan(state.run, state.parameters, events).next_event(now):
            return replace(state, next_event=coming[0].event.event, next_at=coming[1])
    return state


def _planned_events(layout: Layout, run: str, parameters: RunParameters) -> Iterator[PlannedEvent]:
    collections: CollectionDays | None = None
    for event in parameters.schedule:
        if event.days_before is None:
            yield PlannedEvent(event.key, event)
            continue
        if collections is None:
            collections = collection_days(layout, run, parameters.year)
        if parameters.due or not collections:  # one that has no day is planned, too, and whoever asks is told
            yield PlannedEvent(event.key, event, (parse_date(parameters.due),) if parameters.due else ())
        for code, days in collections.items():
            yield PlannedEvent(f"{event.key} {code}", event, tuple(days))
