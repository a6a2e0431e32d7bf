"""Tests of `khacphuc.notebooks.assess_tables`."""

import pytest

from khacphuc.notebooks import assess_tables as tables
from khacphuc.report.document import nodes

from .runs import assessed, changed, empty

OF_RUN = (tables.overview_table, tables.target_table, tables.rules_table, tables.carried_table)


def cells(table):
    """Every cell in words, by the key of its row and the name of its column."""
    return {
        (nodes.plain(row[0]), name): nodes.plain(cell)
        for row in table.rows
        for name, cell in zip(table.names, row, strict=True)
    }


def test_classes_beside_each_other():
    """Computed, declared, whether they agree, and the rule, which leads to its row."""
    table = tables.overview_table(assessed())
    overview = cells(table)
    assert overview["KD3", "computed_class"] == "○ chưa được khắc phục triệt để"
    assert overview["KD3", "agrees"] == "○ không"
    assert table.rows[2][-1] == (nodes.CitedValue(id="Q5", text="Q5", kind="class"),)
    assert table.row_ids == ("KD1", "KD2", "KD3", "KD4")


def test_a_criterion_against_its_threshold():
    """The number with its place, the threshold, a bar, the difference and the recorded reason."""
    run = assessed()
    criteria = cells(tables.criteria_table(run, run.shortcoming("KD3")))
    assert criteria["KD3.4", "evidence"] == "05 lần (mục III.3.2, đoạn 1)"
    assert criteria["KD3.4", "threshold"] == (
        "≥ 12 ████░░░░░░ 41,6% mức phải đạt thiếu 7 Mười hai lần suy từ quy định hằng tháng"
    )
    assert criteria["KD3.1", "threshold"].startswith("Phiên họp hằng tháng")
    assert cells(tables.criteria_table(run, run.shortcoming("KD1")))["KD1.2", "kind"] == "nhận định gián tiếp"


def test_a_baseline_and_a_number_that_is_missing():
    """Last year's value stands with the threshold; a figure without a value is named as such."""
    run = changed("criteria", {("KD3.4", "baseline"): "03"})
    criteria = cells(tables.criteria_table(run, run.shortcoming("KD3")))
    assert "năm trước: 03" in criteria["KD3.4", "threshold"]
    run = changed("figures", {("SL061", "value"): None})
    criteria = cells(tables.criteria_table(run, run.shortcoming("KD3")))
    assert criteria["KD3.4", "evidence"] == "SL061 (chưa có số)"
    assert criteria["KD3.4", "threshold"].startswith("≥ 12 Mười hai")


def test_every_criterion_is_tried():
    """What each would give, unchanged where it is the same; a note explains empty cells."""
    run = assessed()
    table = tables.attempts_table(run, run.shortcoming("KD3"))
    tried = cells(table)
    assert tried["KD3.2", "achieved"] == "▲ đã khắc phục một phần"
    assert tried["KD3.2", "improved"] == "không đổi"
    assert tried["KD3.4", "improved"] == ""
    assert nodes.plain(table.note).startswith("Ô trống")
    assert "Nếu đạt" in table.columns


def test_where_all_is_achieved_nothing_is_tried():
    """A shortcoming in the best class has no table without a column to try."""
    run = changed("criteria", {("KD4.1", "status"): "achieved", ("KD4.2", "status"): "achieved"})
    assert run.shortcoming("KD4").computed == "remedied"
    assert tables.attempts_table(run, run.shortcoming("KD4")) is None


def test_targets_and_parts():
    """Parts against their thresholds, what is only declared, and how many targets a row stands for."""
    targets = cells(tables.target_table(assessed()))
    assert targets["CT01", "actual"] == "01/03 nội dung đạt"
    assert targets["CT01.1", "threshold"] == "≥ 2.000 █████████░ 90,2% mức phải đạt thiếu 195"
    assert targets["CT02.1", "actual"] == "không có số, theo công bố"
    assert targets["CT03", "statement"].endswith("(09 chỉ tiêu)")
    assert "không tính riêng" in targets["CT02.2", "statement"]


def test_rules_and_what_they_decided():
    """Each row in words, with the shortcomings it decided."""
    rules = cells(tables.rules_table(assessed(language="en")))
    assert rules["Q5", "decided"] == "KD1, KD3"
    assert rules["Q5", "condition"] == "include at least one: improved"
    assert rules["Q5", "class"] == "○ not thoroughly remedied"


def test_what_is_carried_over():
    """The class it has and what is to be done."""
    assert cells(tables.carried_table(assessed()))["KD2", "class"] == "▲ đã khắc phục một phần"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("make", OF_RUN)
def test_empty_runs(make, language):
    """A run that has nothing gives tables without rows, or with the rules only."""
    table = make(empty(language))
    assert len(table.rows) == (7 if make is tables.rules_table else 0)
