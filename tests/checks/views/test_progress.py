"""Tests of `khacphuc.checks.views.progress`."""

import pytest

from khacphuc.checks.views.progress import progress_views

from ... import run2021
from ...data.records.typed import typed


def view(rows, year=2021):
    """The view of some rows of progress of GP2.1, whose document is of March 2021."""
    cells = [
        {"progress_id": f"TD{number}", "measure_id": "GP2.1"} | row for number, row in enumerate(rows, 1)
    ]
    tables = run2021.tables() | {"progress": typed("progress", cells)}
    return progress_views(tables, year)["progress"]


@pytest.mark.parametrize(
    ("rows", "column", "cells"),
    [
        ([{"month": "2021-05"}, {"month": "2020-12"}, {"month": "x"}], "other_year", ["", "2020-12", ""]),
        (
            [{"status": "dropped", "reason": "a"}, {"status": "done", "reason": "b"}],
            "stray_reason",
            ["", "b"],
        ),
        (
            [
                {"month": "2021-06", "status": "not_started"},
                {"month": "2021-05", "status": "on_the_way"},
                {"month": "2021-07", "status": "done"},
                {"month": "2021-08", "status": "dropped"},
            ],
            "went_back",
            ["on_the_way", "", "", ""],
        ),
        ([{"month": "2021-01"}, {"month": "2021-12"}], "before_plan", ["2021-03", ""]),
    ],
)
def test_progress(rows, column, cells):
    """What is odd about a row stands beside it."""
    assert view(rows)[column].to_list() == cells


def test_without_a_year():
    """Where nobody knows the year, no month is of another."""
    assert view([{"month": "2020-12"}], year=None)["other_year"].to_list() == [""]


def test_the_plan_is_as_it_was_left_or_computed_anew():
    """A run that records nothing has no rows; so has one of which nobody knows the year."""
    assert progress_views(run2021.tables(), 2021)["plan_progress"].empty
    row = {"progress_id": "TD1", "measure_id": "GP2.1", "month": "2021-05", "status": "done"}
    tables = run2021.tables() | {"progress": typed("progress", [row])}
    plan = progress_views(tables, 2021)["plan_progress"]
    assert plan["unproven"].sum() == 1
    assert progress_views(tables, None)["plan_progress"].empty
    left = plan.head(1)
    assert progress_views(tables | {"plan_progress": left}, 2021)["plan_progress"] is left
