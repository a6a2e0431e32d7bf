"""Tests of `khacphuc.inputs`."""

import json
import shutil

import pandas as pd
import pytest

from khacphuc import inputs as module
from khacphuc import outputs
from khacphuc.data.store import save_table
from khacphuc.errors import SourceError, StageError, UsageError
from khacphuc.inputs import Inputs, load_inputs
from khacphuc.project.files import READS
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

from . import run2021


@pytest.fixture(scope="module")
def layout(new_project, tmp_path_factory):
    """A project of 2021 that has published nothing, whatever was published in this checkout."""
    return Layout(new_project(tmp_path_factory.mktemp("inputs") / "project").root)


@pytest.fixture
def opened(layout, tmp_path):
    """Run 2021 with a build of its own."""
    return Inputs(Workspace(layout, "2021", tmp_path, fallback=False), from_raw=True)


def test_a_run_is_opened_by_its_id(monkeypatch, tmp_path):
    """From anywhere in the project, as a notebook does; a number is understood."""
    (tmp_path / "project").mkdir()
    shutil.copytree(run2021.ROOT / "params", tmp_path / "project" / "params")
    monkeypatch.chdir(tmp_path / "project" / "params")
    inputs = load_inputs(2021)
    assert inputs.workspace.run == "2021"
    assert inputs.workspace.layout.root == (tmp_path / "project").resolve()
    with pytest.raises(UsageError):
        load_inputs("2021", root=str(tmp_path / "elsewhere"))


def test_what_a_run_has(opened):
    """Parameters, policy, prose and tables, and what follows from them."""
    assert opened.parameters == run2021.parameters()
    assert opened.policy == run2021.policy()
    assert opened.prose_name == "params/2021.md"
    assert "@SL" in opened.prose
    assert opened.cited == run2021.cited()
    assert set(opened.tables) == set(run2021.tables())
    assert opened.previous_figures is None
    assert opened.class_names["improved"]


def test_each_part_is_read_when_it_is_used(opened, monkeypatch):
    """A stage that declares the parameters only may open the run."""
    parameters = opened.workspace.layout.parameters("2021")
    monkeypatch.setenv(READS, json.dumps([str(parameters)]))
    assert opened.parameters.year == 2021
    with pytest.raises(StageError, match="does not declare it"):
        _ = opened.prose


def test_what_stages_left_comes_back(opened):
    """The assessment, and findings with and without answers."""
    result = run2021.check()
    outputs.save_assessment(opened, run2021.assessment())
    outputs.save_printed(opened, result)
    outputs.save_findings(opened, result)
    again = Inputs(opened.workspace)
    for name in module.ASSESSMENT:
        frame = getattr(run2021.assessment(), name)
        pd.testing.assert_frame_equal(getattr(again.assessment, name), frame, check_dtype=False)
    assert again.printed == again.checked == result


def test_an_assessment_nobody_left_is_made(opened):
    """A project published by an earlier version has none beside its tables."""
    pd.testing.assert_frame_equal(opened.assessment.targets, run2021.assessment().targets)
    assert opened.assessment.totals["all"] == 11


def test_what_is_not_there_yet(opened):
    """The message names the command that makes it."""
    with pytest.raises(SourceError, match="khacphuc run 2021"):
        _ = opened.printed


def test_tables_are_those_the_first_stage_left(opened):
    """Raw tables are not cleaned again behind the stages' backs."""
    tables = run2021.tables()
    tables["figures"].loc[0, "printed"] = "as 10_clean left it"
    outputs.save_clean(opened, tables)
    assert Inputs(opened.workspace).tables["figures"].loc[0, "printed"] == "as 10_clean left it"
    assert opened.tables["figures"].loc[0, "printed"] == "04"


def test_totals_are_those_that_were_left(tmp_path):
    """Where nothing was gathered there are none, and no raw table is read for that."""
    inputs = Inputs(Workspace(run2021.LAYOUT, "2021", tmp_path, fallback=False))
    assert inputs.totals is None
    left = pd.DataFrame({"indicator": ["gifts"], "value": [2.0]})
    save_table(inputs.workspace, "gathered/totals.parquet", left)
    totals = Inputs(inputs.workspace).totals
    assert totals is not None
    assert totals.to_dict("list") == {"indicator": ["gifts"], "value": [2.0]}
