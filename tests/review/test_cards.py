"""Tests of `khacphuc.review.cards`."""

from dataclasses import replace

import pandas as pd
import pytest

from khacphuc.checks.findings import Location, Place, Quote
from khacphuc.report.anchors import MOST_CARDS
from khacphuc.review.cards import Cards, state

from ..findings import ACCEPTED, CORRECTED, UNDER_REVIEW, finding, note


def groups(*findings, tables=None):
    """These findings by severity."""
    return Cards(findings, tables or {}).by_severity(findings)


def cards(*findings, tables=None):
    """The cards of these findings."""
    return [
        card
        for group in groups(*findings, tables=tables)
        for kind in group["kinds"]
        for card in kind["cards"]
    ]


def answers(**cells):
    """The table of answers with one row."""
    row = {
        "rule": "SL-10",
        "row_id": "SL031",
        "observed": "SL031 «17»",
        "decision": "accepted",
        "uses": "SL067",
        "reason": "Đã đối chiếu.",
        "role": "Bí thư",
        "date": pd.Timestamp("2022-01-05"),
    }
    return {"answers": pd.DataFrame([row | cells])}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(None, "none"), (ACCEPTED, "settled"), (CORRECTED, "pending"), (UNDER_REVIEW, "pending")],
)
def test_state(answer, expected):
    """Only what was accepted is closed."""
    assert state(answer) == expected


def test_the_gravest_come_first_and_by_rule():
    """Critical findings come before warnings, and those of one rule stay together."""
    grouped = groups(finding(), finding("TL-05", severity="critical"), finding(row_id="SL032"))
    assert [(group["severity"], group["total"]) for group in grouped] == [("critical", 1), ("warning", 2)]
    assert [kind["heading"] for kind in grouped[1]["kinds"]] == ["Phải khớp"]


def test_anchors_are_given_once():
    """Two findings of one rule and row have two anchors."""
    assert [card["anchor"] for card in cards(finding(), finding())] == ["f-SL-10-SL031", "f-SL-10-SL031--2"]


def test_only_the_first_stand_open_and_what_is_closed_does_not():
    """A page with many findings begins folded; accepted ones always are."""
    many = cards(finding(answer=ACCEPTED), *(finding(row_id=f"SL{index}") for index in range(100)))
    assert [card["open"] for card in many] == [False] + [True] * 40 + [False] * 60


def test_a_rule_has_so_many_cards():
    """What is more is counted."""
    kind = groups(*(finding(row_id=f"SL{index}") for index in range(MOST_CARDS + 3)))[0]["kinds"][0]
    assert (len(kind["cards"]), kind["total"], kind["more"]) == (MOST_CARDS, MOST_CARDS + 3, 3)


def test_a_finding_about_a_whole_table():
    """A finding without a row says that it is about the table."""
    (card,) = cards(finding("SL-10", "", Place(quotes=(Quote("0"),))))
    assert (card["code"], card["row"], card["glance"]) == ("cả bảng", "SL-10 · cả bảng", "0")


def test_the_glance_is_short():
    """The line before opening has what stands in the first places."""
    quotes = (
        Quote("chưa triệt để", label="tính theo tiêu chí "),
        Quote("có chuyển biến", label=", công bố "),
    )
    place = Place("KD3", "assessments", quotes, location=Location("", "a.csv", 4))
    (card,) = cards(finding("DG-05", "KD3", place, table="assessments", expected="chưa triệt để"))
    assert card["glance"] == "chưa triệt để; có chuyển biến"
    assert card["expected"] == "chưa triệt để"
    first = finding()
    (bare,) = cards(replace(first, places=(*first.places, Place("CT01", location=Location("", "b.csv", 2)))))
    assert bare["glance"] == "17"  # a place where nothing is quoted
    (broken,) = cards(finding("SL-10", "", note("phép kiểm tra bị lỗi: (hỏng)")))
    assert broken["glance"] == "phép kiểm tra bị lỗi: (hỏng)"


@pytest.mark.parametrize(
    ("answer", "cells", "about"),
    [
        (ACCEPTED, {}, ""),
        (
            UNDER_REVIEW,
            {"decision": "under_review"},
            "Đã có ý kiến nhưng phát hiện chưa khép lại.",
        ),
        (None, {}, "Câu trả lời này không có hiệu lực; xem các phát hiện về câu trả lời (AN)."),
        (
            None,
            {"observed": "SL031 «16»"},
            "Ý kiến này được ghi khi nội dung còn là: SL031 «16». Nội dung nay đã khác nên cần trả lời lại.",
        ),
    ],
)
def test_answers(answer, cells, about):
    """An answer is shown with who gave it and when, and whether it holds."""
    (card,) = cards(finding(answer=answer), tables=answers(**cells))
    box = card["answer"]
    assert box["about"] == about
    assert (box["reason"], box["role"], box["date"]) == ("Đã đối chiếu.", "Bí thư", "05/01/2022")


def test_an_answer_without_its_table():
    """Where the table of answers is not at hand the finding's own answer serves."""
    (accepted,) = cards(finding(answer=ACCEPTED))
    box = accepted["answer"]
    assert (box["decision"], box["reason"], box["date"]) == ("chấp nhận", "đã rà soát", "03/03/2021")
    (none,) = cards(finding(), tables=answers(row_id="SL999"))
    assert none["answer"] is None
