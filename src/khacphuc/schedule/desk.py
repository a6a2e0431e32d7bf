"""What a pass of the schedule needs of the world: runs, their records, work, people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from khacphuc.data.returns.arrival_count import ArrivalCount, count_arrivals
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import write_text
from khacphuc.project.runs import existing_runs
from khacphuc.run.lock import run_lock
from khacphuc.run.states import RunState, StateName, read_state, read_states
from khacphuc.run.states.traces import units_file
from khacphuc.schedule.collection_days import collection_days
from khacphuc.schedule.event_record import EventRow, Ledger, add_row, read_ledger
from khacphuc.schedule.plan import read_plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from khacphuc.config.parameters import RunParameters
    from khacphuc.errors import UsageError
    from khacphuc.project.layout import Layout
    from khacphuc.schedule.due import DueEvent
    from khacphuc.schedule.event_record import EventOutcome
    from khacphuc.schedule.notices import NoticeKind
    from khacphuc.schedule.perform import EventEnding
    from khacphuc.schedule.plan import RunPlan

PLACE: Final = ".schedule"
"""The folder below ``.runs`` with the lock of the schedule: no run is called so."""


@dataclass(frozen=True)
class Occasion:
    """What people are told of.

    Attributes:
        kind: ``state``, ``remind`` or ``escalate``.
        state: where the run stands.
        at: when it was seen.
        before: the state it had before, for a change; empty where it had none.
        about: the day a reminder is about; None where it is about none.
        collection: the collection of forms whose reports are due on that day; empty for the report itself.
        period: the code of the period they are about.
        channels: those that took the notice before, where another refused it.
    """

    kind: NoticeKind
    state: RunState
    at: datetime
    before: StateName | Literal[""] = ""
    about: date | None = None
    collection: str = ""
    period: str = ""
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NoticeEnding:
    """How telling people ended: one word of the record, and a few for people, without an address."""

    outcome: EventOutcome
    detail: str = ""


class DueReports(NamedTuple):
    """What units have to send in: the code of the period, and how many reports came; None if unknown."""

    period: str = ""
    reports: ArrivalCount | None = None


class Desk(Protocol):
    """What a pass of the schedule needs of the world; a simulation has another one."""

    def runs(self) -> Iterable[str]:
        """All runs, whether they plan events or not."""

    def plans(self) -> tuple[list[RunPlan], list[UsageError]]:
        """The events of runs, and why those of others cannot be read."""

    def ledger(self, run: str) -> Ledger:
        """What became of the events of a run; rows that are added go into it."""

    def add(self, row: EventRow) -> None:
        """Add a row to the record."""

    def check_free(self, run: str) -> None:
        """See that nobody is at work on a run."""

    def perform(self, due: DueEvent, parameters: RunParameters, now: datetime) -> EventEnding:
        """Do an event that is no notice."""

    def notify(self, occasion: Occasion) -> NoticeEnding:
        """Tell people."""

    def state(self, run: str) -> RunState:
        """Where a run stands."""

    def states(self) -> Iterable[RunState]:
        """Where all runs stand."""

    def reports_due(self, state: RunState, collection: str, day: date) -> DueReports:
        """What units have to send in by a day."""

    def has_damage(self, run: str) -> bool:
        """Whether it is noted that the record of a run cannot be read."""

    def note_damage(self, run: str, *, damaged: bool) -> None:
        """Note whether the record of a run can be read, which cannot be noted in it."""

    def tell(self, event: DueEvent | Occasion, ended: EventEnding | NoticeEnding) -> None:
        """Say how something ended."""

    def complain(self, error: UsageError) -> None:
        """Say what is wrong."""


@dataclass
class ProjectDesk:
    """The world as it is: a project and its folders.

    Attributes:
        layout: the project.
        performer: does events that are no notices.
        notifier: tells people.
        teller: says how something ended.
        complainer: says what is wrong.
    """

    layout: Layout
    performer: Callable[[DueEvent, RunParameters, datetime], EventEnding]
    notifier: Callable[[Occasion], NoticeEnding]
    teller: Callable[[DueEvent | Occasion, EventEnding | NoticeEnding], None]
    complainer: Callable[[UsageError], None]

    def runs(self) -> Iterable[str]:
        """All runs, whether they plan events or not."""
        return existing_runs(self.layout)

    def plans(self) -> tuple[list[RunPlan], list[UsageError]]:
        """The events of runs, and why those of others cannot be read."""
        return read_plans(self.layout)

    def ledger(self, run: str) -> Ledger:
        """What became of the events of a run, read anew."""
        return read_ledger(self.layout, run)

    def add(self, row: EventRow) -> None:
        """Add a row to the record of its run."""
        add_row(self.layout, row)

    def check_free(self, run: str) -> None:
        """See that nobody is at work on a run."""
        with run_lock(self.layout, run):
            pass

    def perform(self, due: DueEvent, parameters: RunParameters, now: datetime) -> EventEnding:
        """Do an event that is no notice."""
        return self.performer(due, parameters, now)

    def notify(self, occasion: Occasion) -> NoticeEnding:
        """Tell people."""
        return self.notifier(occasion)

    def state(self, run: str) -> RunState:
        """Where a run stands."""
        return read_state(self.layout, run)

    def states(self) -> Iterable[RunState]:
        """Where all runs stand."""
        return read_states(self.layout)

    def reports_due(self, state: RunState, collection: str, day: date) -> DueReports:
        """What units have to send in by a day."""
        if state.year is None:
            return DueReports()
        days = collection_days(self.layout, state.run, state.year).get(collection, {})
        if not (period := days.get(day)):
            return DueReports()
        units = units_file(self.layout, state.office)
        raw = self.layout.raw(state.run)
        return DueReports(
            period, count_arrivals(raw, units, state.year, collection=collection, period=period)
        )

    def has_damage(self, run: str) -> bool:
        """Whether it is noted that the record of a run cannot be read."""
        return self._damage(run).exists()

    def note_damage(self, run: str, *, damaged: bool) -> None:
        """Note whether the record of a run can be read, beside the lock of the schedule."""
        with explained(self.layout, self._damage(run).parent):
            if damaged:
                write_text(self._damage(run), "")
            else:
                self._damage(run).unlink(missing_ok=True)

    def _damage(self, run: str) -> Path:
        return self.layout.runs(PLACE) / f"damaged-{run}"

    def tell(self, event: DueEvent | Occasion, ended: EventEnding | NoticeEnding) -> None:
        """Say how something ended."""
        self.teller(event, ended)

    def complain(self, error: UsageError) -> None:
        """Say what is wrong."""
        self.complainer(error)
