"""What was made of what is told as a Workflow Run RO-Crate."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import unquote

from khacphuc.history.run_crate import RUN_CRATE

from .test_evidence import version


def test_every_file_has_its_place_in_the_crate():
    """With its hash; the run leads from inputs to outputs, and nothing is named that is not there."""
    parts = version()
    graph = {entity["@id"]: entity for entity in json.loads(parts[RUN_CRATE])["@graph"]}
    named = {unquote(part["@id"]) for part in graph["./"]["hasPart"]}
    assert named == parts.keys() - {RUN_CRATE}
    for name, entity in graph.items():
        if "sha256" in entity:
            assert entity["sha256"] == hashlib.sha256(parts[unquote(name)]).hexdigest()
    run = graph["#run"]
    assert "inputs/data/raw/2021/S%E1%BB%91%20li%E1%BB%87u.csv" in {item["@id"] for item in run["object"]}
    assert "clean/figures.parquet" in {item["@id"] for item in run["result"]}
    for entity in graph.values():
        for value in entity.values():
            for link in value if isinstance(value, list) else [value]:
                if isinstance(link, dict) and not link["@id"].startswith("https://w3id.org/ro/crate"):
                    assert link["@id"] in graph
