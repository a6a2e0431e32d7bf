"""Tests of `khacphuc.notebooks.checked_rules`."""

import pytest

from khacphuc.checks.result import RuleResult
from khacphuc.notebooks.checked_rules import CheckedRules
from khacphuc.report.document import nodes

RULES = (
    RuleResult(
        "figures", "SL-01", "critical", "Bảng không được trống; sửa.", 9, 0, 9, "Bảng không được trống."
    ),
    RuleResult("figures", "SL-10", "warning", "Phải khớp; sửa.", 9, 2, 4, "Phải khớp."),
    RuleResult("figures", "SL-24", "warning", "Số tăng quá; sửa.", 9, 0, 0, "Không số nào tăng quá."),
    RuleResult("meetings", "PH-02", "critical", "Mỗi mã một dòng.", 0, 0, 0, "Mỗi mã một dòng."),
)


def test_one_sentence_counts_apart_what_had_nothing_to_compare():
    """Only what there is is named."""
    assert CheckedRules(RULES).sentence("checked_all") == (
        "Kỳ báo cáo đã được kiểm tra bằng 4 quy tắc trên 2 bảng (1 bảng chưa có dòng nào), 9 dòng: "
        "1 đạt, 1 có phát hiện, 1 chưa có dòng nào để kiểm tra, 1 không có gì để đối chiếu."
    )
    assert CheckedRules(RULES[:1], "en").sentence("checked").endswith(": 1 passed, 0 with findings.")


@pytest.mark.parametrize(
    ("cards", "kind"), [({}, nodes.Text), ({"SL-10": "20_check.html#f"}, nodes.Reference)]
)
def test_a_rule_leads_to_its_first_card(cards, kind):
    """Where it has one."""
    cell = CheckedRules(RULES, cards=cards).matrix().rows[0][3]
    assert [type(node) for node in nodes.inlines(cell) if nodes.plain((node,)) == "SL-10"] == [kind]


def test_the_table_says_what_holds_and_how_each_ended():
    """Broken ones first, with what to do; then what holds, then what had nothing to compare."""
    rows = [[nodes.plain(cell) for cell in row] for row in CheckedRules(RULES).table().rows]
    assert [(row[0], row[3], row[-1]) for row in rows] == [
        ("SL-10", "Phải khớp; sửa.", "! có phát hiện"),
        ("SL-01", "Bảng không được trống.", "● đạt"),
        ("PH-02", "Mỗi mã một dòng.", "– chưa có dòng"),
        ("SL-24", "Không số nào tăng quá.", "– không có gì để đối chiếu"),
    ]
