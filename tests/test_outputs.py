"""Tests of `khacphuc.outputs`."""

import pytest

from khacphuc import outputs
from khacphuc.checks.result import CheckResult
from khacphuc.inputs import Inputs
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
