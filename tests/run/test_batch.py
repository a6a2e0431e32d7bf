"""Many runs, one beside another."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest

from khacphuc.errors import KhacphucError, StageError
from khacphuc.project.layout import Layout
from khacphuc.run import batch
from khacphuc.run.batch import local_executor, run_batch
from khacphuc.run.interrupts import interruptible
from khacphuc.run.manifest import TIMINGS
from khacphuc.run.outcome import Options, Outcome
from khacphuc.run.stages import CLEAN


@pytest.fixture
def runs(project, fake):
    """The ids of four runs there are."""
    names = ["2018", "2019", "2020", "2021"]
    for name in names[:-1]:
        fake.add_run(project, name)
    return names


def make(project, runs, *, jobs=2, fail_fast=False, **options):
    """How the runs ended, and in which order."""
    ended = []
    settings = {"ended": ended.append, "fail_fast": fail_fast, "at_once": jobs}
    with local_executor(jobs, talks=False) as executor:
        outcomes = run_batch(project, runs, Options(**options), executor=executor, **settings)
    assert sorted(outcome.run for outcome in ended) == sorted(runs)
    return outcomes


@pytest.mark.usefixtures("writers")
def test_all_are_published_and_resumed(project, runs, fake):
    """Real kernels, two at a time; asked again, only what is missing is made."""
    outcomes = make(project, runs)
    assert [(outcome.run, outcome.status) for outcome in outcomes] == [(run, "published") for run in runs], (
        outcomes
    )
    reports = [fake.snapshot(project.published_report(run)) for run in runs]
    assert len({tuple(sorted(report)) for report in reports}) == 1
    (project.published_report("2019")).unlink()
    assert [outcome.status for outcome in make(project, runs)] == [
        "unchanged",
        "published",
        "unchanged",
        "unchanged",
    ]
    assert all(fake.leftovers(project, run) == [] for run in runs)


@pytest.mark.full
@pytest.mark.usefixtures("writers")
def test_one_at_a_time_and_two_give_the_same_bytes(project, runs, fake):
    """How many are made at once changes nothing of what is published."""
    snapshots = []
    for jobs in (1, 2):
        outcomes = make(project, runs, jobs=jobs, force=True)
        assert {outcome.status for outcome in outcomes} == {"published"}, outcomes
        snapshots.append({run: fake.snapshot(project.published_report(run)) for run in runs})
        assert all(files.pop(TIMINGS) for files in snapshots[-1].values())
    assert snapshots[0] == snapshots[1]


def stand_in(monkeypatch, endings, seconds=0.0):
    """Have runs end as they shall after so many seconds, without being made."""
    begun = []

    def make_run(_layout, run, _options, *, progress, stopping):
        assert progress
        assert not stopping()
        begun.append(run)
        time.sleep(seconds)
        ending = endings.get(run)
        if isinstance(ending, Exception):
            raise ending
        return ending or Outcome(run, "published", 0)

    monkeypatch.setattr(batch, "make_run", make_run)
    return begun


def test_one_that_fails_does_not_stop_the_others(project, monkeypatch):
    """An error nobody expected is an outcome with its traceback in a file."""
    stand_in(monkeypatch, {"b": ZeroDivisionError("by zero")})
    outcomes = make(project, ["a", "b", "c"])
    assert [outcome.exit_code for outcome in outcomes] == [0, 3, 0]
    assert outcomes[1].messages == (
        "unexpected ZeroDivisionError: by zero; its traceback is in .runs/b/error.log",
    )
    assert "ZeroDivisionError" in (project.runs("b") / "error.log").read_text()


def test_what_the_executor_says_was_lost_is_told(project, monkeypatch):
    """A lost worker is no fault of the suite: no traceback, its own words."""
    stand_in(monkeypatch, {"b": KhacphucError("every worker that made it was lost")})
    outcomes = make(project, ["a", "b"])
    assert [outcome.status for outcome in outcomes] == ["published", "failed"]
    assert outcomes[1].messages == ("run b: every worker that made it was lost",)
    assert not (project.runs("b") / "error.log").exists()


def test_fail_fast_begins_no_further_run(project, monkeypatch):
    """What had not begun is not started, and is told so."""
    begun = stand_in(monkeypatch, {"a": Outcome("a", "blocked", 1)}, seconds=0.3)
    outcomes = make(project, list("abcdefgh"), jobs=1, fail_fast=True)
    assert [outcome.status for outcome in outcomes] == ["blocked", *["not started"] * 7]
    assert begun == ["a"]


def test_what_goes_to_another_machine_can_be_pickled(project):
    """Options and outcomes."""
    outcome = Outcome("2021", "published", 0, project.published_report("2021"), {"warning": 1})
    assert pickle.loads(pickle.dumps((Options(), outcome))) == (Options(), outcome)  # noqa: S301 - our own


@pytest.mark.full
@pytest.mark.untraced
def test_an_interrupt_ends_the_kernels_at_work(project, runs, fake):
    """Runs that have begun end at once, and nothing is kept of them."""
    sleeps = (fake.DECLARED, fake.OPENED, "import time\ntime.sleep(60)")
    fake.write_notebook(CLEAN.notebook(project), sleeps)

    def interrupt():
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not _serving():
            time.sleep(0.05)
        time.sleep(1)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    def _serving():
        from khacphuc.kernels import manager  # noqa: PLC0415

        return len(manager._alive) == 2

    threading.Thread(target=interrupt, daemon=True).start()
    # as the command line does: a handler another test has left may swallow the signal
    with pytest.raises(KeyboardInterrupt), interruptible():
        make(project, runs)
    assert not any(project.published_report(run).exists() for run in runs)
    assert not any((project.runs(run) / "attempt").exists() for run in runs)
    assert sys.modules["khacphuc.kernels.manager"]._alive == set()


def test_a_run_may_take_so_long_and_no_longer(monkeypatch, tmp_path) -> None:
    """What takes longer is ended as by an interrupt; what does not has its own outcome."""

    def make_run(_layout, run, _options, *, progress, stopping):  # noqa: ARG001 - as it is called
        while run == "slow" and not stopping():
            time.sleep(0.01)
        if run == "slow":
            raise StageError("its kernel was killed")
        return Outcome(run, "published", 0)

    monkeypatch.setattr(batch, "make_run", make_run)
    quick = batch.make_within(Layout(tmp_path), "quick", Options(), seconds=30)
    slow = batch.make_within(Layout(tmp_path), "slow", Options(), seconds=0.05)
    assert (quick.status, slow.status, slow.exit_code) == ("published", "failed", 2)
    assert "longer than 0.05 seconds" in slow.messages[0]


WORKERS = """
import os, signal, sys, time
from contextlib import suppress
from pathlib import Path
from khacphuc.project.layout import Layout
from khacphuc.run import batch
from khacphuc.run.interrupts import interruptible
from khacphuc.run.outcome import Options, Outcome

