"""One run, made unless nothing has changed."""

from __future__ import annotations

import shutil
import threading

import pytest

from khacphuc.console.progress import Silent
from khacphuc.errors import RunLockedError
from khacphuc.project.files import write_text
from khacphuc.run import attempt, run_one
from khacphuc.run.lock import run_lock
from khacphuc.run.outcome import Options, Outcome
from khacphuc.run.run_one import make_run
from khacphuc.run.stages import CHECK, CLEAN, REPORT


class Notes(Silent):
    """Keeps the notes of the stages."""

    def __init__(self):
        self.notes = []

    def stop(self, note=""):
        """Keep it."""
        self.notes.append(note)


@pytest.fixture
def report(monkeypatch):
    """What stands in for the making of a report: the runs it was asked for."""
    requests = []

    def make(_layout, run, *, progress, options, stopping):
        assert progress
        assert not stopping()
        requests.append((run, options))
        return Outcome(run, "published", 0)

    monkeypatch.setattr(attempt, "run_report", make)
    return requests


def test_it_says_why_a_run_is_made(project, report):
    """Asked to explain, it tells what differs before it begins."""
    notes = Notes()
    outcome = make_run(project, "2021", Options(explain=True), progress=notes)
    assert outcome.status == "published"
    assert outcome.seconds > 0
    assert notes.notes == ["made: it has no published record"]
    assert report == [("2021", Options(explain=True))]


def test_forced_it_looks_at_nothing(project, report):
    """No record is read."""
    notes = Notes()
    make_run(project, "2021", Options(force=True, explain=True), progress=notes)
    assert notes.notes == ["made: --force"]
    assert len(report) == 1


@pytest.mark.usefixtures("writers")
@pytest.mark.parametrize(
    ("edited", "first"), [(["prose"], REPORT), (["prose", "parameters"], CLEAN), (["policy"], CLEAN)]
)
def test_the_zygote_begins_with_the_first_stage_there_will_be(project, fake, monkeypatch, edited, first):
    """An edited prose leaves the stages before the report as they were."""
    assert attempt.run_report(project, "2021", progress=Silent(), execute=fake.InProcess()).exit_code == 0
    files = {"prose": project.prose, "parameters": project.parameters, "policy": lambda _: project.policy}
    for name in edited:
        file = files[name]("2021")
        write_text(file, f"{file.read_text(encoding='utf-8')}\n")
    begun = []
    monkeypatch.setattr(run_one, "warm_up", lambda *stages: begun.append(stages))
    monkeypatch.setattr(attempt, "run_report", lambda *_, **__: Outcome("2021", "published", 0))
    make_run(project, "2021", Options(), progress=Silent())
    thread = threading.Thread(
        target=make_run, args=(project, "2021", Options()), kwargs={"progress": Silent()}
    )
    thread.start()
    thread.join()
    # of several runs, this process imports so much that there is time for two stages
    assert begun == [(first,), (first, CHECK) if first is CLEAN else (first,)]


def test_what_keeps_a_run_from_beginning_is_an_outcome(project, monkeypatch):
    """Exit code and message are those of the error; others go on."""

    def locked(*_arguments, **_keywords):
        raise RunLockedError("run 2021: process 7 is at it")

    monkeypatch.setattr(attempt, "run_report", locked)
    outcome = make_run(project, "2021", Options(), progress=Silent())
    assert (outcome.status, outcome.exit_code) == ("refused", 2)
    assert outcome.messages == ("run 2021: process 7 is at it",)


@pytest.mark.usefixtures("writers")
def test_what_a_killed_run_left_is_cleared_away(project, fake):
    """Also where nothing has changed and nothing is made; but not while another is at work."""
    outcome = attempt.run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    assert outcome.status == "published"
    (project.runs("2021") / "20200101T000000.000000Z-7" / "clean").mkdir(parents=True)
    with run_lock(project, "2021"):
        assert make_run(project, "2021", Options(), progress=Silent()).status == "unchanged"
    assert fake.leftovers(project) != []
    assert make_run(project, "2021", Options(), progress=Silent()).status == "unchanged"
    assert fake.leftovers(project) == []


@pytest.mark.usefixtures("writers")
def test_a_published_copy_needs_no_builds(project, fake):
    """A project copied by what follows links, without its hidden folders: nothing has changed there."""
    attempt.run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    for place in (project.published_clean("2021"), project.published_report("2021")):
        copy = place.with_name("copy")
        shutil.copytree(place, copy)
        place.unlink()
        copy.rename(place)
    shutil.rmtree(project.root / ".runs")
    assert make_run(project, "2021", Options(), progress=Silent()).status == "unchanged"
    assert not (project.root / ".runs").exists()


@pytest.mark.usefixtures("writers")
def test_a_note_of_who_was_killed_is_cleared_away(project, fake):
    """Killed with the lock in hand, before there was a build: the note who has it does not stay."""
    attempt.run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    write_text(project.runs("2021") / "lock.json", "{}")
    assert make_run(project, "2021", Options(), progress=Silent()).status == "unchanged"
    assert fake.leftovers(project) == []
