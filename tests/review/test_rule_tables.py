"""Tests of `khacphuc.review.rule_tables`."""

import pytest

from khacphuc.checks.result import RuleResult
from khacphuc.checks.rule_counts import count_rules
from khacphuc.review.rule_tables import checked_total, outcomes, rule_tables

RULES = [
    RuleResult("figures", "SL-10", "warning", "Phải khớp; sửa.", 77, 12, 70, "Các số khớp."),
    RuleResult("figures", "SL-01", "critical", "Bảng trống; bổ sung.", 77, 0, 77, "Bảng không trống."),
    RuleResult("figures", "SL-24", "warning", "Số tăng quá; sửa.", 77, 0, 0, "Không số nào tăng quá."),
    RuleResult("ours", "XX-01", "critical", "Bảng lạ.", 0, 0, 0),
    RuleResult("criteria", "TC-01", "critical", "Bảng trống; bổ sung.", 0, 1, 0, "Bảng không trống."),
]


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("vi", "1 đạt, 2 có phát hiện, 1 chưa có dòng nào để kiểm tra, 1 không có gì để đối chiếu"),
        ("en", "1 passed, 2 with findings, 1 had no row to check yet, 1 had nothing to compare"),
    ],
)
def test_a_rule_with_nothing_to_compare_did_not_pass(language, counted):
    """Each rule is counted once, by how it ended; what did not happen is not named."""
    assert outcomes(count_rules(RULES), language) == counted
    assert checked_total(RULES, language).endswith(f"{counted}.")
    assert outcomes(count_rules(RULES[1:2]), "en") == "1 passed, 0 with findings"


def test_a_table_has_its_rules_by_how_they_ended():
    """Those with findings say what to do, the others what holds; rows that passed were compared."""
    tables = {table["name"]: table for table in rule_tables(RULES, "vi")}
    figures = tables["figures"]
    assert [
        (group["result"], rule["statement"], rule["passed"], rule["failed"])
        for group in figures["groups"]
        for rule in group["rules"]
    ] == [
        ("có phát hiện", "Phải khớp; sửa.", 58, 12),
        ("đạt", "Bảng không trống.", 77, 0),
        ("không có gì để đối chiếu", "Không số nào tăng quá.", 0, 0),
    ]
    assert [group["summary"] for group in figures["groups"]] == [
        "1 quy tắc có phát hiện", "1 quy tắc đạt", "1 quy tắc không có gì để đối chiếu",
    ]  # fmt: skip
    assert figures["summary"] == "3 quy tắc: 1 đạt, 1 có phát hiện, 1 không có gì để đối chiếu"
    assert tables["ours"]["summary"] == "1 quy tắc; bảng chưa có dòng nào để kiểm tra"
    assert tables["criteria"]["summary"] == "1 quy tắc: 0 đạt, 1 có phát hiện"
