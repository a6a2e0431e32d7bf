"""Tests of `khacphuc.data.records.ratings`: shares, levels, rounds and changes, each worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from khacphuc.data.records.rating_policy import RatingPolicy
from khacphuc.data.records.ratings import months_due, rating_counts, rating_results, rating_rounds

from .rating_office import NEW, OLD, POLICY, ROLES, SETTINGS, WORDS, results, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def of(frame: pd.DataFrame, role: str, *columns: str) -> list[list[object]]:
    """Some columns of one role, month by month."""
    return frame.loc[frame["rated_role"] == role, list(columns)].to_numpy().tolist()


def test_shares_and_levels_follow_the_policy_of_the_month() -> None:
    """90 of 100 points are excellent in March and good in April, when another policy holds."""
    rows = [
        (month, "Bí thư", code, points)
        for month in ("03", "04")
        for code, points in (("TX01", "52,5"), ("TX02", "37,5"))
    ]
    frame = results(rows)
    assert of(frame, "Bí thư", "month", "percent", "level", "level_short", "basis", "change")[2:] == [
        ["2021-03", 90.0, "excellent", "XS", "cũ", ""],
        ["2021-04", 90.0, "good", "T", "mới", "other_policy"],
    ]
    assert frame["rows"].tolist() == ["", "", "", "", "XL0;XL1", "", "XL2;XL3", ""]


def test_a_share_just_below_a_threshold_is_below() -> None:
    """Shares are compared exactly: 89,99 of 100 points are below 90%."""
    frame = results([("01", "Bí thư", "TX01", "49,99"), ("01", "Bí thư", "TX02", "40")])
    assert of(frame, "Bí thư", "level")[0] == ["good"]


def test_changes_pass_over_months_without_a_level() -> None:
    """Each level is held against the one before it, whatever months lie between."""
    scores = {"01": ("60", "40"), "02": ("10", "10"), "03": ("20", "20")}
    rows = [
        (month, "Bí thư", *pair)
        for month, points in scores.items()
        for pair in zip(("TX01", "TX02"), points, strict=True)
    ]
    assert of(results(rows), "Bí thư", "change") == [[""], ["down"], ["same"], [""]]
    without_february = [row for row in rows if row[0] != "02"]
    assert of(results(without_february), "Bí thư", "change") == [[""], [""], ["down"], [""]]


def test_why_there_is_no_level() -> None:
    """Nothing scored, not all, by two sheets; no policy, none in force, no thresholds: each is told."""
    whole = [("01", "Bí thư", "TX01", "60"), ("01", "Bí thư", "TX02", "40")]
    undecided = RatingPolicy.model_validate(
        {"levels": WORDS, "versions": [OLD | {"at_least": {"excellent": "", "good": ""}}]}
    )
    later = RatingPolicy.model_validate({"levels": WORDS, "versions": [NEW]})

    def reason(rows: Sequence[tuple[str, str, str, str]], policy: RatingPolicy | None = POLICY) -> object:
        return of(results(rows, policy=policy), "Bí thư", "reason")[0][0]

    assert reason([]) == "not_rated"
    assert reason(whole[:1]) == "incomplete"
    assert reason([*whole, ("01", "Bí thư", "TX03", "5")]) == "two_sheets"
    assert reason([*whole, ("01", "Bí thư", "TX99", "5")]) == ""
    assert reason([("01", "Bí thư", "TX99", "5")]) == "incomplete"
    assert reason(whole, None) == "no_policy"
    assert reason(whole, later) == "no_version"
    assert reason(whole, undecided) == "no_thresholds"
    assert of(results(whole, policy=undecided), "Bí thư", "percent")[0] == [100.0]


def test_rounds_are_held_partly_held_or_not() -> None:
    """A round needs every criterion of every role; who is lacking is named."""
    rows = [
        *(("01", role, code, "10") for role in ROLES for code in ("TX01", "TX02")),
        ("02", "Bí thư", "TX03", "10"),
        ("02", "Phó Bí thư", "TX01", "10"),
    ]
    rounds = rating_rounds({"rating_results": results(rows, as_of=date(2021, 3, 31))}, SETTINGS)
    assert rounds[["month", "round", "roles_rated", "roles_due", "lacking"]].to_numpy().tolist() == [
        ["2021-01", "held", 2, 2, ""],
        ["2021-02", "partly", 1, 2, "Phó Bí thư"],
        ["2021-03", "not_held", 0, 2, ""],
    ]


def test_points_twice_count_once_and_others_do_not() -> None:
    """A repeated row, one that cannot be read and a role nobody listed are findings, and add nothing."""
    rows = [
        ("01", "Bí thư", "TX03", "7"),
        ("01", "Bí thư", "TX03", "9"),
        ("02", "Bí thư", "TX03", "nhiều"),
        ("02", "Ai đó", "TX03", "9"),
    ]
    frame = results(rows)
    assert of(frame, "Bí thư", "points", "reason")[0] == [7.0, ""]
    assert of(frame, "Bí thư", "criteria_scored", "reason")[1] == [0, "not_rated"]
    assert set(frame["rated_role"]) == set(ROLES)


def test_without_roles_nothing_is_due() -> None:
    """No role is listed: no row, and no round."""
    frame = results([("01", "Bí thư", "TX03", "7")], roles=())
    assert frame.empty
    assert rating_rounds({"rating_results": frame}, SETTINGS).empty


def test_months_that_are_over() -> None:
    """A month is due once its last day has come; a run counts all twelve."""
    assert months_due(date(2021, 1, 30)) == ()
    assert months_due(date(2021, 1, 31)) == ("2021-01",)
    assert len(months_due(date(2021, 12, 31))) == 12


def test_rounds_are_counted_with_the_ratings_they_rest_on() -> None:
    """Twelve are due and one was held; without a sheet and without ratings nothing is counted."""
    rows = [("01", role, code, "10") for role in ROLES for code in ("TX01", "TX02")]
    due, held = rating_counts(tables(rows), SETTINGS)
    assert (due.code, due.value, due.rows) == ("ratings.rounds_due", 12, months_due(SETTINGS.as_of))
    assert (held.code, held.value, held.rows) == ("ratings.rounds_held", 1, ("XL0", "XL1", "XL2", "XL3"))
    empty = {name: frame.head(0) for name, frame in tables([]).items()}
    assert rating_results(empty, SETTINGS).empty
    assert [*rating_counts(empty, SETTINGS)] == []
