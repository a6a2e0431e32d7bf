"""Tests of `khacphuc.notebooks.rule`."""

import re

import pandas as pd
import pytest

from khacphuc.checks.rule_run import RuleRun
from khacphuc.checks.suites import load_suites
from khacphuc.checks.views.restatements import RESTATEMENTS
from khacphuc.checks.views.returns import RETURN_SUITES
from khacphuc.checks.views.tables import assessed_views, printed_views
from khacphuc.data.records.systems import unused_suites
from khacphuc.locale import LANGUAGES, words
from khacphuc.notebooks.rule import rule_blocks
from khacphuc.report.document import nodes

from .. import run2021

SUITES = load_suites(run2021.LAYOUT.expectations)
BY_ID = {
    expectation.meta.rule: (table, expectation)
    for table, suite in SUITES.items()
    for expectation in suite.expectations
}


def blocks(rule, **state):
    """What is said of a rule that was not run, or ended like this."""
    table, expectation = BY_ID[rule]
    run = RuleRun(table, expectation, **state)
    return rule_blocks(run, run2021.tables(), run2021.policy().class_names("vi"), "vi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_a_rule_has_a_heading(language):
    """A rule may look at a column that stands in no table: it has a name for people all the same."""
    known = {*words(language, "column"), *words(language, "view_column")}
    columns = {column for _, expectation in BY_ID.values() for column in expectation.columns}
    assert columns <= known
    in_tables = {"measured"}  # of an assessment its measured criteria, of a figure what is counted
    assert set(words(language, "view_column")) <= columns - set(words(language, "column")) | in_tables


def test_arguments_stand_as_they_are_given_with_their_meaning_beside():
    """A code inside an argument is never translated: its name, or the heading of the column, is beside it."""
    last = {
        rule: [nodes.plain(cell) for cell in blocks(rule)[1].rows[-1]]
        for rule in ("DG-05", "DG-07", "TR-01", "TR-02", "SL-19", "SL-24")
    }
    assert last["DG-05"] == ["value_set", "[true]", "có"]
    assert last["DG-07"][:2] == ["value_set", '["insufficient_data"]']
    assert "chưa đủ dữ liệu" in last["DG-07"][2]
    assert last["TR-01"] == ["value_set", '[""]', "(trống)"]
    assert last["TR-02"] == ["known", '{"$PARAMETER": "figures"}', "các mã của danh sách figures"]
    assert last["SL-19"][1] == '["measured", "counted"]'
    assert last["SL-19"][2] == "Số in được đếm; Bảng được đếm"  # no kind of criterion
    assert last["SL-24"] == ["share", "0.5", ""]


def test_how_it_ended():
    """It holds, fails, broke by itself, or is checked later."""
    frame = pd.DataFrame({"rule": ["SL-01"], "uses": ["SL001"], "row_id": [""]})
    held = blocks("TR-02", rows=frame, compared=(0,))
    assert nodes.plain(held[0]).endswith("● Đạt ở cả 1 dòng đã đối chiếu.")
    assert nodes.plain(blocks("TR-02", rows=frame)[0]).endswith("các ô cần so còn trống.")
    assert nodes.plain(blocks("TR-02")[0]).endswith("mà kỳ báo cáo chưa có.")
    failing = blocks("TR-02", rows=frame, failed=(0,), holds=False)
    assert nodes.plain(failing[0]).endswith("× Không đạt ở 1 trong 1 dòng đã đối chiếu.")
    assert nodes.plain(failing[2].rows[0][-1]) == "× có phát hiện"
    broken = blocks("TR-02", rows=frame, holds=False, broken="phép kiểm tra bị lỗi: x")
    assert nodes.plain(broken[0]).endswith("× phép kiểm tra bị lỗi: x")
    assert len(blocks("TR-02", rows=frame.head(0))) == len(blocks("TR-02")) == 2


def test_many_rows_are_bounded():
    """Of ten thousand rows those that fail come first, and the note says how many are left out."""
    frame = pd.DataFrame({"rule": "SL-01", "uses": [f"SL{n:06}" for n in range(10_000)]})
    table = blocks("TR-02", rows=frame, failed=tuple(range(5000, 10_000)), holds=False)[2]
    assert len(table.rows) == 200
    assert nodes.plain(table.rows[0][1]) == "SL005000"
    assert nodes.plain(table.note) == (
        "Còn 4.800 dòng đã đối chiếu không hiện ở đây. 5.000 dòng khác không có gì để đối chiếu."
    )


def test_only_rows_that_were_compared_count():
    """Of ten rows one has something to compare, and it fails; the others are neither shown nor counted."""
    frame = run2021.tables()["figures"].assign(bound=">=", bound_printed="").head(10)
    sentence, _, table = blocks("SL-27", rows=frame, failed=(3,), compared=(3,), holds=False)
    assert nodes.plain(sentence).endswith("Không đạt ở 1 trong 1 dòng đã đối chiếu.")
    assert len(table.rows) == 1
    assert nodes.plain(table.note) == "9 dòng khác không có gì để đối chiếu."


@pytest.mark.full  # in make test, one rule shows its rows
def test_no_row_of_a_rule_shows_codes_run_together():
    """Signs, several codes in a cell and indicators stand as people write them, in the rows of every rule."""
    tables, assessment = run2021.tables(), run2021.assessment()
    views = printed_views(tables, status="final", year=2021, previous=None)
    later = assessed_views(
        tables,
        targets=assessment.targets,
        criteria=assessment.criteria,
        assessments=assessment.assessments,
        prose=run2021.cited(),
        language="vi",
    )
    for rule, (table, expectation) in BY_ID.items():
        # 2021 asks no unit, issued nothing before, and keeps no such records
        if table in {*RETURN_SUITES, RESTATEMENTS, *unused_suites(tables)}:
            continue
        has_columns = table in views and expectation.columns <= set(views[table])
        rows = (views if has_columns else later)[table].head(5)
        if rows.empty:
            continue
        listed = blocks(rule, rows=rows, failed=tuple(range(len(rows))))[-1]
        cells = {
            nodes.plain(cell)
            for row in listed.rows
            for name, cell in zip(listed.names, row, strict=True)
            if name != "indicator_id"
        }
        assert not [cell for cell in cells if re.search(r"\w;\w|[<>]=|\b[a-z]+_[a-z_]+\b", cell)], rule


def test_an_indicator_is_called_by_its_name():
    """The rows of a rule about indicators name them as people do."""
    (*_, table) = blocks("SL-10", rows=run2021.tables()["figures"].assign(parts="").head(1))
    column = table.names.index("indicator")
    (cell,) = table.rows[0][column]
    assert (cell.text, cell.hint) == ("Khuyết điểm được nhìn nhận", "shortcomings")
