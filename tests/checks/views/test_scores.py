"""Tests of `khacphuc.checks.views.scores`."""

import pytest

from khacphuc.checks.views.scores import score_views

from ...data.records.scoring_office import table, tables

SHEETS = [
    ("BD01", "Tuyên truyền", "district", "60", "", "sessions"),
    ("BD02", "Báo cáo", "district", "40,5", "30/11/2021", "monthly"),
    ("BD04", "Tình nguyện", "commune", "100", "01/02/2022", ""),
]


def views(scores=(), sheets=SHEETS, year=2021, **others):
    """The views of sheets and scores in a run that asks for sessions, month by month."""
    sheet, score, units = tables(scores, sheets)
    frames = {
        "score_sheets": sheet,
        "scores": score,
        "indicators": table("indicators", [("sessions",), ("asked_by_nobody",)]),
        "collections": table("collections", [("monthly",), ("asks_nothing",)]),
        "collection_items": table("collection_items", [("MB0001", "monthly", "1", "", "sessions")]),
        **{name: table(name, others.get(name, ())) for name in ("figures", "computed", "returns")},
    }
    return score_views(frames, units, year)


@pytest.mark.parametrize(
    ("fed_by", "fed"),
    [
        ("sessions", "yes"),
        ("monthly", "yes"),
        ("SL001", "yes"),
        ("asked_by_nobody", "no"),
        ("asks_nothing", "no"),
        ("", "no"),
        ("XX999", ""),  # a code nothing has is told by another rule
    ],
)
def test_whether_something_feeds_a_criterion(fed_by, fed):
    """A form that asks something, a figure, and an indicator one of them counts do."""
    view = views(sheets=[(*SHEETS[0][:5], fed_by)], figures=[("SL001",)])["score_sheets"]
    assert view["fed"].tolist() == [fed]


def test_sheets_say_what_is_odd_about_them():
    """A total that is not round, a level without units, a deadline in another year."""
    view = views()["score_sheets"]
    assert view["sheet_points"].tolist() == [100.5, 100.5, 100]
    assert view["round"].tolist() == ["no", "no", "yes"]
    assert view["nobody"].tolist() == ["", "", "commune"]
    assert view["day_outside"].tolist() == ["", "", "01/02/2022"]
    assert view["missing_before"].tolist() == ["", "", "BD03"]
    assert views(year=None)["score_sheets"]["day_outside"].tolist() == ["", "", ""]


def test_scores_say_what_is_odd_about_them():
    """Points past those of the sheet or below nothing, a day that is missing or of another year."""
    scores = [
        ("DV1", "BD01", "60"),
        ("DV1", "BD02", "41", "30/11/2021"),
        ("DV2", "BD01", "-1"),
        ("DV2", "BD02", "40", ""),
        ("DV3", "BD02", "40", "30/11/2012"),
        ("DV9", "BD02", "40", "30/11/2021"),
        ("DV99", "BD99", "40"),
    ]
    view = views(scores)["scores"]
    assert view["outside"].tolist() == ["", "40,5", "60", "", "", "", ""]
    assert view["undated"].tolist() == ["", "", "", "30/11/2021", "", "", ""]
    assert view["day_outside"].tolist() == ["", "", "", "", "30/11/2012", "", ""]
    assert view["level"].tolist() == ["district"] * 5 + ["affiliated", ""]
    assert view["asked_level"].tolist() == ["district"] * 6 + [""]
    assert view["valid"].tolist() == ["yes"] * 6 + ["no"]


def test_what_a_sheet_takes_away_is_between_that_and_nothing():
    """A deduction is typed with a minus, and given with one."""
    sheets = [("BD01", "Vi phạm", "district", "-10", "", "")]
    scores = [(f"DV{unit}", "BD01", points) for unit, points in enumerate(("-10", "0", "-11", "1"), 1)]
    assert views(scores, sheets)["scores"]["outside"].tolist() == ["", "", "-10", "-10"]


def test_a_run_without_any_has_views_without_rows():
    """Every run has the views: one that scores nobody checks nothing in them."""
    assert {name: len(view) for name, view in views(sheets=()).items()} == {
        "score_sheets": 0,
        "scores": 0,
        "unit_scores": 0,
    }
