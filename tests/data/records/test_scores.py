"""Tests of `khacphuc.data.records.scores`."""

from datetime import date

import pandas as pd

from khacphuc.data.records.scores import (
    UNIT_SCORE_COLUMNS,
    counted_scores,
    score_counts,
    scored_units,
    unit_scores,
)
from khacphuc.data.records.settings import RecordSettings

from .scoring_office import SHEETS, tables


def of_units(points, day="30/11/2021"):
    """Scores of districts whose points of the first criterion are given; they have all of the others."""
    for unit, text in points.items():
        yield unit, "BD01", text
        yield unit, "BD02", "40", day
        yield unit, "BD03", "0"


def results(frame, *columns):
    """By unit some columns."""
    return {row["unit_id"]: tuple(row[name] for name in columns) for row in frame.to_dict("records")}


def test_units_with_the_same_points_share_a_rank():
    """After two of rank 2 comes rank 4, and each names the other."""
    scores = of_units({"DV1": "40", "DV2": "50,5", "DV3": "50,5", "DV4": "60", "DV5": "10"})
    frame = unit_scores(*tables(scores)).head(5)
    assert results(frame, "rank", "tied_with") == {
        "DV4": (1, ""),
        "DV2": (2, "DV3"),
        "DV3": (2, "DV2"),
        "DV1": (4, ""),
        "DV5": (5, ""),
    }
    assert list(frame["unit_id"]) == ["DV4", "DV2", "DV3", "DV1", "DV5"]
    assert frame["points"].tolist() == [100, 90.5, 90.5, 80, 50]


def test_points_are_added_exactly():
    """A tenth three times is three tenths, so that a tie is one."""
    sheets = [(f"BD0{number}", f"Việc {number}", "affiliated", "1", "", "") for number in range(1, 4)]
    sheets += [("BD04", "Việc 4", "district", "1", "", "")]
    thirds = [("DV1", "BD04", "0,3"), ("DV2", "BD04", "0,3")]
    tenths = [("DV9", f"BD0{number}", "0,1") for number in range(1, 4)]
    frame = unit_scores(*tables([*thirds, *tenths], sheets))
    assert results(frame, "points")["DV9"] == results(frame, "points")["DV1"] == (0.3,)


def test_points_that_came_late_are_lost():
    """On the last day they count, a day later they do not; what has no deadline is never late."""
    scores = [*of_units({"DV1": "60"}), *of_units({"DV2": "60"}, day="01/12/2021")]
    frame = unit_scores(*tables(scores))
    assert results(frame, "given", "lost", "points", "lost_for", "rank")["DV1"] == (100, 0, 100, "", 1)
    assert results(frame, "given", "lost", "points", "lost_for", "rank")["DV2"] == (100, 40, 60, "DC0005", 2)


def test_a_unit_that_lacks_a_score_has_no_rank():
    """Its points are told with what it lacks; a unit without any score is there, too."""
    frame = unit_scores(*tables([("DV1", "BD01", "60"), *of_units({"DV2": "1"})]))
    assert results(frame, "scored", "criteria", "missing", "points")["DV1"] == (1, 3, "BD02;BD03", 60)
    assert results(frame, "scored", "missing", "points")["DV3"] == (0, "BD01;BD02;BD03", 0)
    assert frame.set_index("unit_id")["rank"].to_dict()["DV2"] == 1
    assert frame["rank"].isna().sum() == 5


def test_each_level_has_its_ranks():
    """A unit is compared with those of its level only, and scores of another level do not count."""
    scores = [*of_units({"DV1": "60"}), ("DV9", "BD04", "10"), ("DV9", "BD01", "60")]
    frame = unit_scores(*tables(scores))
    assert results(frame, "rank", "points", "most")["DV9"] == (1, 10, 100)
    assert results(frame, "rank", "most")["DV1"] == (1, 100)


def test_points_taken_away_are_no_part_of_the_most_and_never_lost():
    """A sheet may take points away; a late day does not give them back."""
    sheets = [*SHEETS[:2], ("BD03", "Vi phạm", "district", "-10", "31/10/2021", "")]
    scores = [
        ("DV1", "BD01", "60"),
        ("DV1", "BD02", "40", "01/11/2021"),
        ("DV1", "BD03", "-5", "01/11/2021"),
    ]
    frame = unit_scores(*tables(scores, sheets))
    assert results(frame, "points", "lost", "most")["DV1"] == (95, 0, 100)


def test_what_cannot_be_read_does_not_count():
    """A score typed twice counts once; unknown codes and unreadable points count for nothing."""
    scores = [
        ("DV1", "BD01", "60"),
        ("DV1", "BD01", "50"),
        ("DV1", "BD99", "5"),
        ("DV99", "BD01", "5"),
        ("DV2", "BD01", "nhiều"),
    ]
    counted = counted_scores(*tables(scores))
    assert counted["score_id"].tolist() == ["DC0001"]


def test_without_a_sheet_nobody_is_scored():
    """The frame has its columns and types all the same."""
    frame = unit_scores(*tables([], []))
    assert frame.empty
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: str(pd.Series(dtype=dtype).dtype) for name, dtype in UNIT_SCORE_COLUMNS.items()
    }


def test_it_stands_where_the_first_score_does():
    """One that has none stands where the unit is listed."""
    frame = unit_scores(*tables([("DV2", "BD02", "1")]))
    assert results(frame, "file", "line")["DV2"] == ("a.csv", 2)
    assert results(frame, "line")["DV3"] == (4,)


def test_counts_name_the_rows_they_rest_on():
    """Units, those with a rank, what came late and the points it cost."""
    sheets, scores, units = tables([*of_units({"DV1": "60"}), *of_units({"DV2": "60"}, day="01/12/2021")])
    frames = {"score_sheets": sheets, "scores": scores, "units": units}
    frames["unit_scores"] = scored_units(frames, RecordSettings(date(2021, 12, 31)))
    counts = {count.code: count for count in score_counts(frames, RecordSettings(date(2021, 12, 31)))}
    assert {code: (count.value, count.rows) for code, count in counts.items()} == {
        "scores.units": (6, ("DV1", "DV2", "DV3", "DV4", "DV5", "DV9")),
        "scores.ranked": (2, ("DV1", "DV2")),
        "scores.late": (1, ("DC0005",)),
        "scores.lost": (40, ("DC0005",)),
    }


def test_a_month_does_not_know_of_what_was_submitted_later():
    """A run does: scores of a year come in when it is over."""
    sheets, scores, units = tables([*of_units({"DV1": "60"}), *of_units({"DV2": "60"}, day="01/12/2021")])
    frames = {"score_sheets": sheets, "scores": scores, "units": units}
    march = RecordSettings(date(2021, 11, 30), is_within_year=True)
    known = results(scored_units(frames, march), "scored")
    assert known["DV1"] == results(scored_units(frames, RecordSettings(date(2021, 11, 30))), "scored")["DV1"]
    assert known["DV2"] < results(scored_units(frames, RecordSettings(date(2021, 11, 30))), "scored")["DV2"]


def test_nothing_is_counted_where_nobody_is_scored():
    """What nobody recorded has no count, which is not 0."""
    sheets, scores, units = tables([], [])
    frame = unit_scores(sheets, scores, units)
    assert list(score_counts({"unit_scores": frame}, RecordSettings(date(2021, 12, 31)))) == []
