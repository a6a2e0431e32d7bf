"""Tests of `khacphuc.data.gathered.run_returns`, and of what opening a run makes of it."""

import pandas as pd
import pytest

from khacphuc.data.gathered.return_frames import GATHERED_FRAMES
from khacphuc.data.store import load_gathered, load_public, load_tables, previous_tables, save_tables
from khacphuc.inputs import Inputs
from khacphuc.outputs import save_gathered
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

from .reporting_office import MONTHS, RUN, UNITS, write_office


def opened(folder, *, from_raw=True):
    """The run of a project."""
    return Inputs(Workspace(Layout(folder), RUN, folder / "build", fallback=False), from_raw=from_raw)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """The office in which all communes reported both months."""
    return opened(write_office(tmp_path_factory.mktemp("office") / "project"))


def total(gathered, indicator, period=""):
    """A total of all units: its value, what was reported and expected, and its status."""
    totals = gathered["totals"].set_index(["indicator", "period", "parent"])
    return totals.loc[(indicator, period, ""), ["value", "reported", "expected", "status"]].tolist()


def test_forms_become_totals(inputs):
    """Of what everybody reported nothing is wrong."""
    gathered = inputs.gathered
    assert set(gathered) == set(GATHERED_FRAMES)
    assert len(gathered["expected"]) == len(gathered["forms"]) == len(UNITS) * len(MONTHS)
    assert gathered["faults"].empty
    assert total(gathered, "sessions") == [48, 4, 4, "complete"]
    assert total(gathered, "share") == [2, 2, 2, "complete"]
    year = gathered["rates"][(gathered["rates"]["period"] == "") & (gathered["rates"]["parent"] == "")]
    assert year[["expected", "actual", "on_time"]].to_numpy().tolist() == [[4, 4, 4]]


def test_totals_become_figures(inputs):
    """An empty number is the total, one that was typed stays; units are counted among those asked."""
    figures = inputs.tables["figures"].set_index("figure_id")
    codes = ["SL911", "SL912", "SL913", "SL914", "SL915"]
    assert figures.loc[codes, "printed"].tolist() == ["06", "50", "54", "24", "2/2"]
    assert figures.loc[codes, "value"].tolist() == [6, 50, 54_000_000, 24, 1]
    assert figures.loc["SL911", "source"] == "tổng hợp báo cáo đơn vị (4/4 báo cáo)"
    assert (figures.loc[codes, "problem"] == "").all()
    compared = inputs.tables["return_figures"].set_index("figure_id")
    assert compared.loc["SL912", ["value", "total"]].tolist() == [50, 48]


def test_what_is_left_is_read_again(inputs):
    """The stages after read what was gathered, and people the values and rates as CSV."""
    later = opened(inputs.workspace.layout.root, from_raw=False)
    save_gathered(later, inputs.gathered)
    save_tables(later.workspace, inputs.tables)
    again = load_gathered(later.workspace)
    for name, frame in inputs.gathered.items():
        pd.testing.assert_frame_equal(again[name], frame, check_dtype=False, check_categorical=False)
    assert later.gathered.keys() == again.keys()
    assert "return_figures" in load_tables(later.workspace)
    assert len(load_public(later.workspace, "returns")) == len(inputs.gathered["values"])
    assert len(load_public(later.workspace, "rates")) == len(inputs.gathered["rates"])


@pytest.mark.full
def test_of_the_run_before_totals_are_gathered_as_well(inputs):
    """Its figures are compared with this year's; without its year they stay open."""
    year = previous_tables(inputs.workspace, RUN, year=2031)["figures"].set_index("figure_id")
    assert year.loc["SL911", "printed"] == "06"
    open_ones = previous_tables(inputs.workspace, RUN)["figures"].set_index("figure_id")
    assert open_ones.loc["SL911", "printed"] == ""


def test_the_year_of_the_run_before_is_its_own(inputs, monkeypatch):
    """A run of two years ago is gathered as of then, whatever this year is; no forms, no year."""
    layout = inputs.workspace.layout
    parameters = layout.parameters(RUN).read_text(encoding="utf-8")
    text = parameters.replace("year: 2031", "year: 2033").replace('previous: ""', f"previous: {RUN}")
    layout.parameters("2033").write_text(text, encoding="utf-8")
    years = []
    monkeypatch.setattr("khacphuc.inputs.previous_tables", lambda *_, year: years.append(year))
    monkeypatch.setattr("khacphuc.inputs.find_office", lambda *_: "")
    later = Inputs(Workspace(layout, "2033", layout.root / "build", fallback=False))
    assert later.previous_tables is None
    monkeypatch.setattr("khacphuc.inputs.has_collections", lambda _: False)
    assert Inputs(later.workspace).previous_tables is None
    assert years == [2031, None]


def test_nobody_reported(tmp_path):
    """A figure waits without a number, which is no unreadable cell."""
    inputs = opened(write_office(tmp_path / "project", {}))
    figures = inputs.tables["figures"].set_index("figure_id")
    assert figures.loc["SL911", ["printed", "problem"]].tolist() == ["", ""]
    assert inputs.tables["return_figures"]["status"].tolist() == ["insufficient_data"] * 5
