"""Does what is due and not done, once; then notes which runs have changed their state, and tells people.

Whoever does it holds the lock of the schedule, so a timer that fires while the last pass is at work does
nothing. A row is written before an event is begun and after it has ended; what was cut off between the two is
done by the next pass.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from khacphuc.errors import RunLockedError, UsageError
from khacphuc.run.lock import run_lock
from khacphuc.run.states import RunState, StateName
from khacphuc.schedule.desk import PLACE, NoticeEnding, Occasion
from khacphuc.schedule.due import due_events, is_waiting
from khacphuc.schedule.event_record import STATE, EventRow
from khacphuc.schedule.perform import EventEnding
from khacphuc.schedule.plan import zone_of
from khacphuc.schedule.standing import with_failures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.layout import Layout
    from khacphuc.schedule.desk import Desk
    from khacphuc.schedule.due import DueEvent
    from khacphuc.schedule.event_record import Ledger
    from khacphuc.schedule.notices import NoticeKind
    from khacphuc.schedule.plan import RunPlan

_NOTICES: Final[Mapping[str, NoticeKind]] = {"remind": "remind", "escalate": "escalate"}
_OVER: Final = "issued"
"""The state in which nothing is awaited any more."""
_NOTICE_TRIES: Final = 6
_NOTICE_MINUTES: Final = 10


@contextmanager
def schedule_lock(layout: Layout) -> Iterator[None]:
    """Hold the lock of the schedule.

    Raises:
        RunLockedError: another pass is at work.
        UsageError: the folder of runs cannot be written.
    """
    try:
        with run_lock(layout, PLACE):
            yield
    except RunLockedError as error:
        raise RunLockedError(error.observed, place="khacphuc run --due") from error


def run_due(desk: Desk, now: datetime, *, elapsed: Callable[[], float] = time.monotonic) -> int:
    """Do what is due, and tell people what has changed; whoever calls holds the lock of the schedule.

    Args:
        desk: the world.
        now: the time.
        elapsed: seconds on a clock that only goes on.

    Returns:
        The exit code: the worst there was, 0 where nothing was due.
    """
    return _Pass(desk, now, elapsed).code()


class _Pass:
    """One pass over all runs that plan events."""

    def __init__(self, desk: Desk, now: datetime, elapsed: Callable[[], float]) -> None:
        self._desk, self._begin, self._elapsed = desk, now, elapsed
        self._since = elapsed()
        self._ledgers: dict[str, Ledger] = {}
        self._codes = [0]
        self._complaints: set[str] = set()

    def code(self) -> int:
        """Do everything there is to do; gives the worst exit code."""
        plans, errors = self._desk.plans()
        for error in errors:
            self._complain(error)
        if plans or errors:
            self._note_first()
        for plan in plans:
            with self._complaining():
                self._do_run(plan)
        if plans or errors:
            with self._complaining():
                self._note_states()
        return max(self._codes)

    @property
    def _now(self) -> datetime:
        return self._begin + timedelta(seconds=int(self._elapsed() - self._since))

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        """Say what is wrong with one run, and go on to the next."""
        try:
            yield
        except RunLockedError as error:  # not begun, so it stays due
            self._desk.complain(error)
        except UsageError as error:
            self._complain(error)

    def _complain(self, error: UsageError) -> None:
        if str(error) not in self._complaints:
            self._desk.complain(error)
        self._complaints.add(str(error))
        self._codes.append(error.exit_code)

    def _ledger(self, run: str) -> Ledger:
        if run not in self._ledgers:
            self._ledgers[run] = self._desk.ledger(run)
        return self._ledgers[run]

    def _add(
        self,
        run: str,
        event: str,
        ended: EventEnding | NoticeEnding,
        *,
        due: str = "",
        attempt: int,
        state: str,
    ) -> None:
        at = self._now.isoformat(timespec="seconds")
        row = EventRow(at, run, event, due, ended.outcome, str(attempt), state, ended.detail)
        self._desk.add(row)
        self._ledger(run).add(row)

    def _do_run(self, plan: RunPlan) -> None:
        ledger = self._ledger(plan.run)
        for due in due_events(plan.run, plan.events, ledger, self._begin):
            with self._complaining():
                if due.event.event != "open" or self._is_worked_on(due.run):
                    self._do_event(due, plan.parameters)

    def _is_worked_on(self, run: str) -> bool:
        """Whether a run has a report or reports of units: from one that has none no other is begun."""
        state = self._desk.state(run)
        return state.is_published or bool(state.rate and state.rate.came)

    def _leave_out_past(self, run: str) -> None:
        """Leave out what a run that was begun late plans for days that were over then."""
        for plan in self._desk.plans()[0]:
            if plan.run == run:
                for due in due_events(run, plan.events, self._ledger(run), self._begin):
                    ended, moment = EventEnding("skipped", _BEFORE), due.due.isoformat(timespec="seconds")
                    self._add(run, due.key, ended, due=moment, attempt=due.attempt, state="")

    def _do_event(self, due: DueEvent, parameters: RunParameters) -> None:
        moment = due.due.isoformat(timespec="seconds")

        def note(ended: EventEnding, attempt: int) -> None:
            state = ended.state
            if ended.outcome == "failed" and not state:
                state = self._desk.state(due.run).state
            self._add(due.run, due.key, ended, due=moment, attempt=attempt, state=state)

        if due.action == "give_up":
            ended = EventEnding("failed", "cut off as often as it may be tried", UsageError.exit_code)
            note(ended, due.attempt - 1)
        elif due.action != "do":
            ended = EventEnding("skipped", _REASONS[due.action])
            note(ended, due.attempt)
        else:
            if due.event.event in _NOTICES:
                note(EventEnding("started"), due.attempt)
                ended = self._send(due)
            else:
                self._desk.check_free(due.run)
                note(EventEnding("started"), due.attempt)
                ended = self._desk.perform(due, parameters, self._now)
            # a cut-off attempt may have made it
            if due.event.event == "open" and (ended.outcome == "done" or due.attempt > 1):
                self._leave_out_past(due.event.run)
            note(
                replace(ended, detail="; ".join(filter(None, (ended.detail, _missed(due.missed))))),
                due.attempt,
            )
        self._codes.append(ended.exit_code)
        self._desk.tell(due, ended)

    def _send(self, due: DueEvent) -> EventEnding:
        state = self._desk.state(due.run)
        if state.state == _OVER:
            return EventEnding("skipped", "nothing is awaited", state=state.state)
        period = ""
        if due.collection and due.about:
            period, rate = self._desk.reports_due(state, due.collection, due.about)
            if rate and rate.came >= rate.expected:
                return EventEnding("skipped", "nothing is awaited", state=state.state)
            state = replace(state, rate=rate)
        at = self._now.astimezone(due.due.tzinfo)  # days are counted where people are, not where we run
        occasion = Occasion(
            *(_NOTICES[due.event.event], state, at),
            about=due.about,
            collection=due.collection,
            period=period,
            channels=self._ledger(due.run).attempts(due.key, due.due).channels,
        )
        noticed = self._desk.notify(occasion)
        return EventEnding(noticed.outcome, noticed.detail, _code(noticed), state.state)

    def _note_first(self) -> None:
        """Note where runs stand that nobody has noted yet: that is no change."""
        for run in self._desk.runs():
            with self._complaining():
                if self._ledger(run).noted is None:
                    name = self._name(self._desk.state(run))
                    self._add(run, STATE, NoticeEnding("skipped", "first seen"), attempt=0, state=name)

    def _note_states(self) -> None:
        for state in self._desk.states():
            with self._complaining():
                self._note_state(state)

    def _note_damage(self, state: RunState) -> None:
        """Tell once that the record of a run cannot be read, and once that it can again."""
        try:
            noted = self._ledger(state.run).noted
            if not self._desk.has_damage(state.run):
                return
            is_told, damaged = noted is None or noted.state != self._name(state), False
        except UsageError as error:
            self._complain(error)
            is_told, damaged = self._desk.has_damage(state.run), True
        if not is_told:  # a change of state is told by itself
            at = self._now.astimezone(zone_of(state.parameters))
            damage = Occasion(STATE, replace(state, state="failed"), at)
            noticed = self._desk.notify(damage if damaged else Occasion(STATE, state, at, "failed"))
            self._codes.append(_code(noticed))
            if noticed.outcome == "not_sent":
                return
        self._desk.note_damage(state.run, damaged=damaged)

    def _note_state(self, state: RunState) -> None:
        self._note_damage(state)
        noted, name = self._ledger(state.run).noted, self._name(state)
        attempt, before, channels = 1, noted.state if noted else "", frozenset[str]()
        if noted and noted.state == name:
            notice = noted.notice
            if notice.outcome not in {"not_sent", "started"} or notice.number >= _NOTICE_TRIES:
                return
            if notice.outcome == "not_sent" and is_waiting(notice, _NOTICE_MINUTES, self._now):
                return
            attempt, before, channels = notice.number + 1, noted.before, notice.channels
        self._add(state.run, STATE, NoticeEnding("started"), attempt=attempt, state=name)
        at = self._now.astimezone(zone_of(state.parameters))
        occasion = Occasion(STATE, replace(state, state=name), at, _state_name(before), channels=channels)
        noticed = self._desk.notify(occasion)
        self._add(state.run, STATE, noticed, attempt=attempt, state=name)
        self._codes.append(_code(noticed))
        self._desk.tell(occasion, noticed)

    def _name(self, state: RunState) -> StateName:
        """Where a run stands; failed, too, where an event of its schedule has failed."""
        return with_failures(state, self._ledger(state.run), frozenset(self._desk.runs())).state


_BEFORE: Final = "planned for a day before the run was begun"
_REASONS: Final[Mapping[str, str]] = {
    "miss": "nobody was there in time",
    "pass": "the day it is about is over",
}


def _state_name(text: str) -> StateName | Literal[""]:
    return next((name for name in get_args(StateName) if name == text), "")


def _missed(count: int) -> str:
    return f"with {count} before it" if count else ""


def _code(noticed: NoticeEnding) -> int:
    """No address is no failure; a server that takes nothing is."""
    return UsageError.exit_code if noticed.outcome == "not_sent" else 0
