"""Each state is told from folders alone."""

from __future__ import annotations

import shutil

import pytest

from khacphuc.data.returns.arrival_count import ArrivalCount
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.states import STATE_NAMES, read_state, read_states

from .folders import ROLES, RunFolders

COLLECTIONS = "collection_id,period_type,units\nA,quarter,district\n"
RECEIPTS = "receipt_id,collection,unit_id,period\nBN1,A,DV2,2021-Q1\nBN2,A,DV2,2021-Q1\nBN3,A,DV2,2021-Q2\n"


@pytest.fixture
def folders(tmp_path):
    """Makes the folders of a run with a status, with its inputs."""

    def make(status="draft", run="2021", **more):
        return RunFolders(Layout(tmp_path), run, status=status, **more).inputs()

    return make


def state(folders):
    """What they tell."""
    return read_state(folders.layout, folders.run)


# ruff: noqa: D103, E704


def awaiting(make):
    return make()


def awaiting_after_answers(make):
    """A final run whose last check is older than what was typed since."""
    run = make("final")
    run.check(1)
    run.at(2)
    return run


def gathering(make):
    return make().inputs(collections=COLLECTIONS, receipts=RECEIPTS)


def draft(make):
    run = make()
    run.publish()
    return run


def draft_that_could_be(make):
    run = make()
    run.check()
    return run


def draft_edited_and_put_back(make):
    run = make()
    run.publish(1)
    run.edit(2)
    run.attempt(3, critical=2)
    run.edit(4, "Có @SL041 đoàn viên.\n")
    return run


def blocked(make):
    run = make("final")
    run.attempt(critical=2)
    return run


def blocked_by_a_check(make):
    run = make()
    run.publish(1)
    run.edit(2)
    run.check(3, critical=2)
    return run


def ready_to_sign_once_checked(make):
    run = make("final")
    run.attempt(1, critical=2)
    run.check(2)
    return run


def ready_to_sign(make):
    run = make("final")
    run.sign(run.publish(), roles=ROLES[:1])
    return run


def ready_to_sign_as_rejected(make):
    run = make("final")
    run.sign(run.publish(), "rejected")
    return run


def ready_to_sign_and_not_kept_yet(make):
    run = make("final")
    run.publish(keep=False)
    return run


def issued(make):
    run = make("final")
    run.sign(run.publish())
    return run


def issued_as_nobody_is_to_sign(make):
    run = make("reconstruction", roles=())
    run.publish()
    return run


def superseded(make):
    run = make("final")
    run.sign(run.publish(1))
    run.publish(2)
    return run


def superseded_by_a_draft(make):
    run = make("final")
    run.sign(run.publish(1))
    run.status = "draft"
    run.inputs().publish(2)
    return run


def stale(make):
    run = make("final")
    run.sign(run.publish(1))
    run.edit(2)
    return run


def stale_as_a_table_came(make):
    run = make()
    run.publish(1)
    write_text(run.layout.raw("2021") / "targets.csv", "target_id\n")
    return run


def stale_as_a_table_went(make):
    run = make()
    run.publish(1)
    (run.layout.raw("2021") / "figures.csv").unlink()
    return run


def stale_after_a_check_of_a_draft_before(make):
    run = make()
    run.check(1)
    run.publish(2)
    run.edit(3)
    return run


def failed(make):
    run = make()
    run.publish(1)
    run.edit(2)
    run.attempt(3, error="40_report: boom")
    return run


def failed_with_the_inputs_of_what_is_published(make):
    """Another version of ours cannot make it."""
    run = make()
    run.publish(1)
    run.attempt(2, error="40_report: boom")
    return run


def failed_and_checked_since(make):
    """A check executes no notebook."""
    run = make()
    run.attempt(1, error="40_report: boom")
    run.check(2)
    return run


def failed_as_parameters_cannot_be_read(make):
    run = make()
    run.publish()
    write_text(run.layout.parameters("2021"), "year: soon\n")
    return run


