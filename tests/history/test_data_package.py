"""The tables of a version are described as they are."""

from __future__ import annotations

import csv
import hashlib
import io
import json

from khacphuc.history.data_package import DATA_PACKAGE
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
