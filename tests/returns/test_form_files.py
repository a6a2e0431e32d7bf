"""Forms are written for whoever is asked, and nothing that somebody saved is written over."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from khacphuc.data.returns.form_layout import FORM_SHEET
from khacphuc.errors import UsageError
from khacphuc.inputs import Inputs, load_inputs
from khacphuc.project.layout import Layout
from khacphuc.returns.form_files import write_forms

from .. import invented
from . import worlds
from .office import make_office


@pytest.fixture(scope="module")
def office_tables(tmp_path_factory):
    """The clean tables of the office."""
    layout = make_office(tmp_path_factory.mktemp("office"))
    return load_inputs(worlds.RUN, root=str(layout.root)).typed_tables


@pytest.fixture
def layout(tmp_path, office_tables, monkeypatch):
    """A project of the office whose tables are read already."""
    (tmp_path / "params").mkdir()
    parameters = invented.PARAMETERS.replace("LANGUAGE", "vi")
    (tmp_path / "params" / f"{worlds.RUN}.yml").write_text(parameters, encoding="utf-8")
    monkeypatch.setattr(Inputs, "typed_tables", office_tables)
    return Layout(tmp_path)


def test_every_unit_gets_a_form_for_the_period(layout):
    """A file each, named for the collection, the unit and the period; it says the same within."""
    files = write_forms(layout, worlds.RUN, "2031-03")
    assert len(files.written) == len(worlds.COMMUNES)
    first = layout.root / "forms" / worlds.RUN / "2031-03" / "monthly_DV1101_2031-03.xlsx"
    assert first in files.written
    identity = [cell.value for cell in load_workbook(first)[FORM_SHEET][2]]
    assert identity[5:7] == ["DV1101", "2031-03"]


def test_one_workbook_a_unit_has_a_sheet_for_each_period(layout, tmp_path):
    """Units that ended have a sheet for the periods before."""
    files = write_forms(layout, worlds.RUN, out=tmp_path / "out", by_unit=True)
    named = {file.name: file for file in files.written}
    sheets = load_workbook(named["monthly_DV1101_2031.xlsx"]).sheetnames
    assert sheets[:-2] == list(worlds.MONTHS)
    assert f"monthly_{worlds.CLOSED}_2031-01.xlsx" in named


def test_what_somebody_saved_stays(layout, office_tables, monkeypatch):
    """Forms nobody has touched are written anew when the collection changes; a saved one stays."""
    first, second = write_forms(layout, worlds.RUN, "2031-Q1").written[:1] * 2
    again = write_forms(layout, worlds.RUN, "2031-q1")
    assert (again.written, again.unchanged) == ((), 1)
    changed = {**office_tables, "collections": office_tables["collections"].assign(form_version="3")}
    monkeypatch.setattr(Inputs, "typed_tables", changed)
    assert write_forms(layout, worlds.RUN, "2031-Q1").written == (first,)
    workbook = load_workbook(io.BytesIO(second.read_bytes()))
    workbook["2031-Q1"]["D9"] = 7
    workbook.save(second)
    before = second.read_bytes()
    files = write_forms(layout, worlds.RUN, "2031-Q1")
    assert (files.written, files.saved) == ((), (second,))
    assert second.read_bytes() == before


@pytest.mark.parametrize("period", ["2031-3", "tháng 3", "2031-13", "2031-Q5", "../2031-03"])
def test_what_is_no_period_is_refused(layout, period):
    """The message says how periods are typed."""
    with pytest.raises(UsageError, match="2021-Q1"):
        write_forms(layout, worlds.RUN, period)


def test_a_period_nobody_is_asked_for_is_refused(layout):
    """The message names the periods there are."""
    with pytest.raises(UsageError, match=r"2031-01, 2031-02, 2031-03 \(monthly\); 2031-Q1"):
        write_forms(layout, worlds.RUN, "2031-H1")


def test_nothing_is_written_where_the_project_reads(layout):
    """Forms among raw office_tables would be taken for data."""
    with pytest.raises(UsageError, match="--out"):
        write_forms(layout, worlds.RUN, out=layout.raw(worlds.RUN) / "received")
    assert not (layout.raw(worlds.RUN) / "received").exists()


def test_a_run_that_collects_nothing_has_no_forms(layout, office_tables, monkeypatch):
    """The message names the tables that are empty."""
    empty = {
        name: office_tables[name].iloc[:0] for name in ("collections", "collection_items", "return_rules")
    }
    monkeypatch.setattr(Inputs, "typed_tables", office_tables | empty)
    with pytest.raises(UsageError, match="collection_items"):
        write_forms(layout, worlds.RUN)
