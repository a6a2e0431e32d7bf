"""A world in which years pass in seconds: machines that sleep, clocks that jump, work that fails."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.errors import RunLockedError
from khacphuc.run.states import RunState
from khacphuc.schedule.desk import NoticeEnding
from khacphuc.schedule.event_record import EventRow, Ledger
from khacphuc.schedule.perform import EventEnding
from khacphuc.schedule.plan import PlannedEvent, RunPlan

from .. import run2021

BEGIN = date(2021, 1, 1)
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")


class KilledError(BaseException):
    """The machine goes down."""


def plan_of(year: int) -> RunPlan:
    """What a year plans: zones with and without daylight saving, every kind of event."""
    zone = ZONES[year % len(ZONES)]
    events = (
        EventParameters(event="open", on=f"02/01/{year + 1}", run=str(year + 1)),
        EventParameters(event="remind", days_before=7, zone=zone),
        EventParameters(event="remind", days_before=1, at="02:30", zone=zone),
        EventParameters(
            event="gather", on=f"5/3/{year}", every="week", until=f"31/12/{year}", inbox="inbox", zone=zone
        ),
        EventParameters(
            event="draft",
            on=f"31/01/{year}",
            every="month",
            until=f"31/12/{year}",
            at="02:30",
            zone=zone,
            retries=3,
            backoff=60,
        ),
        EventParameters(
            event="draft",
            on=f"10/12/{year}",
            every="day",
            until=f"10/01/{year + 1}",
            at="23:59",
            catch_up="none",
            retries=0,
        ),
        EventParameters(event="escalate", on=f"16/01/{year + 1}"),
    )
    due = (date(year + 1, 1, 15),)
    parameters = run2021.parameters().model_copy(update={"year": year, "schedule": events})
    planned = (PlannedEvent(event.key, event, due if event.event == "remind" else ()) for event in events)
    return RunPlan(str(year), parameters, tuple(planned))


@dataclass
class SimulatedDesk:
    """A desk whose world is made of chance, the same for the same seed."""

    seed: int
    trouble: float = 0.1
    rows: list[EventRow] = field(default_factory=list)
    effects: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    notices: list[tuple[str, str, str, str]] = field(default_factory=list)
    opened: set[str] = field(default_factory=lambda: {"2021"})
    conditions: dict[str, str] = field(default_factory=lambda: {"2021": "awaiting"})
    kills: int = 0

    def __post_init__(self):
        """Nothing has been done yet."""
        self.chance = random.Random(self.seed)  # noqa: S311 - the same chance each time
        self.now = datetime(2021, 1, 1, tzinfo=UTC)
        self._ledgers = {}
        self._plans = {}
        self._by_run = {}

    def happens(self, share=1.0):
        """Whether something goes wrong."""
        return self.chance.random() < self.trouble * share

    def runs(self):
        """All runs there are; those of long ago have been put away."""
        return sorted(run for run in self.opened if abs(int(run) - self.now.year) <= 1)

    def plans(self):
        """What the runs plan."""
        return [self._plans.setdefault(run, plan_of(int(run))) for run in self.runs()], []

    def ledger(self, run):
        """What became of the events of a run."""
        ledger = Ledger()
        for row in self._by_run.get(run, ()):
            ledger.add(row)
        return ledger

    def add(self, row):
        """Add a row, unless the machine goes down before or after."""
        self.go_down()
        self.rows.append(row)
        self._by_run.setdefault(row.run, []).append(row)
        self.go_down()

    def go_down(self):
        """Be killed, now and then."""
        if self.happens(0.05):
            self.kills += 1
            raise KilledError

    def check_free(self, run):
        """See whether somebody is at work on a run."""
        if self.happens():
            raise RunLockedError("somebody is at it", place=run)

    def perform(self, due, _parameters, _now):
        """Do an event, or not."""
        if self.happens(2):
            self.conditions[due.run] = "failed"
            return EventEnding("failed", "no luck", 2)
        self.effects[due.run, due.key, due.due.isoformat()] += 1
        self.go_down()
        if due.event.event == "open":
            self.opened.add(due.event.run)
            self.conditions.setdefault(due.event.run, "awaiting")
        else:
            self.conditions[due.run] = {"gather": "stale", "draft": "draft"}[due.event.event]
        return EventEnding("done")

    def notify(self, occasion):
        """Tell people, if the server is there."""
        if self.happens(2):
            return NoticeEnding("not_sent")
        self.notices.append((occasion.kind, occasion.state.run, occasion.before, occasion.state.state))
        return NoticeEnding("sent")

    def state(self, run):
        """Where a run stands."""
        return RunState(run, self.conditions[run], is_published=True)

    def states(self):
        """Where all runs stand."""
        return [self.state(run) for run in self.runs()]

    def has_damage(self, _run):
        """No record is damaged."""
        return False

    def tell(self, _event, _ended):
        """Say nothing."""

    def complain(self, _error):
        """Say nothing."""


def moments(days: int, chance: random.Random, trouble: float):
    """When the timer fires: twice a day, but for weeks the machine sleeps and hours the clock is wrong."""
    now = datetime(2021, 1, 1, 1, 30, tzinfo=UTC)
    end = now + timedelta(days=days)
    while now < end:
        if chance.random() < trouble * 0.1:
            now += timedelta(days=chance.randint(1, 40))  # asleep, over several days of the schedule
        wrong = timedelta(days=chance.randint(-20, 20)) if chance.random() < trouble * 0.1 else timedelta()
        yield max(now + wrong, datetime(2021, 1, 1, tzinfo=UTC))
        if chance.random() < trouble:
            yield now  # a second start, or the clock is right again
        now += timedelta(hours=12, minutes=chance.randint(-30, 30))
    for hours in range(0, 24 * 8, 2):  # a quiet week at the end
        yield end + timedelta(hours=hours)
