"""In what a record differs from what is here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khacphuc.project.files import write_text
from khacphuc.project.selection import Selection
from khacphuc.run.hashing import PACKAGE, hash_inputs
from khacphuc.run.manifest import Manifest
from khacphuc.run.staleness import differing_inputs, elsewhere, published_file, what_differs
from khacphuc.run.versions import system, versions


@pytest.fixture
def record(project):
    """The record of what is here."""
    return Manifest(
        "2021",
        "published",
        inputs=hash_inputs(project, "2021", Selection(office="tay-ninh")),
        versions=versions(),
        system=system(),
        office="tay-ninh",
    )


def test_what_is_here_does_not_differ(project, record):
    """No line for what is the same; a patch of Python is."""
    assert list(differing_inputs(project, "2021", record)) == []
    python = ".".join(versions()["python"].split(".")[:2])
    assert list(elsewhere(replace(record, versions=versions() | {"python": f"{python}.999"}))) == []


def test_inputs_that_differ_are_named(project, record):
    """One that has changed, one that is new, one that is gone, and the package."""
    write_text(project.prose("2021"), "khác\n")
    write_text(project.raw("2021") / "new.csv", "")
    (project.office("tay-ninh") / "units.csv").unlink()
    other = replace(record, inputs={**record.inputs, PACKAGE: "0"})
    assert sorted(differing_inputs(project, "2021", other)) == [
        "data/raw/2021/new.csv: new",
        "data/raw/reference/tay-ninh/units.csv: missing",
        "params/2021.md: differs",
        f"{PACKAGE}: differs (the package itself)",
    ]


def test_the_run_before_is_that_of_the_record(project, record):
    """Its tables count where the record says they were compared with."""
    write_text(project.raw("2020") / "figures.csv", "")
    assert list(differing_inputs(project, "2021", record)) == []
    assert list(differing_inputs(project, "2021", replace(record, previous="2020"))) == [
        "data/raw/2020/figures.csv: new"
    ]


def test_versions_that_differ_are_named(record):
    """Also those nobody recorded."""
    other = replace(record, versions={**record.versions, "pandas": "1"}, system={"system": "Plan 9"})
    lines = list(elsewhere(other))
    assert f"pandas: 1 there, {versions()['pandas']} here" in lines
    assert any(line.startswith("zlib: not recorded there, ") for line in lines)


@pytest.mark.parametrize(
    ("there", "here", "word"), [(True, True, "differs"), (True, False, "missing"), (False, True, "new")]
)
def test_one_word_says_how(there, here, word):
    """For a file, as seen from the record."""
    assert what_differs(there=there, here=here) == word


def test_outputs_lie_where_readers_look(project):
    """Clean tables and report each in their place."""
    assert published_file(project, "2021", "clean/a.parquet") == project.published_clean("2021") / "a.parquet"
    assert published_file(project, "2021", "report/tables/a.csv") == (
        project.published_report("2021") / "tables" / "a.csv"
    )
