"""A version says what it is in the forms others read, and their reference libraries agree.

The libraries are in the dependency group ``evidence``; one of them does not go with the tools of ``dev``, so
they are installed into an environment of their own: ``pip install --group evidence``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from urllib.parse import unquote

import pytest

from khacphuc.history.data_package import DATA_PACKAGE
from khacphuc.history.evidence import with_evidence
from khacphuc.history.run_crate import RUN_CRATE
from khacphuc.history.version_file import list_versions
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

from .. import run2021
from .test_keeping import files

RECORD = {"run": "2021", "office": "tay-ninh", "versions": {"khacphuc": "1.0", "python": "3.11.7"}}


def made(number=1231.0):
    """A version with its evidence."""
    inputs = {
        "inputs/notebooks/10_clean.ipynb": b"{}",
        "inputs/data/raw/2021/Số liệu.csv": b"a\n",
        "report/tables/targets.csv": b"target_id,part_id,status\nCT1,,met\n",
    }
    return with_evidence(files(number) | inputs, RECORD, run2021.parameters(), "2022-01-05")


def test_every_table_is_described_as_it_is():
    """By its name, its columns and its hash."""
    version = made()
    package = json.loads(version[DATA_PACKAGE])
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert resources.keys() == {name for name in version if name.endswith(".csv") and "inputs" not in name}
    assert {"tables/figures.csv", "report/tables/targets.csv"} <= resources.keys()
    for path, resource in resources.items():
        header = next(csv.reader(io.StringIO(version[path].decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["hash"] == f"sha256:{hashlib.sha256(version[path]).hexdigest()}"
    fields = {field["name"]: field for field in resources["tables/figures.csv"]["schema"]["fields"]}
    assert (fields["value"]["type"], fields["unit"]["type"]) == ("number", "string")
    declared = {field.name: field.description for field in TABLES["figures"].clean}
    assert fields["value"]["description"] == declared["value"]


def test_every_file_has_its_place_in_the_crate():
    """With its hash; the run leads from inputs to outputs, and nothing is named that is not there."""
    version = made()
    graph = {entity["@id"]: entity for entity in json.loads(version[RUN_CRATE])["@graph"]}
    parts = {unquote(part["@id"]) for part in graph["./"]["hasPart"]}
    assert parts == version.keys() - {RUN_CRATE}
    for name, entity in graph.items():
        if "sha256" in entity:
            assert entity["sha256"] == hashlib.sha256(version[unquote(name)]).hexdigest()
    run = graph["#run"]
    assert "inputs/data/raw/2021/S%E1%BB%91%20li%E1%BB%87u.csv" in {item["@id"] for item in run["object"]}
    assert "clean/figures.parquet" in {item["@id"] for item in run["result"]}
    for entity in graph.values():
        for value in entity.values():
            for link in value if isinstance(value, list) else [value]:
                if isinstance(link, dict) and not link["@id"].startswith("https://w3id.org/ro/crate"):
                    assert link["@id"] in graph


def test_the_same_version_has_the_same_evidence():
    """In every clone."""
    assert made() == made()
    assert made()[DATA_PACKAGE] != made(1.0)[DATA_PACKAGE]


@pytest.mark.full
def test_the_reference_library_finds_the_package_valid(published, tmp_path):
    """Every table of 2021: its columns, types, constraints and hashes."""
    frictionless = pytest.importorskip("frictionless")
    unpack(published, tmp_path)
    report = frictionless.Package(str(tmp_path / DATA_PACKAGE)).validate()
    assert report.valid, report.to_summary()
    assert len(report.tasks) > len(TABLES)


@pytest.mark.full
def test_the_reference_library_finds_the_crate_valid(published, tmp_path):
    """By what RO-Crate 1.1 and its profile for workflow runs require; it reads their terms from the web."""
    services = pytest.importorskip("rocrate_validator.services")
    unpack(published, tmp_path)
    for profile in ("ro-crate-1.1", "workflow-run-crate"):
        settings = services.ValidationSettings(rocrate_uri=str(tmp_path), profile_identifier=profile)
        try:
            result = services.validate(settings)
        except OSError as error:
            pytest.skip(f"no network: {error}")
        assert result.passed(), [issue.message for issue in result.get_issues()]


def unpack(published, folder):
    """Put the published version of 2021 into a folder."""
    (version,) = list_versions(Layout(published.root).history("2021"))
    with zipfile.ZipFile(version.path) as archive:
        archive.extractall(folder)