def make_run(layout, run, options, *, progress, stopping):
    assert not stopping()
    progress.start(run, "10_clean", 1)
    if run == "lost" and os.getpid() != MAIN:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(2 if run == "b" else 0.2)
    progress.stop()
    if run == "fails":
        raise ZeroDivisionError("by zero")
    status = "blocked" if run == "blocked" else "published"
    return Outcome(run, status, int(status == "blocked"), messages=(str(os.getpid()),))

MAIN = os.getpid()
batch.make_run = make_run
batch.IN_A_BATCH = ()
layout, ended = Layout(Path(sys.argv[1])), []
settings = {"ended": ended.append, "fail_fast": sys.argv[2] == "fast", "at_once": 2}

def swallow(*_):
    with suppress(BaseException):
        signal.raise_signal(signal.SIGINT)

if sys.argv[2] == "lost":
    batch.import_ahead = swallow
try:
    with interruptible(), batch.local_executor(2) as executor:
        outcomes = batch.run_batch(layout, sys.argv[3:], Options(), executor=executor, **settings)
except KeyboardInterrupt:
    sys.exit(print("interrupted"))
for outcome in outcomes:
    where = "here" if outcome.messages == (str(MAIN),) else "in a worker"
    print(outcome.run, outcome.status, where if outcome.is_published else "; ".join(outcome.messages))
