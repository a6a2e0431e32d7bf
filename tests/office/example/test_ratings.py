"""The monthly ratings of the example are computed as they were invented: shares, levels, changes, rounds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from khacphuc.office.example.ratings import RatedMonth
from khacphuc.text.numerals import decimal_of

from .examples import example, inputs

pytestmark = pytest.mark.full


@pytest.mark.parametrize("run", ["2021", "2022", "2023"])
def test_every_share_level_change_and_round(run: str) -> None:
    """What the suite computes is what the example says of itself, month by month and role by role."""
    layout, truth = example()
    known, tables = truth.runs[run].ratings, inputs(layout, run).tables
    assert known is not None
    results = tables["rating_results"]
    rated = results[results["percent"].notna()]
    assert {
        (row["month"], row["rated_role"]): RatedMonth(
            Fraction(decimal_of(row["percent"])), row["level"], row["change"]
        )
        for row in rated.to_dict("records")
    } == known.months
    rounds = tables["rating_rounds"]
    assert dict(zip(rounds["month"], rounds["round"], strict=True)) == known.rounds


def test_as_many_rounds_as_the_figure_says() -> None:
    """The number of rounds the report prints is that of the rounds that were held."""
    _, truth = example()
    for run in ("2021", "2022", "2023"):
        known = truth.runs[run].ratings
        assert known is not None
        assert [*known.rounds.values()].count("held") == truth.runs[run].figures["SL027"], run


def test_what_is_planted() -> None:
    """A share at a threshold, one just below it, and one that is rated lower once the regulation changes."""
    before = example()[1].runs["2021"].ratings
    assert before is not None
    levels = [before.months["2021-01", role].level for role in ("Bí thư", "Phó Bí thư")]
    assert levels == ["excellent", "good"]
    after = example()[1].runs["2022"].ratings
    assert after is not None
    june, july = (after.months[month, "Bí thư"] for month in ("2022-06", "2022-07"))
    assert (june.percent, june.level) == (july.percent, "excellent")
    assert (july.level, july.change) == ("good", "other_policy")
    assert {rated.change for rated in after.months.values()} == {"", "up", "down", "same", "other_policy"}
