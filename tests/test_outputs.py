"""Tests of `khacphuc.outputs`."""

import shutil

import pandas as pd
import pytest

from khacphuc import outputs
from khacphuc.checks.result import CheckResult
from khacphuc.inputs import Inputs
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

from . import run2021
from .findings import ACCEPTED, finding

RESULT = CheckResult((finding(answer=ACCEPTED),))


@pytest.fixture
def inputs(tmp_path):
    """Run 2021 with a build of its own."""
    return Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path, fallback=False))


def files(inputs):
    """The files of the build."""
    folder = inputs.workspace.build
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_clean_tables(inputs):
    """Whole for the stages after; figures and computed numbers for people."""
    tables = run2021.tables()
    outputs.save_clean(inputs, tables)
    public = {"report/tables/figures.csv", "report/tables/computed.csv"}
    assert files(inputs) == {f"clean/{name}.parquet" for name in tables} | public


def test_an_assessment(inputs):
    """Three tables, whole and for people."""
    outputs.save_assessment(inputs, run2021.assessment())
    assert files(inputs) == {
        *("clean/assessed_targets.parquet", "clean/assessed_criteria.parquet", "clean/assessments.parquet"),
        *(f"report/tables/{name}.csv" for name in ("targets", "criteria", "assessments")),
    }


def test_findings(inputs):
    """Those about what was printed are for the next stage only."""
    outputs.save_printed(inputs, RESULT)
    assert files(inputs) == {"clean/findings_printed.json"}
    outputs.save_findings(inputs, RESULT)
    assert files(inputs) >= {"clean/findings.json", "report/tables/findings.csv"}
    text = inputs.workspace.report("tables/findings.csv").read_text(encoding="utf-8")
    assert "chấp nhận: đã rà soát (Bí thư, 03/3/2021)" in text


def test_what_a_notebook_shows():
    """The columns a person reads."""
    frame = outputs.show_findings(RESULT)
    assert list(frame.columns) == ["severity", "rule", "row_id", "related", "observed", "expected", "answer"]


def test_a_table_is_shown_whole_and_in_words(inputs):
    """Codes are called by their names, several in a cell too; texts are not cut; the frame stays."""
    long = "chữ " * 50
    frame = pd.DataFrame(
        {
            "severity": ["warning"],
            "computed_class": ["not_thorough"],
            "status": ["declared_met"],
            "flags": ["spaced;ungrouped"],
            "proxy": [True],
            "kind": pd.array([pd.NA], dtype="string"),
            "statement": [long],
            "threshold": ["improved"],
        }
    )
    view = outputs.show(inputs, frame)
    assert view.frame.iloc[0].to_list() == [
        "Cần xem xét",
        "chưa được khắc phục triệt để",
        "đạt (theo công bố)",
        "có khoảng trống trong số, không ngăn hàng nghìn",
        "có",
        "",
        long,
        "improved",
    ]
    assert long.strip() in view._repr_html_()
    assert "..." not in repr(view)
    assert frame["severity"].to_list() == ["warning"]


def test_a_table_without_classes_reads_no_policy(tmp_path):
    """A stage declares what it reads; the first one does not read the policy."""
    shutil.copytree(run2021.ROOT / "params", tmp_path / "params")
    layout = Layout(tmp_path)
    layout.policy.unlink()
    inputs = Inputs(Workspace(layout, "2021", tmp_path, fallback=False))
    totals = {"all": 11, "met": 9, "not_met": 2, "missing": 0}
    assert outputs.show_totals(inputs, totals).frame["status"].to_list() == [
        "tất cả",
        "đạt",
        "chưa đạt",
        "thiếu dữ liệu",
    ]


def test_a_very_long_table_shows_its_ends(inputs):
    """A page of a hundred thousand rows helps nobody; its size is told."""
    html = outputs.show(inputs, pd.DataFrame({"rows": range(2000)}))._repr_html_()
    assert "2000 rows × 1 columns" in html
    assert html.count("<tr") < 510
