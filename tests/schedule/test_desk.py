"""Tests of `khacphuc.schedule.desk`."""

import pytest

from khacphuc.errors import RunLockedError
from khacphuc.run.lock import run_lock
from khacphuc.schedule.desk import NoticeEnding, ProjectDesk
from khacphuc.schedule.perform import EventEnding

from .events import row, utc


@pytest.fixture
def desk(project):
    """The desk of a project whose work and people are nobody."""
    return ProjectDesk(
        project,
        lambda *_: EventEnding("done"),
        lambda _: NoticeEnding("no_address"),
        lambda *_: None,
        lambda _: None,
    )


def test_a_run_somebody_works_on_is_not_free(desk, project):
    """Until it is let go."""
    with run_lock(project, "2021"), pytest.raises(RunLockedError):
        desk.check_free("2021")
    desk.check_free("2021")


def test_rows_that_are_added_are_read_anew(desk):
    """By the run they are about."""
    due = utc("2021-03-01 07:00")
    desk.add(row("2021-03-01 07:05", "2021-03-01 07:00", "done"))
    assert desk.ledger("2021").settled_until("draft", due, 0) == due


def test_all_runs_have_a_state(desk, fake):
    """Whether they plan events or not."""
    fake.add_run(desk.layout, "2020")
    assert list(desk.runs()) == ["2020", "2021"]
    assert {state.run for state in desk.states()} == {"2020", "2021"}
    assert (desk.state("2021").state, desk.plans()) == ("awaiting", ([], []))
