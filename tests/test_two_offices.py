"""Two offices in one project: what one changes, the other neither reads, nor counts, nor is made stale by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from khacphuc.checks.views.counts import units_by_level
from khacphuc.console.progress import Silent
from khacphuc.data.units import valid_units
from khacphuc.errors import ParameterError
from khacphuc.inputs import Inputs
from khacphuc.project.files import read_text, write_text
from khacphuc.project.layout import Layout
from khacphuc.project.selection import Selection
from khacphuc.project.workspace import Workspace
from khacphuc.run.attempt import run_report
from khacphuc.run.hashing import input_files
from khacphuc.run.manifest import MANIFEST, read_manifest
from khacphuc.run.outcome import Options, Outcome
from khacphuc.run.preconditions import check_preconditions
from khacphuc.run.staleness import unchanged
from khacphuc.schema.tables import REFERENCE_TABLES, TABLES

from . import run2021

HEADER = ",".join(field.name for field in TABLES["indicators"].raw if not field.optional)
LANTERNS = f"{HEADER}\nlanterns,Đèn lồng,chiếc,,,count,,,,,,,,,\n"


def units(communes: int) -> str:
    """The units of a made-up province with so many communes."""
    rows = ["DV800,Tỉnh Long An,province,,,", "DV801,Huyện A,district,DV800,,30/6/2025"]
    rows += [f"DV9{number:04},Xã {number},commune,DV801,," for number in range(communes)]
    return "\n".join(["unit_id,name,level,parent,valid_from,valid_to", *rows, ""])


def inputs(layout: Layout, run: str) -> Inputs:
    """A run opened from its raw tables."""
    return Inputs(Workspace(layout, run, layout.runs(run) / "test", fallback=False), from_raw=True)


@pytest.fixture
def offices(tmp_path):
    """The project of 2021, and beside it a province of 120 communes with the same tables of its own."""
    for part in ("data", "params"):
        shutil.copytree(run2021.ROOT / part, tmp_path / part)
    layout = Layout(tmp_path)
    shutil.copytree(layout.raw("2021"), layout.raw("la-2021"))
    text = read_text(layout.parameters("2021"))
    write_text(layout.parameters("la-2021"), text.replace("office: tay-ninh", "office: long-an"))
    write_text(layout.office("long-an") / "units.csv", units(120))
    write_text(layout.office("long-an") / "indicators.csv", LANTERNS)
    return layout


def test_each_counts_its_units(offices):
    """Of the lists of two provinces neither gets the sum, and an office's indicators are its own."""
    tables = {run: inputs(offices, run).tables for run in ("2021", "la-2021")}
    counts = {run: units_by_level(valid_units(frames["units"], 2021)) for run, frames in tables.items()}
    assert counts == {
        "2021": {"province": 1, "district": 9, "commune": 94},
        "la-2021": {"province": 1, "district": 1, "commune": 120},
    }
    assert units_by_level(valid_units(tables["la-2021"]["units"], 2025)) == {"province": 1, "commune": 120}
    known = {run: "lanterns" in set(frames["indicators"]["indicator_id"]) for run, frames in tables.items()}
    assert known == {"2021": False, "la-2021": True}


def test_each_is_checked_by_its_units(offices):
    """94/94 fits the communes of one, and is critical beside the 120 of the other, not beside 214."""
    expected = {}
    for run in ("2021", "la-2021"):
        rows = run2021.findings(inputs(offices, run).tables).query("rule == 'SL-20'")
        expected[run] = rows["expected"].tolist()
    assert expected == {"2021": [], "la-2021": ["120 đơn vị trong danh mục"]}


CHANGES = {
    "units": lambda layout: write_text(layout.office("long-an") / "units.csv", units(7)),
    "no units": lambda layout: (layout.office("long-an") / "units.csv").unlink(),
    "indicators": lambda layout: write_text(layout.office("long-an") / "indicators.csv", f"{HEADER}\n"),
    "new file": lambda layout: write_text(layout.office("long-an") / "register.xlsx", "no workbook"),
    "sidecar": lambda layout: write_text(layout.office("long-an") / "units.source.yml", "title: x"),
    "raw tables": lambda layout: write_text(layout.raw("la-2021") / "figures.csv", "no table"),
    "another office": lambda layout: write_text(layout.office("ca-mau") / "units.csv", units(1)),
}


