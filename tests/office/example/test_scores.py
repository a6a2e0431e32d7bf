"""The scores of the example, computed, are those it was invented with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from khacphuc.office.example.truth import UnitResult
from khacphuc.text.numerals import decimal_of

from .examples import example, inputs

pytestmark = pytest.mark.full


def computed(run):
    """The results of a run, as the suite computes them."""
    layout, _ = example()
    rows = inputs(layout, run).tables["unit_scores"].to_dict("records")
    return {
        row["unit_id"]: UnitResult(
            Fraction(decimal_of(row["points"])),
            Fraction(decimal_of(row["lost"])),
            None if row["missing"] else row["rank"],
            frozenset(filter(None, row["tied_with"].split(";"))),
        )
        for row in rows
    }


@pytest.mark.parametrize("run", ["2021", "2022", "2023"])
def test_points_and_ranks_are_those_of_the_truth(run):
    """Every unit of both levels has its points, what it lost, its rank and those it shares it with."""
    _, truth = example()
    assert computed(run) == dict(truth.runs[run].scores)


@pytest.mark.parametrize("run", ["2021", "2022"])
def test_counts_are_those_of_the_truth(run):
    """How many units are scored, how many have a rank, and what deadlines took."""
    layout, truth = example()
    results = truth.runs[run].scores.values()
    counts = inputs(layout, run).tables["table_counts"].set_index("count_id")["value"]
    assert counts["scores.units"] == len(results)
    assert counts["scores.ranked"] == sum(result.rank is not None for result in results)
    assert counts["scores.late"] == 1
    assert counts["scores.lost"] == sum(result.lost for result in results)


def test_what_was_planted():
    """Two of rank 2 and three of rank 1, a unit without a rank, one a year that lost points."""
    _, truth = example()
    first, second = (truth.runs[run].scores.values() for run in ("2021", "2022"))
    for results in (first, second):
        assert sum(result.lost > 0 for result in results) == 1
    assert sum(result.rank is None for result in first) == 1
    assert {len(result.tied_with) for result in first if result.rank == 2} == {1}
    assert {len(result.tied_with) for result in second if result.rank == 1} == {2}
    assert {2, 3} & {result.rank for result in second} == set()


def test_one_submitted_on_the_last_day():
    """The day of a deadline is in time."""
    layout, truth = example()
    tables = inputs(layout, "2021").tables
    joined = tables["scores"].merge(
        tables["score_sheets"][["score_criterion_id", "deadline"]], on="score_criterion_id"
    )
    on_the_day = joined[joined["submitted_on"] == joined["deadline"]]
    assert not on_the_day.empty
    assert not any(truth.runs["2021"].scores[unit].lost for unit in on_the_day["unit_id"])


def test_a_run_without_forms_scores_nobody():
    """The run with mistakes has none of the tables."""
    layout, truth = example()
    assert not truth.runs["broken"].scores
    assert inputs(layout, "broken").tables["scores"].empty
