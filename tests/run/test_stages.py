"""The stages of a run."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from khacphuc.kernels.zygote import SWITCH, close_zygote
from khacphuc.project.layout import Layout
from khacphuc.project.selection import Selection
from khacphuc.run.stages import CHECK, CLEAN, PARAMETERS, STAGES, warm_up


def test_the_stages_stand_in_the_order_of_the_way_through(tmp_path):
    """Each stage knows its notebook, and where the executed one goes."""
    assert [stage.name for stage in STAGES] == ["10_clean", "20_check", "30_assess", "40_report"]
    assert STAGES[0].notebook(Layout(tmp_path)) == tmp_path / "notebooks" / "10_clean.ipynb"
    assert STAGES[3].executed(tmp_path) == tmp_path / "notebooks" / "40_report.ipynb"
    assert PARAMETERS == ("run", "root", "build")


def test_the_year_before_is_read_with_its_parameters(tmp_path):
    """They say which year it is about, and so which reports its units owed."""
    layout = Layout(tmp_path)
    places = CHECK.places(layout, "2021", Selection("2020", "tay-ninh"))
    assert {layout.raw("2020"), layout.parameters("2020")} <= set(places)
    assert layout.parameters("") not in CHECK.places(layout, "2021", Selection("", "tay-ninh"))


def test_what_is_made_is_declared():
    """The artefacts a green run must have left."""
    assert {stage.name: stage.artefacts for stage in STAGES} == {
        "10_clean": ("clean/figures.parquet", "report/tables/figures.csv"),
        "20_check": ("clean/findings_printed.json",),
        "30_assess": (
            "clean/findings.json",
            "report/tables/targets.csv",
            "report/tables/criteria.csv",
            "report/tables/assessments.csv",
            "report/tables/findings.csv",
        ),
        "40_report": (),
    }


@pytest.mark.parametrize("module", sorted({module for stage in STAGES for module in stage.imports}))
def test_what_is_imported_early_exists(module):
    """A module that was renamed would only be missed by the clock."""
    assert find_spec(module)


def test_planning_needs_no_pandas():
    """What is planned is known before anything slow is imported."""
    code = (
        "import sys, khacphuc.run.stages\n"
        "print([m for m in ('pandas', 'papermill', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("kernels", "started"), [("warm", [[*CLEAN.imports, *CHECK.imports]]), ("plain", [])]
)
def test_the_first_imports_begin_early(monkeypatch, kernels, started):
    """Unless the user wants plain kernels."""
    requested = []
    monkeypatch.setenv(SWITCH, kernels)
    monkeypatch.setattr("khacphuc.kernels.zygote.start_zygote", requested.append)
    warm_up(CLEAN, CHECK)
    assert requested == started


@pytest.mark.untraced
def test_a_system_without_zygotes_begins_as_ever(monkeypatch):
    """Why kernels will be slow is told when one is started, not before."""
    monkeypatch.setattr(sys, "platform", "win32")
    close_zygote()
    assert warm_up(CLEAN) is None
