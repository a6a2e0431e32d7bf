"""Tests of `khacphuc.schedule.plan`."""

import pytest

from khacphuc.errors import SourceError
from khacphuc.project.layout import Layout
from khacphuc.run.states import RunState
from khacphuc.schedule.plan import has_schedule, read_plan, read_plans, with_next_events

from .. import run2021
from .events import utc

TEXT = (run2021.ROOT / "params" / "2021.yml").read_text(encoding="utf-8")
REMIND = "schedule:\n  - {event: remind, days_before: 3}\n  - {event: draft, on: 5/3/2021}\n"


def project(folder, schedule, run="2021"):
    """A project with a run that plans something."""
    (folder / "params").mkdir(exist_ok=True)
    (folder / "params" / f"{run}.yml").write_text(f"{TEXT}\n{schedule}", encoding="utf-8")
    return Layout(folder)


@pytest.mark.parametrize(
    ("line", "there"), [("", False), ("schedule: []\n", False), ("# schedule:\n", False), (REMIND, True)]
)
def test_a_run_that_plans_nothing_is_not_read(line, there, tmp_path):
    """A glance at the text is enough."""
    assert has_schedule(project(tmp_path, line), "2021") is there


def test_reminders_come_before_the_report_and_before_each_collection(tmp_path):
    """Of a collection for every month that is so many days after it; of one without such days never."""
    layout = project(tmp_path, REMIND)
    layout.parameters("2021").write_text(
        layout.parameters("2021").read_text(encoding="utf-8").replace('due: ""', "due: 15/01/2022"),
        encoding="utf-8",
    )
    layout.raw("2021").mkdir(parents=True)
    names = "collection_id,title,form_version,period_type,cutoff,due_days,expiry_days,units"
    names += ",includes_children,complete_needs,valid_from,valid_to"
    rows = [
        "BC1,Tháng,1,month,,5,,XA,,,01/3/2021,30/4/2021",
        "BC2,Năm,1,year,,,,XA,,,,",
    ]
    (layout.raw("2021") / "collections.csv").write_text("\n".join([names, *rows, ""]), encoding="utf-8")
    plan = read_plan(layout, "2021")
    assert [(planned.key, [f"{day:%d/%m}" for day in planned.due_days]) for planned in plan.events] == [
        ("remind", ["15/01"]),
        ("remind BC1", ["05/04", "05/05"]),
        ("draft", []),
    ]
    planned, at = plan.next_event(utc("2021-03-20 00:00"))
    assert (planned.key, str(at)) == ("remind BC1", "2021-04-02 07:00:00+07:00")
    assert plan.next_event(utc("2022-03-20 00:00")) is None


def test_a_table_that_cannot_be_read_is_named(tmp_path):
    """Other runs go on."""
    layout = project(tmp_path, REMIND)
    project(tmp_path, "schedule:\n  - {event: draft, on: 5/3/2021}\n", "2020")
    layout.raw("2021").mkdir(parents=True)
    (layout.raw("2021") / "collections.csv").write_text("collection_id\nBC1\n", encoding="utf-8")
    plans, errors = read_plans(layout)
    assert [plan.run for plan in plans] == ["2020"]
    assert [type(error) for error in errors] == [SourceError]


def test_a_state_has_the_next_event_of_its_run(tmp_path):
    """For lists of runs; where a table cannot be read, nobody knows it."""
    layout = project(tmp_path, "schedule:\n  - {event: draft, on: 5/3/2021}\n")
    states = [
        RunState("2021", "draft", parameters=read_plan(layout, "2021").parameters),
        RunState("2020", "draft"),
    ]
    known, other = with_next_events(layout, states, utc("2021-03-01 00:00"))
    assert (known.next_event, str(known.next_at)) == ("draft", "2021-03-05 07:00:00+07:00")
    assert (other.next_event, other.next_at) == ("", None)
    passed, _ = with_next_events(layout, states, utc("2021-04-01 00:00"))
    assert passed == states[0]