def failed_as_the_record_is_damaged(make):
    run = make()
    run.publish()
    write_text(run.layout.published_report("2021") / "run.json", "{")
    return run


CASES = (
    *(awaiting, awaiting_after_answers, gathering, draft, draft_that_could_be, draft_edited_and_put_back),
    *(blocked, blocked_by_a_check, ready_to_sign_once_checked, ready_to_sign, ready_to_sign_as_rejected),
    *(ready_to_sign_and_not_kept_yet, issued, issued_as_nobody_is_to_sign, superseded),
    *(superseded_by_a_draft, stale, stale_as_a_table_came, stale_as_a_table_went),
    *(stale_after_a_check_of_a_draft_before, failed, failed_with_the_inputs_of_what_is_published),
    *(failed_and_checked_since, failed_as_parameters_cannot_be_read, failed_as_the_record_is_damaged),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_folders_alone_tell_the_state(folders, case):
    """Nothing else is asked: the name of a case begins with the state."""
    expected = max((name for name in STATE_NAMES if case.__name__.startswith(name)), key=len)
    assert state(case(folders)).state == expected


def test_every_state_has_a_case():
    """None is told by no folder."""
    assert all(any(case.__name__.startswith(name) for case in CASES) for name in STATE_NAMES)


def test_what_is_told_of_a_blocked_run(folders):
    """How many findings withhold it, and where its newest review page lies; answered ones do not count."""
    there = state(blocked(folders))
    assert (there.blocked, there.review) == (2, ".runs/2021/attempt/review.html")
    assert (there.findings, there.answered) == ({"critical": 3, "warning": 1}, {"critical": 1})


def test_what_is_told_of_what_is_to_be_signed(folders):
    """Who has decided what, and the number of the version."""
    there = state(ready_to_sign(folders))
    assert there.sign_offs == {ROLES[0]: "approved", ROLES[1]: ""}
    assert (there.version, there.issued, there.is_published) == (1, 0, True)


def test_what_was_issued_is_not_what_is_published(folders):
    """Both numbers are there."""
    there = state(superseded(folders))
    assert (there.version, there.issued) == (2, 1)


def test_what_came_in_is_counted(folders):
    """Each report once, of those that are expected; once they were gathered, as they were."""
    run = gathering(folders)
    assert state(run).rate == ArrivalCount(2, 4)
    run.publish()
    rates = run.layout.published_report("2021") / "tables" / "rates.csv"
    write_text(rates, "period,parent,expected,actual\n,,4,3\n,DV1,4,3\n2021-Q1,,1,1\n")
    assert state(run).rate == ArrivalCount(3, 4)


def test_why_it_failed_is_told(folders):
    """In the words of the record, or of whoever could not read it."""
    assert state(failed(folders)).why == "40_report: boom"
    assert "params/2021.yml, line 1" in state(failed_as_parameters_cannot_be_read(folders)).why


def test_a_touched_file_is_no_change(folders):
    """What is newer is read, and its bytes are the same."""
    run = issued(folders)
    run.at(9)
    assert state(run).state == "issued"


def test_runs_come_by_office_and_year(tmp_path):
    """The last year of an office first, with the papers beside each; or those of one office."""
    for run, office in (("2021", "tay-ninh"), ("2022", "long-an"), ("2023", "long-an")):
        RunFolders(Layout(tmp_path), run, office).inputs(int(run)).publish()
    paper = tmp_path / "reports" / "2023-board-2023-03"
    paper.mkdir()
    states = read_states(Layout(tmp_path))
    assert [(each.office, each.run) for each in states] == [
        ("long-an", "2023"),
        ("long-an", "2022"),
        ("tay-ninh", "2021"),
    ]
    assert states[0].papers == (paper.name,)
    assert [each.run for each in read_states(Layout(tmp_path), office="tay-ninh")] == ["2021"]
    shutil.rmtree(tmp_path / "reports")
    assert {each.state for each in read_states(Layout(tmp_path))} == {"awaiting"}
