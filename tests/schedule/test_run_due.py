"""Tests of `khacphuc.schedule.run_due`."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

import pytest

from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.errors import UsageError
from khacphuc.run.states import RunState
from khacphuc.schedule.calendar import planned_moments
from khacphuc.schedule.event_record import STATE
from khacphuc.schedule.perform import EventEnding
from khacphuc.schedule.plan import PlannedEvent, RunPlan
from khacphuc.schedule.run_due import run_due

from .. import run2021
from .events import daily
from .simulated import KilledError, SimulatedDesk, moments, plan_of

DONE = {"done", "sent", "no_address"}


def simulate(days, *, seed, trouble):
    """The world after so many days, and the states that were there when a pass ended."""
    desk = SimulatedDesk(seed, trouble)
    chance = random.Random(seed + 1)  # noqa: S311 - the same chance each time
    last = None
    for last in moments(days, chance, trouble):
        desk.now = last
        if last > datetime(2021, 1, 1, tzinfo=UTC) + timedelta(days=days + 2):
            desk.trouble = 0.0
        try:
            run_due(desk, last, elapsed=lambda: 0.0)
        except KilledError:
            continue
    return desk, last


def check(desk, last):
    """Every moment was done once, or with one after it; nothing was done that says it was not, or twice."""
    ended = [row for row in desk.rows if row.event != STATE and row.outcome != "started"]
    done = Counter((row.run, row.event, row.due) for row in ended if row.outcome in DONE)
    assert done
    assert max(done.values()) == 1
    for row in ended:
        assert datetime.fromisoformat(row.at) >= datetime.fromisoformat(row.due), row
        if row.outcome == "done":
            assert desk.effects[row.run, row.event, row.due], row
    assert sum(desk.effects.values()) <= len([row for row in ended if row.outcome == "done"]) + desk.kills
    for kind in ("remind", "escalate"):  # what the record calls sent went out, and most that was planned did
        sent = sum(row.event == kind and row.outcome == "sent" for row in ended)
        delivered = sum(notice[0] == kind for notice in desk.notices)
        assert sent <= delivered <= sent + desk.kills
        over = {(row.run, row.due) for row in ended if row.event == kind and row.outcome != "not_sent"}
        assert 2 * sent >= len(over), kind
    over = {}
    for row in ended:
        over.setdefault((row.run, row.event), []).append(datetime.fromisoformat(row.due))
    for run in desk.opened:
        for planned in plan_of(int(run)).events:
            passed = [
                at for at, _ in planned_moments(planned.event, planned.due_days, after=None, until=last)
            ]
            if passed and abs(int(run) - last.year) <= 1:
                assert max(over[run, planned.key]) >= passed[-1], (run, planned.key)


def check_states(desk):
    """A change that was noted was told once; where sending was cut off or refused, it was tried again."""
    rows = [row for row in desk.rows if row.event == STATE]
    for run, of_run in groupby(sorted(rows, key=lambda row: row.run), key=lambda row: row.run):
        changes = [list(group) for _, group in groupby(of_run, key=lambda row: row.state)]
        assert len(changes[-1]) >= 1, run
        for change in changes:
            assert [row.outcome for row in change].count("sent") <= 1, change
        final = changes[-1][-1]
        assert final.state == desk.conditions[run] or abs(int(run) - desk.now.year) > 1
    changes = [
        list(group)
        for _, of_run in groupby(sorted(rows, key=lambda row: row.run), key=lambda row: row.run)
        for _, group in groupby(of_run, key=lambda row: row.state)
    ]
    refused = [change for change in changes if any(row.outcome == "not_sent" for row in change)]
    # one in five is refused: those whose state stays are sent in the end; a mutant that tries once has none
    assert 2 * sum(change[-1].outcome == "sent" for change in refused) >= len(refused)
    sent = sum(row.outcome == "sent" for row in rows)
    delivered = sum(kind == STATE for kind, *_ in desk.notices)
    assert sent <= delivered <= sent + desk.kills


@pytest.mark.parametrize("seed", [1, 2])
def test_every_due_event_is_done_once_in_some_weeks(seed):
    """With outages, clock jumps, double starts, kills and work that fails."""
    desk, last = simulate(60, seed=seed, trouble=0.15)
    check(desk, last)
    check_states(desk)


@pytest.mark.full
@pytest.mark.untraced
@pytest.mark.parametrize("seed", [3])
def test_every_due_event_is_done_once_in_ten_thousand_days(seed):
    """Twenty-seven years in zones with and without daylight saving."""
    desk, last = simulate(10_000, seed=seed, trouble=0.1)
    assert desk.kills > 10
    assert len(desk.opened) > 25
    check(desk, last)
    check_states(desk)


def test_nothing_goes_wrong_where_nothing_does():
    """A quiet year: each planned moment has its own row, and nothing else."""
    desk, last = simulate(380, seed=0, trouble=0.0)
    check(desk, last)
    planned = [
        (run, planned.key, at)
        for run in desk.opened
        for planned in plan_of(int(run)).events
        for at, _ in planned_moments(planned.event, planned.due_days, after=None, until=last)
    ]
    rows = [
        (row.run, row.event, datetime.fromisoformat(row.due).astimezone(UTC))
        for row in desk.rows
        if row.event != STATE and row.outcome != "started"
    ]
    assert sorted(rows) == sorted(set(planned))


class PlainDesk(SimulatedDesk):
    """A desk with one run whose state and plans a test sets."""

    published = True
    errors = ()

    def __post_init__(self):
        """Nothing goes wrong."""
        super().__post_init__()
        self.events = {}

    def runs(self):
        """All there are."""
        return sorted(self.opened)

    def plans(self):
        """As a test plans."""
        parameters = run2021.parameters()
        plans = [
            RunPlan(run, parameters, tuple(PlannedEvent(event.key, event) for event in events))
            for run, events in self.events.items()
            if run in self.opened and not self.errors
        ]
        return plans, list(self.errors)

    def state(self, run):
        """As a test sets it."""
        return RunState(run, self.conditions[run], is_published=self.published)


def opening(year):
    """The next year is begun on its second day."""
    return EventParameters(event="open", on=f"02/01/{year}", run=f"{year}", zone="UTC")


def due_rows(desk):
    """What became of events."""
    return [(row.run, row.event, row.outcome) for row in desk.rows if row.event != STATE]


def test_a_run_nobody_works_on_begins_no_other():
    """It waits until somebody does; what the new run plans for days that are over is left out."""
    desk = PlainDesk(0, 0.0)
    desk.events = {f"{year}": (daily(), opening(year + 1)) for year in (2021, 2022)}
    desk.events["2021"] = desk.events["2021"][1:]
    desk.published = False
    now = datetime(2026, 11, 28, tzinfo=UTC)
    assert (run_due(desk, now), due_rows(desk)) == (0, [])
    desk.published = True
    run_due(desk, now)
    run_due(desk, now + timedelta(hours=1))
    assert sorted(desk.opened) == ["2021", "2022"]
    assert [row for row in due_rows(desk) if row[2] != "started"] == [
        ("2022", "draft", "skipped"),
        ("2022", "open 2023", "skipped"),
        ("2021", "open 2022", "done"),
    ]


def test_parameters_that_break_are_told_once():
    """Also those of the only run with a schedule; their recovery, too."""
    desk = PlainDesk(0, 0.0)
    desk.events = {"2021": (opening(2050),)}
    now = datetime(2021, 3, 1, tzinfo=UTC)
    run_due(desk, now)
    desk.conditions["2021"], desk.errors = "failed", (UsageError("no"),)
    assert [run_due(desk, now + timedelta(hours=hour)) for hour in (1, 2)] == [2, 2]
    desk.conditions["2021"], desk.errors = "awaiting", ()
    assert [run_due(desk, now + timedelta(hours=hour)) for hour in (3, 4)] == [0, 0]
    assert [notice[2:] for notice in desk.notices] == [("awaiting", "failed"), ("failed", "awaiting")]


def test_what_people_do_after_a_failure_is_told():
    """An event that was given up marks its run until somebody goes on, and not again later."""
    desk = PlainDesk(0, 0.0)
    gather = EventParameters(event="gather", on="01/3/2021", inbox="inbox", retries=0, zone="UTC")
    desk.events = {"2021": (gather,)}
    desk.perform = lambda *_: EventEnding("failed", "no such folder", 2)
    now = datetime(2021, 3, 2, tzinfo=UTC)
    for hour, state in enumerate(["awaiting", "awaiting", "gathering", "ready_to_sign", "awaiting"]):
        desk.conditions["2021"] = state
        run_due(desk, now + timedelta(hours=hour))
    states = ["awaiting", "failed", "gathering", "ready_to_sign", "awaiting"]
    assert [notice[2:] for notice in desk.notices] == list(pairwise(states))
