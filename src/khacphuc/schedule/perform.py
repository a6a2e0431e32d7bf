"""Does one event, through the functions that commands use. Every event may be done a second time.

It never publishes a ``final``: of a run that is no draft the checks are done, and a person runs it. The run
itself refuses to be made where it has become final since the pass began.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.config.parameters import load_parameters
from khacphuc.errors import KhacphucError, SourceError, UsageError
from khacphuc.project.disk_errors import explained
from khacphuc.project.offices import find_office
from khacphuc.run.batch import make_within
from khacphuc.run.outcome import STAGE_LIMIT, Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Outcome
    from khacphuc.schedule.due import DueEvent
    from khacphuc.schedule.event_record import EventOutcome

BLOCKED: Final = "blocked"
READY: Final = "ready_to_sign"
_OPENED: Final = "{count} files"
_GATHERED: Final = "{new} new files, {unsound} with faults"
_CHECKED: Final = "checked; khacphuc run {run} publishes it"
_LONGEST_DETAIL: Final = 300


@dataclass(frozen=True)
class EventEnding:
    """How an event ended.

    Attributes:
        outcome: as the record has it.
        detail: a few words for people.
        exit_code: what the process returns for it.
        state: what the run has come to by it; empty where that goes without saying.
    """

    outcome: EventOutcome
    detail: str = ""
    exit_code: int = 0
    state: str = ""


@dataclass(frozen=True)
class Performer:
    """Does events of a project.

    Attributes:
        layout: the project.
        check: checks a run, publishes nothing and gives the exit code.
        ended: called with the outcome of a run that was made.
    """

    layout: Layout
    check: Callable[[Layout, str], int]
    ended: Callable[[Outcome], None]

    def perform(self, due: DueEvent, parameters: RunParameters, now: datetime) -> EventEnding:
        """Do an event that is no notice.

        Args:
            due: the event.
            parameters: of its run.
            now: the time.
        """
        try:
            with explained(self.layout, self.layout.root):
                if due.event.event == "open":
                    return self._open(due, parameters)
                if due.event.event == "gather":
                    return self._gather(due, now)
                return self._draft(due)
        except KhacphucError as error:
            return EventEnding("failed", self._detail(str(error)), error.exit_code)

    def _open(self, due: DueEvent, parameters: RunParameters) -> EventEnding:
        from khacphuc.office.new import new_run  # noqa: PLC0415 - slow to import

        layout, run = self.layout, due.event.run
        if layout.parameters(run).exists():
            if layout.prose(run).exists():
                return EventEnding("skipped", "the run is there")
            raise SourceError(
                "parameters without a prose: making the run was cut off",
                place=layout.relative(layout.parameters(run)),
                remedy="delete the file; the next khacphuc run --due makes the run",
            )
        office = find_office(layout, due.run, parameters.office)
        new = new_run(layout, run, office, previous=due.run)
        return EventEnding("done", _OPENED.format(count=len(new.files)))

    def _gather(self, due: DueEvent, now: datetime) -> EventEnding:
        from khacphuc.returns.receive import receive_files  # noqa: PLC0415 - slow to import

        folder = self.layout.root / due.event.inbox
        if not folder.is_dir():
            raise SourceError("no such folder", place=due.event.inbox, remedy="make it, or mend the name")
        stop = _limit(due)
        day = now.astimezone(due.due.tzinfo).date()
        received = receive_files(self.layout, due.run, [folder], received_on=day, advance=stop)
        new = [reception for reception in received.receptions if not reception.is_known]
        unsound = sum(not reception.is_sound for reception in received.receptions)
        return EventEnding("done", _GATHERED.format(new=len(new), unsound=unsound))

    def _draft(self, due: DueEvent) -> EventEnding:
        if not self._is_draft(due.run):
            return self._check(due.run)
        minutes = due.event.limit
        options = Options(limit=min(STAGE_LIMIT, minutes * 60), drafts_only=True)
        outcome = make_within(self.layout, due.run, options, seconds=minutes * 60)
        if not outcome.is_published and not self._is_draft(due.run):  # it has become final meanwhile
            return self._check(due.run)
        self.ended(outcome)
        if outcome.is_published:
            return EventEnding("done", outcome.status, state="draft")
        detail = self._detail("; ".join((outcome.status, *outcome.messages)))
        state = BLOCKED if outcome.status == BLOCKED else ""
        return EventEnding("failed", detail, outcome.exit_code or UsageError.exit_code, state)

    def _is_draft(self, run: str) -> bool:
        """Whether its status is that of a draft, now: another event of the same pass may have taken hours."""
        file = self.layout.parameters(run)
        return load_parameters(file, filename=self.layout.relative(file)).status == "draft"

    def _check(self, run: str) -> EventEnding:
        if code := self.check(self.layout, run):
            return EventEnding("failed", "critical findings", code, BLOCKED)
        return EventEnding("done", _CHECKED.format(run=run), state=READY)

    def _detail(self, text: str) -> str:
        """A message in a line of the record, which is the same in every clone."""
        text = " ".join(text.replace(f"{self.layout.root}/", "").split())
        return f"{text[:_LONGEST_DETAIL]}…" if len(text) > _LONGEST_DETAIL else text


def _limit(due: DueEvent) -> Callable[[int, int], None]:
    """What ends receiving between two batches of files once it has taken too long."""
    from time import monotonic  # noqa: PLC0415 - of this function only

    end = monotonic() + due.event.limit * 60

    def advance(_taken: int, _files: int) -> None:
        if monotonic() > end:
            raise UsageError(
                f"took longer than {due.event.limit} minutes",
                place=due.event.inbox,
                remedy="what was taken in is recorded; raise its limit, or the rest is taken the next time",
            )

    return advance
