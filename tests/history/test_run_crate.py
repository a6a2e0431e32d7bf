"""What was made of what is told as a Workflow Run RO-Crate, and its validator agrees."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import unquote

import pytest

from khacphuc.history.run_crate import RUN_CRATE

from .test_evidence import unpack, version

NO_LIBRARY = pytest.mark.skipif(
    find_spec("rocrate_validator") is None,
    reason="in an environment of its own: pip install --group evidence",
)


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


@NO_LIBRARY
@pytest.mark.full
def test_the_reference_library_finds_the_crate_valid(published, tmp_path):
    """By what RO-Crate 1.1 and its profile for workflow runs require; it reads their terms from the web."""
    services = import_module("rocrate_validator.services")
    unpack(published, tmp_path)
    for profile in ("ro-crate-1.1", "workflow-run-crate"):
        settings = services.ValidationSettings(rocrate_uri=str(tmp_path), profile_identifier=profile)
        try:
            result = services.validate(settings)
        except OSError as error:
            pytest.skip(f"no network: {error}")
        assert result.passed(), [issue.message for issue in result.get_issues()]
