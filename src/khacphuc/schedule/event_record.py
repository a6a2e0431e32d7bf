"""What became of events: ``history/<run>/events.csv``, which rows are only ever added to.

An attempt is a row ``started`` and one that says how it ended. A ``started`` without an end was cut off: the
machine or the process went down. A row of the event ``state`` is a change of the state of the run that was
noted. Whoever adds rows holds the lock of the schedule.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import astuple, dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from khacphuc.history.append_only import add_history_rows, damaged_row, read_history_rows
from khacphuc.project.disk_errors import explained

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.project.layout import Layout

EventOutcome = Literal["started", "done", "failed", "skipped", "sent", "not_sent", "no_address"]
EVENTS: Final = "events.csv"
STATE: Final = "state"
"""The event of a row that notes a change of state."""
_SENT: Final = re.compile("(?:^|; )([a-z]+): sent(?=[,;]|$)")
_OUTCOMES: Final = frozenset(get_args(EventOutcome))
_UNDECIDED: Final = frozenset({"started", "failed", "not_sent"})


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of ``events.csv``.

    Attributes:
        at: when it was written, as ISO 8601 with the zone.
        run: the run.
        event: what it is about: the kind of an event and what only it is about, or ``state``.
        due: when it was planned for; empty for ``state``.
        outcome: how it ended, or ``started``.
        attempt: which try it was.
        state: the state of the run that was noted, or that the event ended in.
        detail: a few words for people.
    """

    at: str
    run: str
    event: str
    due: str
    outcome: EventOutcome
    attempt: str
    state: str
    detail: str


_COLUMNS: Final = tuple(column.name for column in fields(EventRow))


@dataclass(slots=True)
class Attempts:
    """The attempts at one moment of an event.

    Attributes:
        number: how many there were.
        cut_off: how many of those never ended.
        outcome: of the last one.
        at: when that was written.
        is_blocked: whether it ended at critical findings, which another try cannot answer.
        channels: those that took the notice, where another refused it.
    """

    number: int = 0
    cut_off: int = 0
    outcome: str = ""
    at: datetime | None = None
    is_blocked: bool = False
    channels: frozenset[str] = frozenset()

    def is_over(self, retries: int) -> bool:
        """Whether there is nothing to try again."""
        return self.outcome not in _UNDECIDED or self.is_blocked or self.is_given_up(retries)

    def is_given_up(self, retries: int) -> bool:
        """Whether it failed as often as it may."""
        return self.outcome in {"failed", "not_sent"} and self.number >= self.allowed(retries)

    def allowed(self, retries: int) -> int:
        """How many attempts there may be: being cut off is not its fault, the first time."""
        return 1 + retries + min(self.cut_off + (self.outcome == "started"), 1)


class FailedEvent(NamedTuple):
    """An event that was not done: which, when it was planned for, when it failed and with what.

    With the state its run was in then; empty if unknown.
    """

    event: str
    due: datetime
    at: datetime
    detail: str
    state: str


@dataclass(slots=True)
class NotedState:
    """The state that was noted last.

    Attributes:
        state: its name.
        before: the one that was noted before it; empty for the first.
        notice: the attempts to send a notice of it.
    """

    state: str
    before: str
    notice: Attempts


@dataclass(slots=True)
class Ledger:
    """The rows of a run, by what is asked of them."""

    noted: NotedState | None = None
    _failed: dict[str, FailedEvent] = field(default_factory=dict)
    _attempts: dict[str, dict[datetime, Attempts]] = field(default_factory=dict)
    _dues: dict[str, list[datetime]] = field(default_factory=dict)

    def add(self, row: EventRow) -> None:
        """Take in a row.

        Raises:
            ValueError: it is damaged.
        """
        if row.outcome not in _OUTCOMES:
            raise ValueError(row.outcome)
        at = _moment(row.at)
        if row.event == STATE:
            if self.noted is None or row.state != self.noted.state:
                before = self.noted.state if self.noted else ""
                if self.noted and row.state != "failed":
                    self._failed.clear()  # somebody has gone on
                self.noted = NotedState(row.state, before, Attempts())
            _take(self.noted.notice, row, at)
            return
        attempts = self._attempts.setdefault(row.event, {})
        due = _moment(row.due)
        if due not in attempts:
            attempts[due] = Attempts()
            insort(self._dues.setdefault(row.event, []), due)
        _take(attempts[due], row, at)
        if row.outcome == "failed" and not attempts[due].is_blocked:
            self._failed[row.event] = FailedEvent(row.event, due, at, row.detail, row.state)
        elif row.outcome != "started":
            self._failed.pop(row.event, None)

    def attempts(self, event: str, due: datetime) -> Attempts:
        """The attempts at a moment of an event."""
        return self._attempts.get(event, {}).get(due, Attempts())

    def settled_until(self, event: str, now: datetime, retries: int) -> datetime | None:
        """The last moment of an event, up to now, that is over; None where none is.

        What a clock that was ahead has brought forward counts when its day comes.
        """
        dues = self._dues.get(event, [])
        for due in reversed(dues[: bisect_right(dues, now)]):
            if self._attempts[event][due].is_over(retries):
                return due
        return None

    def failures(self) -> Iterable[FailedEvent]:
        """The events whose last attempt failed.

        But for findings, which folders tell of, and until another state of the run was noted. While one is
        tried again nobody knows yet that it is mended.
        """
        return self._failed.values()


def read_ledger(layout: Layout, run: str) -> Ledger:
    """What became of the events of a run so far.

    Raises:
        SourceError: the file is damaged.
    """
    ledger = Ledger()
    for place, cells in read_history_rows(layout.history(run) / EVENTS, _COLUMNS):
        try:
            ledger.add(EventRow(*cells))  # type: ignore[arg-type]
        except ValueError as error:
            raise damaged_row(",".join(cells), place, ",".join(_COLUMNS)) from error
    return ledger


def add_row(layout: Layout, row: EventRow) -> None:
    """Add a row to the record of its run.

    Raises:
        UsageError: the disk refuses, or the file there is damaged.
    """
    file = layout.history(row.run) / EVENTS
    with explained(layout, file.parent):
        add_history_rows(file, _COLUMNS, [astuple(row)])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _take(attempts: Attempts, row: EventRow, at: datetime) -> None:
    if row.outcome == "started":
        attempts.cut_off += attempts.outcome == "started"
        attempts.number += 1
    attempts.outcome, attempts.at = row.outcome, at
    attempts.channels |= frozenset(_SENT.findall(row.detail)) if row.outcome == "not_sent" else frozenset()
    attempts.is_blocked = (row.event, row.outcome, row.state) == ("draft", "failed", "blocked")
