"""Tests of `khacphuc.notebooks.tables`."""

import shutil

import pandas as pd
import pytest

from khacphuc.data.store import save_tables
from khacphuc.inputs import Inputs
from khacphuc.notebooks.tables import show_figures, show_findings, show_table
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.document import nodes

from .. import run2021
from ..findings import finding


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """Run 2021 with its clean tables."""
    workspace = Workspace(run2021.LAYOUT, "2021", tmp_path_factory.mktemp("build"))
    save_tables(workspace, run2021.tables())
    return Inputs(workspace)


def words(aside):
    """The words of the rows of a table."""
    (table,) = aside.parts
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


def test_a_table_is_called_by_its_name(inputs):
    """The caption is the table's name, classes are called by theirs, and texts are whole."""
    aside = show_table(inputs, run2021.assessment().assessments, "assessments")
    assert nodes.plain(aside.parts[0].caption) == "Kết quả đánh giá"
    assert words(aside)[2][1] == "○ chưa được khắc phục triệt để"
    assert "…" not in repr(aside)


def test_a_table_without_classes_reads_no_policy(tmp_path):
    """A stage declares what it reads; the first one does not read the policy."""
    shutil.copytree(run2021.ROOT / "params", tmp_path / "params")
    layout = Layout(tmp_path)
    layout.policy.unlink()
    inputs = Inputs(Workspace(layout, "2021", tmp_path, fallback=False))
    assert words(show_table(inputs, pd.DataFrame({"status": ["met"]}), "targets")) == [["● đạt"]]


def test_figures_with_a_flag_come_first(inputs):
    """What was printed against convention stands above the rest."""
    rows = words(show_figures(inputs, run2021.tables()["figures"]))
    assert len(rows) == 77
    assert "dấu chấm trước phần thập phân" in rows[0]


def test_findings_are_cards(inputs):
    """A finding has its card, as on the review page."""
    html = show_findings(inputs, [finding()])._repr_mimebundle_()["text/html"]
    assert f'id="f-{finding().rule}' in html