OF_A_RUN = {
    f"table {name}": lambda layout, name=name: write_text(layout.raw("la-2021") / f"{name}.csv", "no table")
    for name in TABLES
    if name not in REFERENCE_TABLES
}


@pytest.mark.sampled(40)
@pytest.mark.parametrize("change", [*CHANGES.values(), *OF_A_RUN.values()], ids=[*CHANGES, *OF_A_RUN])
def test_a_change_for_one_does_not_reach_the_other(offices, change):
    """Neither what the other reads, nor the files it is made stale by."""
    selection = Selection("", "tay-ninh")
    files = input_files(offices, "2021", selection)
    before = {file: file.read_bytes() for file in files}, inputs(offices, "2021").tables
    change(offices)
    assert {file: file.read_bytes() for file in input_files(offices, "2021", selection)} == before[0]
    after = inputs(offices, "2021").tables
    for name, frame in before[1].items():
        pd.testing.assert_frame_equal(after[name], frame)
    assert not [file for file in files if "long-an" in file.as_posix()]


@pytest.mark.usefixtures("writers")
def test_staleness_apart(project, fake):
    """Both published: a table of one makes its own run stale, a shared table both."""
    fake.add_run(project, "la-2021")
    for run, office in (("2021", "tay-ninh"), ("la-2021", "long-an")):
        write_text(project.office(office) / "units.csv", "id,name\n")
        file = project.parameters(run)
        write_text(file, f"office: {office}\n{read_text(file)}")
    for run in ("2021", "la-2021"):
        outcome = run_report(
            project, run, progress=Silent(), options=Options(force=True), execute=fake.InProcess()
        )
        assert outcome.status == "published", outcome.messages
    assert read_manifest(project.published_report("2021") / MANIFEST).office == "tay-ninh"

    def stale() -> dict[str, object]:
        outcomes = {run: unchanged(project, run) for run in ("2021", "la-2021")}
        return {run: why for run, why in outcomes.items() if not isinstance(why, Outcome)}

    assert stale() == {}
    write_text(project.office("long-an") / "units.csv", "id,name\nDV1,A\n")
    write_text(project.office("ca-mau") / "units.csv", "id,name\n")
    assert stale() == {"la-2021": ("data/raw/reference/long-an/units.csv: differs",)}
    write_text(project.reference / "indicators.csv", "id\n")
    assert set(stale()) == {"2021", "la-2021"}


def test_a_run_is_compared_with_its_own_office(project, fake):
    """``previous`` may not name the run of another office."""
    fake.add_run(project, "la-2020")
    write_text(project.office("long-an") / "units.csv", "id,name\n")
    for run, office, previous in (("2021", "tay-ninh", "la-2020"), ("la-2020", "long-an", "")):
        text = fake.PARAMETERS.replace('previous: ""', f'previous: "{previous}"')
        write_text(project.parameters(run), f"office: {office}\n{text}")
    with pytest.raises(ParameterError) as caught:
        check_preconditions(project, "2021")
    assert str(caught.value) == (
        'params/2021.yml: the key "previous" names run la-2020, of the office long-an, '
        "expected a run of the office tay-ninh"
    )


def test_a_misspelt_office_ends_a_run_before_it_begins(project, fake):
    """With the near name, file and key, as code 2; the right one is taken."""
    file = project.parameters("2021")
    write_text(file, f"office: tay-nin\n{fake.PARAMETERS}")
    with pytest.raises(ParameterError, match="did you mean tay-ninh"):
        check_preconditions(project, "2021")
    write_text(file, f"office: tay-ninh\n{fake.PARAMETERS}")
    assert check_preconditions(project, "2021").office == "tay-ninh"


def test_2021_names_its_office():
    """The project of this repository does as its guide says."""
    assert Path(run2021.LAYOUT.office(run2021.parameters().office), "units.csv").is_file()
