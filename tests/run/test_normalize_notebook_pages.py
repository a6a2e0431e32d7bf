"""Tests of `khacphuc.run.normalize_notebook`."""

import json

import pytest

from khacphuc.project.files import write_text
from khacphuc.run.normalize_notebook import write_pages
from khacphuc.run.stages import STAGES


@pytest.mark.usefixtures("writers")
def test_each_notebook_has_a_page_that_knows_the_others(project, tmp_path):
    """A page lies beside each executed notebook, and is told the titles of all."""
    for stage in STAGES:
        cells = [{"cell_type": "markdown", "source": f"Sổ {stage.name}"}]
        write_text(stage.executed(tmp_path), json.dumps({"cells": cells}))
    write_pages(project, "2021", tmp_path)
    names = {file.name for file in (tmp_path / "notebooks").iterdir()}
    assert names == {f"{stage.name}{kind}" for stage in STAGES for kind in (".html", ".ipynb")}
    page = STAGES[1].executed(tmp_path).with_suffix(".html").read_text(encoding="utf-8")
    assert "<h1>Sổ 20_check</h1>" in page
    assert "2021, 1, ['10_clean', '20_check', '30_assess', '40_report']" in page
