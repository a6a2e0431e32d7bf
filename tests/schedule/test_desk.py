"""Tests of `khacphuc.schedule.desk`."""

import pytest

from khacphuc.commands.due import notice_of
from khacphuc.errors import RunLockedError
from khacphuc.project.files import read_text, write_text
from khacphuc.run.lock import run_lock
from khacphuc.schedule.desk import NoticeEnding, ProjectDesk
from khacphuc.schedule.perform import EventEnding
from khacphuc.schedule.run_due import run_due

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


COLLECTIONS = """\
collection_id,period_type,due_days,units,cutoff,valid_from,valid_to
BC1,month,5,district,,,
BC2,year,9,district,,,
"""
UNITS = "unit_id,level\nA,district\nB,district\n"


@pytest.fixture
def reminding(desk, project):
    """A run that reminds of forms two days before they are due, and whose January is in, but for one."""
    event = "schedule:\n  - {event: remind, days_before: 2}\n"
    write_text(project.parameters("2021"), read_text(project.parameters("2021")) + event)
    write_text(project.raw("2021") / "collections.csv", COLLECTIONS)
    write_text(project.raw("2021") / "receipts.csv", "collection,unit_id,period\nBC1,A,2021-01\n")
    write_text(project.office("tay-ninh") / "units.csv", UNITS)
    occasions = []
    desk.notifier = lambda occasion: occasions.append(occasion) or NoticeEnding("sent")
    return desk, occasions


def test_a_reminder_counts_what_is_due_on_its_day(reminding):
    """One collection and one period, named; days and the hour are those of the event, wherever it runs."""
    desk, occasions = reminding
    run_due(desk, utc("2021-02-03 00:30"))
    change = [occasion.at for occasion in occasions if occasion.kind == "state"]
    assert all(f"{at:%z}" == "+0700" for at in change)
    (occasion,) = [occasion for occasion in occasions if occasion.kind == "remind"]
    assert (occasion.collection, occasion.period, occasion.state.rate) == ("BC1", "2021-01", (1, 2))
    lines = notice_of(occasion).text.splitlines()
    assert "Biểu BC1, kỳ 2021-01." in lines
    assert "1 báo cáo của đơn vị còn thiếu." in lines
    assert any("còn 2 ngày" in line for line in lines), lines


def test_nobody_is_reminded_of_what_is_in(reminding, project):
    """All forms of the month came: the row says why there is no notice, and the year counts for nothing."""
    desk, occasions = reminding
    receipts = "collection,unit_id,period\nBC1,A,2021-01\nBC1,B,2021-01\n"
    write_text(project.raw("2021") / "receipts.csv", receipts)
    run_due(desk, utc("2021-02-03 00:30"))
    assert not any(occasion.kind == "remind" for occasion in occasions)
    ended = desk.ledger("2021").attempts("remind BC1", utc("2021-02-03 00:00"))
    assert ended.outcome == "skipped"


def test_all_runs_have_a_state(desk, fake):
    """Whether they plan events or not."""
    fake.add_run(desk.layout, "2020")
    assert list(desk.runs()) == ["2020", "2021"]
    assert {state.run for state in desk.states()} == {"2020", "2021"}
    assert (desk.state("2021").state, desk.plans()) == ("awaiting", ([], []))
