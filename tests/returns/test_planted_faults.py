"""The forty kinds of faults an office is sent: each is told with file, sheet and cell, and nothing else."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from khacphuc.data.returns.faults import FaultKind
from khacphuc.project.layout import Layout

from .gathering import faults_of, gathered
from .planted_faults import PLANTS, ExpectedFault, slot
from .worlds import COMMUNES, MONTHS, ROWS, World

SPREADSHEETS = shutil.which("soffice")


def names(faults):
    """Faults as they can be compared and read."""
    return sorted(tuple(map(str, fault)) for fault in faults)


def planted(folder, *faults):
    """An office with faults planted, what is to be told of them, and what was gathered."""
    world = World()
    expected = {row for fault in faults for row in PLANTS[fault](world, slot([*PLANTS].index(fault)))}
    return expected, gathered(Layout(world.write(folder)))


def test_there_are_forty():
    """As many as the issue lists, each planted into a report nobody else touches."""
    assert len(PLANTS) == len({slot(number) for number in range(len(PLANTS))}) == 40


@pytest.mark.full  # in make test, six communes without a fault (test_gathered_province)
def test_nothing_is_told_of_forms_that_are_right(tmp_path):
    """Every report came in, every rate is whole, and no fault is told."""
    frames = gathered(Layout(World().write(tmp_path / "office")))
    assert not names(faults_of(frames))
    assert (frames["rates"]["rate_on_time"] == 100).all()
    # nobody holds forums online, and says so
    assert {*frames["totals"].query("status != 'complete' and period != ''")["indicator"]} == {"online"}


def test_all_together_are_told(tmp_path):
    """None hides another, and none stops the rest: what is right beside them counts."""
    expected, frames = planted(tmp_path / "office", *PLANTS)
    assert names(faults_of(frames)) == names(expected)
    forms = frames["forms"]
    right = forms[(forms["counted"] == "yes") & (forms["period"] == MONTHS[2])]
    # one sent a copy of the form of another
    assert len({*COMMUNES} - {*right["unit_id"]}) == 1


@pytest.mark.full
@pytest.mark.parametrize("fault", PLANTS)
def test_each_is_told(tmp_path, fault):
    """The fault with its places, what follows from it, and nothing else."""
    expected, frames = planted(tmp_path / "office", fault)
    assert names(faults_of(frames)) == names(expected)


@pytest.mark.full
@pytest.mark.skipif(not SPREADSHEETS, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("xlsx", FaultKind.SAVED_BY_LIBREOFFICE),
        ("xls", FaultKind.OLD_WORKBOOK),
        ("ods", FaultKind.OPENDOCUMENT),
    ],
)
def test_a_form_saved_by_libreoffice(tmp_path, suffix, kind):
    """It is read to the last value; what it saves in another format is told by that format."""
    world, at = World(), slot(0)
    sent = world.of(*at)
    (tmp_path / "form.xlsx").write_bytes(sent.data)
    subprocess.run(
        [
            *(SPREADSHEETS, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--convert-to", suffix, "--outdir", tmp_path / "saved", tmp_path / "form.xlsx"),
        ],
        check=True,
        capture_output=True,
    )
    data = (tmp_path / "saved" / f"form.{suffix}").read_bytes()
    before = gathered(Layout(world.write(tmp_path / "before")))["values"]
    if suffix == "xlsx":
        sent = world.replace(*at, data=data)
        expected = {ExpectedFault(kind, *at, sent.file, sent.sheet)}
    else:
        sent = world.replace(*at, data=data, report=None, sheet="")
        expected = {ExpectedFault(kind, "", "", sent.file), ExpectedFault(FaultKind.MISSING_FORM, *at)}
    frames = gathered(Layout(world.write(tmp_path / "after")))
    assert names(faults_of(frames)) == names(expected)
    if suffix == "xlsx":
        assert len(ROWS) == len(of_unit(before, *at))
        assert of_unit(frames["values"], *at) == of_unit(before, *at)


def of_unit(values, unit_id, period):
    """The values of one report by indicator, as texts, so that a missing one is the same as itself."""
    rows = values[(values["unit_id"] == unit_id) & (values["period"] == period)]
    return {row.indicator: (str(row.value), row.status, row.cell) for row in rows.itertuples()}
