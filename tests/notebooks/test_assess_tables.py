"""Tests of `khacphuc.notebooks.assess_tables`."""

from dataclasses import replace

import pytest

from khacphuc.notebooks import assess_tables as tables
from khacphuc.report.document import nodes

from .. import run2021
from ..findings import finding
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
    assert table.rows[2][-1] == (
        nodes.CitedValue(id="Q5", text="Q5", kind="class"),
        nodes.Text(text=": có ít nhất một tiêu chí có chuyển biến"),
    )
    assert table.row_ids == ("KD1", "KD2", "KD3", "KD4")


def test_a_criterion_against_its_threshold():
    """The number with its place, the threshold, a bar, the difference and the recorded reason."""
    run = assessed()
    criteria = cells(tables.criteria_table(run, run.shortcoming("KD3")))
    assert criteria["KD3.4", "evidence"] == "05 lần (mục III.3.2, đoạn 1)"
    assert criteria["KD3.4", "threshold"] == (
        "ít nhất 12 lần ████░░░░░░ 41,7% mức phải đạt thiếu 07 lần Mười hai lần suy từ quy định hằng tháng"
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
    assert criteria["KD3.4", "threshold"].startswith("ít nhất 12 Mười hai")


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
    assert targets["CT01", "actual"] == "đạt 01/03 nội dung"
    assert targets["CT01.1", "threshold"] == (
        "ít nhất 2.000 đoàn viên ưu tú █████████░ 90,3% mức phải đạt thiếu 195 đoàn viên ưu tú"
    )
    assert targets["CT02.1", "actual"] == "không có số, theo công bố"
    assert targets["CT03", "statement"].endswith("(09 chỉ tiêu)")
    assert "không tính riêng" in targets["CT02.2", "statement"]


def test_what_is_missed_by_declaration_only():
    """Parts and targets that are not met because the source says so say that, as those that are met do."""
    table = cells(tables.target_table(assessed()))
    assert table["CT01", "status"] == table["CT01.1", "status"] == "○ chưa đạt"
    assert table["CT02.1", "status"] == "● đạt (theo công bố)"
    assert table["CT02", "status"] == table["CT02.3", "status"] == "○ chưa đạt (theo công bố)"


def test_every_criterion_is_left_out():
    """A single judged one too, which changes the class of some shortcomings and not of others."""
    run = assessed()
    first, second = (cells(tables.attempts_table(run, run.shortcoming(code))) for code in ("KD1", "KD2"))
    assert first["KD1.2", "left_out"] == "○ chưa khắc phục"
    assert second["KD2.3", "left_out"] == "không đổi"


def test_evidence_with_an_open_finding_is_marked():
    """The mark leads to the card on the review page; other evidence has none."""
    run = replace(assessed(), findings=(finding("SL-10", "SL067"), finding("SL-13", "SL012")))
    table = tables.criteria_table(run, run.shortcoming("KD4"))
    (evidence,) = [row[4] for row in table.rows if "SL-10" in nodes.plain(row[4])]
    (link,) = [node for node in evidence if isinstance(node, nodes.Reference)]
    assert (link.text, link.target) == ("SL-10", "../review.html#f-SL-10-SL067")
    assert "18 chi hội (mục III.4.2, đoạn 3) ! còn phát hiện SL-10 139" in nodes.plain(evidence)
    assert "! còn phát hiện SL-13" in cells(tables.target_table(run))["CT01.1", "threshold"]


def test_a_computed_number_is_no_printed_one():
    """It is marked as computed, with its working; only what it is made of is printed somewhere."""
    run = assessed()
    criteria = cells(tables.criteria_table(run, run.shortcoming("KD1")))
    assert criteria["KD1.1", "evidence"] == (
        "81,82% (số tính lại: 09 / 11; số gốc ở mục III.1.2, đoạn 1) 9/11 chỉ tiêu (mục III.1.2, đoạn 1)"
    )
    assert criteria["KD1.2", "evidence"].startswith("2 cấp (mục III.1.1, đoạn 2)")


def test_rules_and_what_they_decided():
    """Each row in words, with the shortcomings it decided."""
    rules = cells(tables.rules_table(assessed(language="en")))
    assert rules["Q5", "decided"] == "KD1, KD3"
    assert rules["Q5", "condition"] == "At least one criterion has the result «improved»"
    assert rules["Q5", "class"] == "○ not thoroughly remedied"


def test_what_is_carried_over():
    """The class that was declared, what is still to be achieved, and the next step; nothing that is empty."""
    table = tables.carried_table(assessed())
    assert table.names == ("shortcoming_id", "title", "declared_class", "left", "direction")
    carried = cells(table)
    assert carried["KD2", "declared_class"] == "▲ đã khắc phục một phần"
    assert carried["KD3", "left"].endswith(
        "KD3.4: Xếp loại ủy viên chuyên trách mỗi tháng, ít nhất 12 lần – ○ chưa đạt"
    )
    assert carried["KD3", "direction"] == "Khắc phục tiếp phần còn hạn chế trong năm sau"


def test_what_is_carried_over_before_classes_are_declared():
    """The computed class stands in a column of its own, and so does the year a shortcoming came from."""
    came = run2021.tables()["shortcomings"]
    came.loc[came["shortcoming_id"] == "KD2", "carried_from"] = "2020"
    undeclared = run2021.tables()["declared"].assign(**{"class": ""})
    table = tables.carried_table(assessed(run2021.tables() | {"shortcomings": came, "declared": undeclared}))
    assert table.names[2:4] == ("declared_class", "computed_class")
    assert cells(table)["KD3", "computed_class"] == "○ chưa được khắc phục triệt để"
    assert cells(table)["KD2", "carried_from"] == "2020"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("make", OF_RUN)
def test_empty_runs(make, language):
    """A run that has nothing gives tables without rows, or with the rules only."""
    table = make(empty(language))
    assert len(table.rows) == (7 if make is tables.rules_table else 0)


def test_what_nobody_declared_yet():
    """A part without a figure that the source does not declare, and a target nobody declared, say that."""
    run = changed("target_parts", {("CT02.1", "declared_status"): ""})
    assert cells(tables.target_table(run))["CT02.1", "actual"] == "không có số, chưa công bố"
    run = changed("targets", {("CT03", "declared_status"): ""}, language="en")
    assert cells(tables.target_table(run))["CT03", "actual"] == "no figure, not declared yet"
    assert cells(tables.target_table(assessed()))["CT03", "actual"] == "không có số, theo công bố"


def test_what_is_left_has_its_status():
    """Criteria that go to next year are not all missed: each stands with its status."""
    table = tables.carried_table(assessed())
    left = cells(table)["KD3", "left"]
    assert "Tiêu chí chưa đạt đầy đủ" in table.columns
    assert "KD3.4: " in left
    assert "ít nhất 12 lần – ○ chưa đạt" in left
    assert " – ▲ có chuyển biến" in left


def test_a_ceiling_is_a_limit():
    """What a number must not exceed is nothing to reach, in criteria and in targets."""
    run = changed("target_parts", {("CT01.1", "comparator"): "<="})
    assert "90,3% mức cho phép" in cells(tables.target_table(run))["CT01.1", "threshold"]
    run = changed("criteria", {("KD3.4", "comparator"): "<"}, language="en")
    criteria = cells(tables.criteria_table(run, run.shortcoming("KD3")))
    assert "41.7% of the limit" in criteria["KD3.4", "threshold"]


def test_a_computed_number_in_english_is_no_printed_one():
    """Only what it is made of is printed."""
    run = assessed(language="en")
    evidence = cells(tables.criteria_table(run, run.shortcoming("KD1")))["KD1.1", "evidence"]
    assert "(computed: 9 / 11; from figures printed in section III.1.2" in evidence
