"""Tests of `khacphuc.data.records.of_run`."""

from datetime import date
from pathlib import Path

from khacphuc.data.records.of_run import record_settings
from khacphuc.project.workspace import Workspace

from ... import run2021
from ...office.example.examples import example, inputs


def settings(run):
    """How the records of 2021 are looked at by a run, or by a board paper."""
    return record_settings(Workspace(run2021.LAYOUT, run, Path("build")), run2021.parameters())


def test_a_run_is_looked_at_on_the_last_day_of_its_year():
    """Whenever it is run."""
    assert settings("2021").as_of == date(2021, 12, 31)


def test_a_board_paper_is_looked_at_on_the_last_day_of_its_month():
    """What came later is not known then."""
    assert settings("2021-board-2021-02").as_of == date(2021, 2, 28)


def test_roles_are_those_of_the_run_and_the_policy_that_of_the_project():
    """2021 lists no roles."""
    layout, _ = example()
    run = inputs(layout, "2022")
    rated = record_settings(run.workspace, run.parameters)
    assert len(rated.rating_roles) == 4
    assert rated.rating_policy is not None
    assert settings("2021").rating_roles == ()
