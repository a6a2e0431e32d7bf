"""Tests of `khacphuc.review.cards`."""

import pandas as pd
import pytest

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.report.anchors import MOST_CARDS
from khacphuc.review.cards import Cards, state

from .. import run2021


def finding(**cells):
    """A finding with some cells filled in."""
    empty = dict.fromkeys(FINDING_COLUMNS, "")
    told = {"severity": "warning", "rule": "SL-10", "table": "figures", "row_id": "SL031", "line": 32}
    return empty | told | {"observed": "SL031 «17» (a.csv:32)", "description": "Phải khớp; sửa."} | cells


def groups(*findings, tables=None):
    """These findings by severity."""
    frame = pd.DataFrame(findings, columns=list(FINDING_COLUMNS))
    return Cards(frame, tables or {}, run2021.policy().class_names("vi")).by_severity(frame)


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
    [
        ("", "none"),
        ("accepted: x", "settled"),
        ("corrected: x", "pending"),
        ("under_review: x", "pending"),
        ("gì đó", "pending"),
    ],
)
def test_state(answer, expected):
    """Only what was accepted is closed."""
    assert state(answer) == expected


def test_the_gravest_come_first_and_by_rule():
    """Critical findings come before warnings, and those of one rule stay together."""
    found = groups(finding(), finding(rule="TL-05", severity="critical"), finding(row_id="SL032"))
    assert [(group["severity"], group["total"]) for group in found] == [("critical", 1), ("warning", 2)]
    assert [kind["heading"] for kind in found[1]["kinds"]] == ["Phải khớp"]


def test_anchors_are_given_once():
    """Two findings of one rule and row have two anchors."""
    assert [card["anchor"] for card in cards(finding(), finding())] == ["f-SL-10-SL031", "f-SL-10-SL031--2"]


def test_only_the_first_stand_open_and_what_is_closed_does_not():
    """A page with many findings begins folded; accepted ones always are."""
    many = cards(finding(answer="accepted: x"), *(finding(row_id=f"SL{index}") for index in range(100)))
    assert [card["open"] for card in many] == [False] + [True] * 40 + [False] * 60


def test_a_rule_has_so_many_cards():
    """What is more is counted."""
    kind = groups(*(finding(row_id=f"SL{index}") for index in range(MOST_CARDS + 3)))[0]["kinds"][0]
    assert (len(kind["cards"]), kind["total"], kind["more"]) == (MOST_CARDS, MOST_CARDS + 3, 3)


def test_a_finding_about_a_whole_table():
    """A finding without a row says that it is about the table."""
    (card,) = cards(finding(row_id="", observed="«0»"))
    assert (card["code"], card["row"], card["glance"]) == ("cả bảng", "SL-10 · cả bảng", "0")


def test_the_glance_is_short():
    """The line before opening tells what stands in the first places, codes as people say them."""
    (card,) = cards(
        finding(table="assessments", row_id="KD3", expected="not_thorough",
                observed="KD3 tính theo tiêu chí «not_thorough», công bố «improved» (a.csv:4)")
    )  # fmt: skip
    assert card["glance"] == "chưa được khắc phục triệt để; chưa khắc phục hoàn toàn nhưng có chuyển biến tốt"
    assert card["expected"] == "chưa được khắc phục triệt để"
    (bare,) = cards(finding(related="CT01", observed="SL031 «17» (a.csv:32) | CT01 (b.csv:2)"))
    assert bare["glance"] == "17"  # a place where nothing is quoted
    (broken,) = cards(finding(row_id="", observed="phép kiểm tra bị lỗi: (hỏng)"))
    assert broken["glance"] == "phép kiểm tra bị lỗi: (hỏng)"


@pytest.mark.parametrize(
    ("answer", "given", "about"),
    [
        ("accepted: Đã đối chiếu. (Bí thư, 05/01/2022)", {}, ""),
        ("under_review: x", {"decision": "under_review"}, "Đã có ý kiến nhưng phát hiện chưa khép lại."),
        ("", {}, "Câu trả lời này không có hiệu lực; xem các phát hiện về câu trả lời (AN)."),
        ("", {"observed": "SL031 «16»"},
         "Ý kiến này được ghi khi nội dung còn là: SL031 «16». Nội dung nay đã khác nên cần trả lời lại."),
    ],
)  # fmt: skip
def test_answers(answer, given, about):
    """An answer is shown with who gave it and when, and whether it holds."""
    (card,) = cards(finding(answer=answer), tables=answers(**given))
    told = card["answer"]
    assert told["about"] == about
    assert (told["reason"], told["role"], told["date"]) == ("Đã đối chiếu.", "Bí thư", "05/01/2022")


def test_an_answer_without_its_table():
    """Where the table of answers is not at hand the finding's own words serve."""
    (accepted,) = cards(finding(answer="accepted: đủ căn cứ (Bí thư, 05/01/2022)"))
    assert accepted["answer"]["decision"] == "chấp nhận"
    assert accepted["answer"]["reason"] == "đủ căn cứ (Bí thư, 05/01/2022)"
    (other,) = cards(finding(answer="đã xem"))
    assert other["answer"]["decision"] == "đã xem"
    (none,) = cards(finding(), tables=answers(row_id="SL999"))
    assert none["answer"] is None