"""


@pytest.fixture
def in_workers(project):
    """Runs a batch with two jobs in a process without threads; what it prints."""

    def run(*names, mode="all"):
        arguments = (project.root, mode, *names)
        done = subprocess.run(
            [sys.executable, "-c", WORKERS, *map(str, arguments)], capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines(), done.stderr

    return run


def test_runs_are_made_by_forks_of_this_process(in_workers) -> None:
    """Each prints its stages here."""
    outcomes, stages = in_workers("a", "b", "c")
    assert outcomes == [f"{run} published in a worker" for run in "abc"]
    assert sorted(line.split()[:2] for line in stages.splitlines()) == [[run, "10_clean"] for run in "abc"]


def test_a_run_whose_worker_is_lost_has_failed(in_workers, project) -> None:
    """It says so; the runs behind it are made by who is left, and an unexpected error has its traceback."""
    outcomes, _ = in_workers("lost", "fails", "c", "d")
    lost, fails, *others = outcomes
    assert lost.startswith("lost failed run lost: the process that made it was lost (killed, or out of m")
    assert fails.endswith("unexpected ZeroDivisionError: by zero; its traceback is in .runs/fails/error.log")
    assert "in make_run" in (project.runs("fails") / "error.log").read_text()
    assert all(line.split()[1] == "published" for line in others)
    assert {line.split(maxsplit=2)[2] for line in others} <= {"here", "in a worker"}


def test_fail_fast_asks_no_worker_for_more(in_workers) -> None:
    """Two are at work when one is blocked; the rest is not begun."""
    outcomes, _ = in_workers("blocked", *"bcdefgh", mode="fast")
    assert [line.split()[1:3] for line in outcomes[2:]] == [["not", "started"]] * 6


def test_where_no_process_can_fork_threads_make_runs(project, monkeypatch, caplog) -> None:
    """As on macOS and Windows, or in a process that has threads; nothing else is different."""
    monkeypatch.setattr(batch, "why_no_zygote", lambda: "no process can safely fork on beos")
    begun = stand_in(monkeypatch, {})
    assert {outcome.status for outcome in make(project, ["a", "b"])} == {"published"}
    monkeypatch.setattr(batch, "why_no_zygote", lambda: "")
    monkeypatch.setattr(batch, "warm_up", lambda *_: None)
    monkeypatch.setattr(batch, "import_ahead", lambda *_: None)
    monkeypatch.setattr(batch, "why_not_to_fork", lambda: "an import has started the thread x")
    with caplog.at_level("INFO"):
        assert {outcome.status for outcome in make(project, ["c", "d"])} == {"published"}
    assert "threads, which is slower: an import has started the thread x" in caplog.text
    assert sorted(begun) == ["a", "b", "c", "d"]


def test_what_nothing_has_changed_in_is_no_work_for_workers(project, monkeypatch) -> None:
    """The runs before the first that must be made; an error is left to whoever makes the run."""
    answers = {
        "a": Outcome("a", "unchanged", 0),
        "b": Outcome("b", "unchanged", 0),
        "c": ("it has no published record",),
        "d": Outcome("d", "unchanged", 0),
    }
    monkeypatch.setattr(batch, "up_to_date", lambda _layout, run, _options: answers[run])
    ended = []
    outcomes = batch.unchanged_first(project, list("abcd"), Options(), ended=ended.append)
    assert [outcome.run for outcome in outcomes] == ["a", "b"]
    assert ended == outcomes
    monkeypatch.undo()
    assert batch.unchanged_first(project, ["2021"], Options(force=True), ended=ended.append) == []

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(batch, "up_to_date", fail)
    assert batch.unchanged_first(project, ["2021"], Options(), ended=ended.append) == []
    monkeypatch.undo()
    assert batch.unchanged_first(project, ["no such run!"], Options(), ended=ended.append) == []
    assert len(ended) == 2


def test_an_interrupt_that_was_lost_among_imports_ends_the_batch(in_workers) -> None:
    """Some libraries take any exception while they are imported; no worker begins a run behind it."""
    assert in_workers("a", "b", mode="lost") == (["interrupted"], "")
