"""What becomes of the example's plan, computed, is what it was invented with."""

from __future__ import annotations

import pytest

from khacphuc.data.values import TABLE_COUNTS
from khacphuc.office.example.truth import MeasureResult

from .examples import example, inputs

pytestmark = pytest.mark.full

RUNS = ("2021", "2022", "2023")


@pytest.mark.parametrize("run", RUNS)
def test_measures_are_those_of_the_truth(run):
    """Every measure is as far as the story says, with its silent months, late or not."""
    layout, truth = example()
    frame = inputs(layout, run).tables["plan_progress"]
    computed = {
        row["measure_id"]: MeasureResult(
            row["status"],
            row["reason"],
            tuple(filter(None, row["silent"].split(";"))),
            row["late"],
            row["done_late"],
            row["unproven"],
        )
        for row in frame.to_dict("records")
    }
    assert computed == dict(truth.runs[run].measures)


@pytest.mark.parametrize("run", RUNS)
def test_counts_are_those_of_the_truth(run):
    """As many measures are done, late and silent as the story has of them; seldom none of any kind."""
    layout, truth = example()
    frame = inputs(layout, run).tables[TABLE_COUNTS]
    frame = frame[frame["count_id"].str.startswith("measures.")]
    counted = dict(zip(frame["count_id"], frame["value"], strict=True))
    results = truth.runs[run].measures.values()
    with_dates = 6  # the measures of the third shortcoming have none
    assert counted == {
        "measures.total": len(results),
        "measures.due": with_dates,
        "measures.done": sum(result.status == "done" for result in results),
        "measures.done_in_time": sum(
            result.status == "done" and not result.done_late
            for code, result in truth.runs[run].measures.items()
            if not code.startswith("GP3")
        ),
        "measures.overdue": sum(result.late for result in results),
        "measures.dropped": sum(result.status == "dropped" for result in results),
        "measures.silent": sum(bool(result.silent) for result in results),
        "measures.unproven": sum(result.unproven for result in results),
    }
