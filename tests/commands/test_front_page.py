"""The front door is rebuilt where something changed, and never makes a command fail."""

from __future__ import annotations

import pytest

from khacphuc.commands import front_page
from khacphuc.commands.front_page import current_states, refresh_after_runs, refresh_front_page
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.run.outcome import Outcome

from ..run.states.folders import RunFolders


@pytest.fixture
def layout(tmp_path):
    """A project with a published draft."""
    layout = Layout(tmp_path)
    RunFolders(layout).inputs().publish()
    return layout


@pytest.mark.parametrize(
    ("statuses", "is_rebuilt"),
    [
        (["unchanged"], False),
        (["refused", "not started"], False),
        (["published"], True),
        (["unchanged", "blocked"], True),
        (["failed"], True),
    ],
)
def test_it_is_rebuilt_once_where_a_run_left_something(layout, monkeypatch, statuses, is_rebuilt):
    """An unchanged run does not touch it."""
    calls = []
    monkeypatch.setattr(front_page, "refresh_front_page", calls.append)
    refresh_after_runs(layout, [Outcome("2021", status, 0) for status in statuses])
    assert calls == [layout] * is_rebuilt


def test_it_is_rebuilt_as_runs_stand_now(layout):
    """The page and the states are of one moment."""
    page = refresh_front_page(layout)
    assert page.file == layout.root / "reports" / "index.html"
    assert [state.state for state in page.states] == ["draft"]
    assert current_states(layout) == page.states
    assert "dự thảo" in page.file.read_text(encoding="utf-8")


def test_what_hinders_it_is_told_and_nothing_else(layout, capsys):
    """What the command did stands."""
    (layout.root / "reports" / "index.html").mkdir()
    assert refresh_front_page(layout) is None
    error = capsys.readouterr().err
    assert error.startswith("khacphuc: reports/index.html was not rebuilt: ")
    assert [entry.name for entry in (layout.root / "reports").iterdir() if entry.name.startswith(".")] == []


def test_a_fault_of_ours_is_told_and_logged(layout, monkeypatch, capsys):
    """It is not taken for a fault of the command."""
    monkeypatch.setattr(front_page, "current_states", lambda _: 1 / 0)
    assert refresh_front_page(layout) is None
    assert "unexpected ZeroDivisionError" in capsys.readouterr().err
    assert "ZeroDivisionError" in (layout.root / ".runs" / "error.log").read_text(encoding="utf-8")


def test_a_broken_run_does_not_hide_the_others(layout):
    """It is one of the states."""
    write_text(layout.parameters("2022"), "year: soon\n")
    assert {state.state for state in refresh_front_page(layout).states} == {"draft", "failed"}
