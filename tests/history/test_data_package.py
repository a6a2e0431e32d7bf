"""The tables of a version are described as they are."""

from __future__ import annotations

import csv
import hashlib
import io
import json

from khacphuc.history.data_package import DATA_PACKAGE
from khacphuc.history.version_file import list_versions, read_part
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

from .test_evidence import version


def test_every_table_is_described_as_it_is():
    """By its name, its columns and its hash."""
    parts = version()
    package = json.loads(parts[DATA_PACKAGE])
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert resources.keys() == {name for name in parts if name.endswith(".csv") and "inputs" not in name}
    assert {"tables/figures.csv", "report/tables/targets.csv"} <= resources.keys()
    for path, resource in resources.items():
        header = next(csv.reader(io.StringIO(parts[path].decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["hash"] == f"sha256:{hashlib.sha256(parts[path]).hexdigest()}"
    fields = {field["name"]: field for field in resources["tables/figures.csv"]["schema"]["fields"]}
    assert (fields["value"]["type"], fields["unit"]["type"]) == ("number", "string")
    declared = {field.name: field.description for field in TABLES["figures"].clean}
    assert fields["value"]["description"] == declared["value"]


def test_every_column_says_what_it_holds(published):
    """Of a real version, raw, clean and published tables alike; so does every table."""
    (last,) = list_versions(Layout(published.root).history("2021"))
    package = json.loads(read_part(last.path, DATA_PACKAGE))
    silent = [
        f"{resource['path']}: {field['name']}"
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if not field.get("description")
    ]
    assert silent == []
    assert [resource["path"] for resource in package["resources"] if not resource.get("description")] == []
    (findings,) = [r for r in package["resources"] if r["path"] == "report/tables/findings.csv"]
    types = {field["name"]: field["type"] for field in findings["schema"]["fields"]}
    assert (types["line"], types["rule"]) == ("integer", "string")
