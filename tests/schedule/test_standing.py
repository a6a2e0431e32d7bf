"""An event that failed stands in every list, until somebody has done what it did not."""

from __future__ import annotations

import pytest

from khacphuc.commands.status import format_status
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.states import RunState
from khacphuc.schedule.event_record import EVENTS, EventRow, add_row
from khacphuc.schedule.front_page import to_states_page
from khacphuc.schedule.standing import standings, with_failures

from ..run.states.folders import NOW as WRITTEN
from ..run.states.folders import RunFolders
from .events import ledger, row, utc

MARCH = utc("2021-03-01 08:00")
DUE = "2021-03-01 07:00"
FAILED = (row("2021-03-01 07:01", DUE, "started"), row("2021-03-01 07:05", DUE, "failed"))


def at(text):
    """When a command left something."""
    return int(utc(text).timestamp() * 1e9)


def stand(*rows, state="draft", changed="2021-02-01 00:00", runs=("2021",)):
    """The state of a run with these rows."""
    return with_failures(RunState("2021", state, changed_at=at(changed)), ledger(*rows), runs).state


@pytest.mark.parametrize("state", ["awaiting", "gathering", "draft", "stale", "ready_to_sign", "issued"])
def test_a_failed_event_is_a_failure_whatever_lies_there(state):
    """Whether it is tried again, or is just tried, or was given up."""
    assert stand(*FAILED, state=state) == "failed"
    assert stand(*FAILED, row("2021-03-01 07:20", DUE, "started", attempt=2), state=state) == "failed"
    assert stand(state=state) == state


def test_it_ends_with_a_success_or_with_what_somebody_left_later():
    """A row of the same event, or a version, a check, an attempt; what failed left its own before the row."""
    assert stand(*FAILED, row("2021-03-01 07:20", DUE, "done", attempt=2)) == "draft"
    assert stand(*FAILED, changed="2021-03-01 07:06") == "draft"
    assert stand(*FAILED, changed="2021-03-01 07:05") == "failed"
    opening = [row(*cells, event="open 2022") for cells in [("2021-03-01 07:05", DUE, "failed")]]
    assert stand(*opening, changed="2021-03-02 00:00") == "failed"
    assert stand(*opening, runs=("2021", "2022")) == "draft"


def test_findings_and_failures_speak_for_themselves():
    """What folders tell is kept, and critical findings are no failure of the machine."""
    assert stand(*FAILED, state="blocked") == "blocked"
    assert stand(row("2021-03-01 07:05", DUE, "failed", state="blocked")) == "draft"


def test_status_and_the_front_door_say_it_with_its_reason(tmp_path):
    """The event, its moment and what it failed with; a record that cannot be read, too."""
    layout = Layout(tmp_path)
    RunFolders(layout).inputs().publish()
    written = f"{utc('2023-12-01 00:00'):%Y-%m-%dT%H:%M:%S%z}"
    assert at("2023-12-01 00:00") > WRITTEN
    detail = "no such folder"
    for outcome in ("started", "failed"):
        add_row(layout, EventRow(written, "2021", "gather inbox", written, outcome, "1", "", detail))
    (state,) = standings(layout)
    assert (state.state, state.why) == ("failed", "gather inbox, 01/12/2023 00:00: no such folder")
    assert state.why in format_status([state], MARCH)
    assert state.why in to_states_page(layout, [state], MARCH)
    write_text(layout.history("2021") / EVENTS, "x\n")
    (state,) = standings(layout)
    assert (state.state, "another heading" in state.why) == ("failed", True)
