"""Tests of `khacphuc.checks.views.citations`."""

import pandas as pd
import pytest

from khacphuc.checks.finding_tables import print_findings
from khacphuc.checks.prose import read_prose
from khacphuc.checks.views.citations import mentions
from khacphuc.project.files import read_text

from ... import run2021


def rows(text):
    """The table of a text, beside the tables of 2021."""
    return mentions(run2021.tables(), read_prose(text, filename="params/2021.md")).to_dict("records")


def test_codes():
    """A code has its place; one that nothing has, the nearest code and its label too."""
    known, wrong = rows("Có @SL001.\n\nTheo @VB30O.")
    assert (known["mention"], known["near"], known["file"], known["line"]) == (
        "SL001",
        "",
        "params/2021.md",
        1,
    )
    assert wrong["code"] == "VB30O"
    assert wrong["line"] == 3
    assert wrong["near"].startswith("; gần nhất là mã VB30")


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("tại 94 xã", "@SL051 "),  # no count of 94: SL051 is 94/94
        ("đạt 94/94 xã", "dẫn bằng mã @SL051 ("),
        ("hơn 19.732 lượt", "dẫn bằng mã @SL047 ("),
        ("hai chỉ tiêu chưa đạt", "dẫn bằng mã @SL011 ("),
        ("đạt 82,48%", "@SL063 ("),
        ("trị giá 1,4 tỷ đồng", "@SL066 ("),
        ("có 77.777 người", "dẫn bằng mã của bảng số liệu (ví dụ @SL001)"),
        ("mấy chục người", "dẫn bằng mã của bảng số liệu"),
    ],
)
def test_cite(text, cite):
    """Where figures hold what was typed, they are named with their labels."""
    (row,) = rows(text)
    assert row["code"] == ""
    assert (cite in row["cite"]) is (text != "tại 94 xã")


def test_again():
    """The same words typed again are another row, whatever line they stand in."""
    assert [row["mention"] for row in rows("94 đội và 94 đội.\n\nCó 94 đội")] == [
        "94 đội",
        "94 đội (2)",
        "94 đội (3)",
    ]
    assert rows("\n\n94 đội")[0]["mention"] == "94 đội"


def test_none():
    """Without a prose there is an empty table."""
    assert mentions(run2021.tables(), None).empty


def typed_findings(text, answers=()):
    """Row, place and answer of what is found of rule TD-02 in the prose of 2021 with a text behind it."""
    tables = run2021.tables()
    if answers:
        answer = {
            "rule": "TD-02",
            "decision": "accepted",
            "reason": "tên gọi",
            "role": "Văn phòng",
            "problem": "",
        }
        filled = [{**answer, "date": pd.Timestamp("2022-01-05"), "uses": "", **row} for row in answers]
        tables["answers"] = (
            pd.DataFrame(filled).reindex(columns=tables["answers"].columns).assign(file="answers.csv", line=2)
        )
    prose = read_text(run2021.LAYOUT.prose("2021")) + text
    findings = print_findings(
        run2021.check(tables, prose=read_prose(prose, filename="params/2021.md")).findings
    )
    return findings[findings["rule"].isin(["TD-02", "AN-01", "AN-02"])].to_dict("records")


@pytest.mark.untraced
def test_findings():
    """A quantity typed by hand is a warning of the prose; its answer holds wherever it moves to."""
    (finding,) = typed_findings("\nCòn hai chỉ tiêu.\n")
    assert (finding["severity"], finding["row_id"]) == ("warning", "hai chỉ tiêu")
    assert (finding["file"], finding["source"]) == ("params/2021.md", "lời văn")
    assert finding["expected"].startswith("dẫn bằng mã @SL011 (")
    answer = {"row_id": finding["row_id"], "observed": finding["observed"]}
    (moved,) = typed_findings("\nThêm một đoạn.\n\nCòn hai chỉ tiêu.\n", [answer])
    assert moved["line"] > finding["line"]
    assert moved["answer"].startswith("chấp nhận: tên gọi")
    again, changed = typed_findings("\nĐã đạt hai chỉ tiêu.\n", [answer])
    assert (again["rule"], changed["rule"], changed["answer"]) == ("AN-02", "TD-02", "")


@pytest.mark.untraced
@pytest.mark.full  # tests/notebooks/test_assess.py has it daily that a board paper asks nothing of the prose
def test_the_prose_of_a_year_is_no_business_of_a_month():
    """Nothing is found of what it cites, states or leaves out, and an answer about it stays one."""
    tables = run2021.tables()
    answer = {"rule": "TD-02", "row_id": "hai chỉ tiêu", "decision": "accepted", "observed": "«hai chỉ tiêu»"}
    usual = {"reason": "tên gọi", "role": "Văn phòng", "date": pd.Timestamp("2022-01-05"), "line": 2}
    row = dict.fromkeys(tables["answers"].columns, "") | answer | usual
    tables["answers"] = pd.DataFrame([row])
    prose = run2021.read("# Năm\n\nCó @supervision.answered kiến nghị, 17 việc.\n")
    rules = {finding.rule for finding in run2021.check(tables, prose=prose, asks_prose=False).findings}
    assert {"SL-10", "CB-07"} <= rules
    assert rules & {"TD-01", "TD-02", "SL-26", "CB-09", "AN-01", "AN-02"} == set()
