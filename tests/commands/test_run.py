"""What ``khacphuc run`` does and says."""

from __future__ import annotations

import doctest
import io
import sys
from contextlib import contextmanager

import pytest

from khacphuc.commands import run as command
from khacphuc.commands.run import format_summary, make_runs, print_short_outcome, run_progress
from khacphuc.console.progress import Lines, ProgressBar
from khacphuc.run import batch
from khacphuc.run.outcome import Options, Outcome


@pytest.fixture
def endings(monkeypatch):
    """How each run shall end; ``made`` lists what was begun."""
    outcomes = {"made": []}

    def make(_layout, run, _options, *, progress):
        assert progress
        outcomes["made"].append(run)
        return outcomes.get(run, Outcome(run, "published", 0))

    monkeypatch.setattr(command, "make_run", make)
    return outcomes


def test_the_examples_hold():
    """Those of the docstrings."""
    assert doctest.testmod(command) == (0, 1)


def test_a_terminal_gets_a_bar_and_all_else_lines(monkeypatch):
    """What is shown depends on where it goes."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert isinstance(run_progress(), ProgressBar)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    assert type(run_progress()) is Lines


def test_one_run_is_told_whole(project, endings, capsys):
    """Status, findings and verdicts; a refused one only says why."""
    endings["2021"] = Outcome("2021", "unchanged", 0, findings={"warning": 15})
    assert make_runs(project, ["2021"], Options()) == 0
    assert capsys.readouterr().out == (
        "run 2021: published, and nothing has changed since\nfindings: 15 warnings\n"
    )
    endings["2021"] = Outcome("2021", "refused", 2, messages=("params: no such file",))
    assert make_runs(project, ["2021"], Options()) == 2
    assert capsys.readouterr() == ("", "khacphuc: params: no such file\n")


def test_many_runs_end_with_a_summary(project, endings, capsys):
    """One that fails does not stop the others; the worst exit code counts."""
    endings["b"] = Outcome("b", "blocked", 1, project.runs("b"), messages=("1 critical",))
    assert make_runs(project, ["a", "b", "c"], Options(), jobs=1) == 1
    printed = capsys.readouterr()
    assert endings["made"] == ["a", "b", "c"]
    assert printed.err == "khacphuc: 1 critical\n"
    *_, counts, left = printed.out.splitlines()
    assert counts.startswith("3 runs in ")
    assert counts.endswith(" s: 2 published, 1 blocked")
    assert left == "  not published: b (blocked)"


def test_fail_fast_begins_no_further_run(project, endings, capsys):
    """What is left is told as not started."""
    endings["a"] = Outcome("a", "failed", 3, messages=("no kernel",))
    assert make_runs(project, ["a", "b"], Options(), jobs=1, fail_fast=True) == 3
    assert endings["made"] == ["a"]
    assert "not published: a (failed), b (not started)" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "expected"), [({}, 3), ({"jobs": 2}, 2), ({"jobs": 64}, 4)])
def test_as_many_are_made_at_once_as_the_machine_allows(project, monkeypatch, arguments, expected):
    """What is asked for counts; without it cores and memory do."""
    at_once = []

    @contextmanager
    def executor(_layout, jobs, _cluster):
        at_once.append(jobs)
        yield None

    monkeypatch.setattr(command, "default_jobs", lambda: 3)
    monkeypatch.setattr(command, "_executor", executor)
    monkeypatch.setattr(batch, "run_batch", lambda *_, **__: [Outcome("a", "published", 0)])
    assert make_runs(project, list("abcd"), Options(), **arguments) == 0
    assert at_once == [expected]


def test_a_run_that_was_not_started_is_not_told_by_itself(capsys):
    """The summary tells it."""
    print_short_outcome(Outcome("b", "not started", 0))
    assert capsys.readouterr() == ("", "")
    assert "b (not started)" in format_summary([Outcome("b", "not started", 0)], 0.0)


def test_a_summary_is_in_the_language_of_its_runs():
    """Where they have several it is English, as all that is said about no run."""
    left = Outcome("b", "not started", 0)
    vi = Outcome("a", "blocked", 1, language="vi")
    assert format_summary([vi, left], 2.04) == (
        "2 lần chạy trong 2,0 giây: 1 bị giữ lại vì phát hiện nghiêm trọng, 1 chưa chạy\n"
        "  chưa công bố: a (bị giữ lại vì phát hiện nghiêm trọng), b (chưa chạy)"
    )
    assert format_summary([vi, Outcome("c", "published", 0, language="en")], 2.0).startswith(
        "2 runs in 2.0 s"
    )
