"""Tests of `khacphuc.notebooks.rule`."""

import pandas as pd
import pytest

from khacphuc.checks.rule_run import RuleRun
from khacphuc.checks.suites import load_suites
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
    assert set(words(language, "view_column")) <= columns - set(words(language, "column"))


def test_arguments_are_words():
    """Lists stand item by item, codes are called by their names, lists of codes by theirs."""
    written = {rule: nodes.plain(blocks(rule)[1].rows) for rule in ("DG-05", "DG-07", "TR-01", "TR-02")}
    assert written["DG-05"].endswith("value_setcó")
    assert "chưa đủ dữ liệu" in written["DG-07"]
    assert written["TR-01"].endswith("(trống)")
    assert "các mã của danh sách figures" in written["TR-02"]


def test_how_it_ended():
    """It holds, fails, broke by itself, or is checked later."""
    frame = pd.DataFrame({"rule": ["SL-01"], "uses": ["SL001"], "row_id": [""]})
    assert nodes.plain(blocks("TR-02", rows=frame)[0]).endswith("● Đạt ở cả 1 dòng.")
    failing = blocks("TR-02", rows=frame, failed=(0,), holds=False)
    assert nodes.plain(failing[0]).endswith("× Không đạt ở 1 trong 1 dòng.")
    assert nodes.plain(failing[2].rows[0][-1]) == "× có phát hiện"
    broken = blocks("TR-02", rows=frame, holds=False, broken="phép kiểm tra bị lỗi: x")
    assert nodes.plain(broken[0]).endswith("× phép kiểm tra bị lỗi: x")
    assert len(blocks("TR-02", rows=frame.head(0))) == len(blocks("TR-02")) == 2


def test_many_rows_are_bounded():
    """Of ten thousand rows those that fail come first, and the note says how many are left out."""
    frame = pd.DataFrame({"rule": "SL-01", "uses": [f"SL{n:06}" for n in range(10_000)]})
    table = blocks("TR-02", rows=frame, failed=tuple(range(5000, 10_000)), holds=False)[2]
    assert len(table.rows) == 205
    assert nodes.plain(table.rows[0][1]) == "SL005000"
    assert nodes.plain(table.note) == "Còn 9.795 dòng khác không hiện ở đây."
