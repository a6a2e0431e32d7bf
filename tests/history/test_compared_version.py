"""Which issued version a run is compared with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khacphuc.console.progress import Silent
from khacphuc.history.compared_version import leave_issued
from khacphuc.history.signoffs import SignOff, add_sign_off
from khacphuc.history.version_file import list_versions, read_record
from khacphuc.project.files import write_text
from khacphuc.run.attempt import run_report
from khacphuc.run.manifest import MANIFEST, Manifest, read_manifest
from khacphuc.run.outcome import Options
from khacphuc.run.staleness import unchanged

pytestmark = pytest.mark.usefixtures("writers")
ISSUED = "clean/issued.parquet"


def make(project, fake, **options):
    """Make the run; the record of what is published."""
    outcome = run_report(
        project, "2021", progress=Silent(), execute=fake.InProcess(), options=Options(**options)
    )
    assert outcome.status == "published"
    return read_manifest(project.published_report("2021") / MANIFEST)


def edit(project, number):
    """Change a number of the run."""
    write_text(project.raw("2021") / "figures.csv", f"figure_id,printed\nSL041,{number}\n")


def test_a_changed_run_is_compared_with_what_was_issued_last(project, fake):
    """The first with nothing; one that is made again with the same as before, whatever was issued since."""
    assert make(project, fake).compared_with == ""
    (first,) = list_versions(project.history("2021"))
    edit(project, 2)
    record = make(project, fake)
    assert record.compared_with == first.path.name
    assert ISSUED in record.outputs
    assert unchanged(project, "2021").status == "unchanged"
    assert make(project, fake, force=True) == record
    assert len(list_versions(project.history("2021"))) == 2
    edit(project, 3)
    assert make(project, fake).compared_with == list_versions(project.history("2021"))[1].path.name


def test_a_comparison_is_compared_with_what_its_last_run_issued(project, fake):
    """And made again with the same; a board paper with nothing."""
    make(project, fake)
    (first,) = list_versions(project.history("2021"))
    build = project.root / "build"
    assert leave_issued(project, "2021-board-2021-03", build, {}) == ""
    assert not (build / ISSUED).exists()
    assert leave_issued(project, "2021-with-2020", build, {}) == first.path.name
    assert (build / ISSUED).is_file()
    edit(project, 2)
    make(project, fake)
    assert leave_issued(project, "2021-with-2020", build, {}, first.path.name) == first.path.name


def test_what_nobody_signed_is_not_issued(project, fake):
    """A run is compared with the last version every role approved."""
    parameters = project.parameters("2021")
    write_text(parameters, parameters.read_text(encoding="utf-8") + "signoffs: [Bí thư]\n")
    make(project, fake)
    edit(project, 2)
    assert make(project, fake).compared_with == ""
    first, _ = list_versions(project.history("2021"))
    digest = read_record(first.path).run_json
    add_sign_off(project.history("2021"), SignOff("2022-01-06", digest, "Bí thư", "approved", ""))
    edit(project, 3)
    assert make(project, fake).compared_with == first.path.name


def test_a_record_from_before_names_none(tmp_path):
    """It can still be read."""
    record = replace(Manifest("2021", "published"), compared_with="x")
    text = record.to_json().replace(' "compared_with": "x",\n', "")
    write_text(tmp_path / MANIFEST, text)
    assert read_manifest(tmp_path / MANIFEST).compared_with == ""
