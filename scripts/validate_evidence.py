"""Asks the reference validators whether an unpacked version is what it says: Frictionless and RO-Crate.

Run by an environment of its own (``make evidence``), without a network: the terms of RO-Crate 1.1 come with
the package ``rocrate``, those of the profile for workflow runs that a version uses stand below.

    .venv-evidence/bin/python scripts/validate_evidence.py FOLDER
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from http import HTTPStatus
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

PROFILES = ("ro-crate-1.1", "workflow-run-crate")
_RO_CRATE = "https://w3id.org/ro/crate/1.1/context"
_WORKFLOW_RUN = "https://w3id.org/ro/terms/workflow-run"


def frictionless_faults(folder: Path) -> list[str]:
    """What the reference library of Frictionless has against ``datapackage.json``: columns, types, hashes."""
    package = import_module("frictionless").Package(str(folder / "datapackage.json"))
    if not package.resources:
        return ["datapackage.json describes no table"]
    report = package.validate()
    return [] if report.valid else [str(report.to_summary())]


def crate_faults(folder: Path) -> list[str]:
    """What the validator of RO-Crate has against ``ro-crate-metadata.json``, by both profiles."""
    services = import_module("rocrate_validator.services")
    requester = import_module("rocrate_validator.utils.http").HttpRequester
    terms = json.loads(files("rocrate").joinpath("data/ro-crate.jsonld").read_text("utf-8"))
    if terms["@id"] != _RO_CRATE:
        return [f"rocrate brings the terms of {terms['@id']}"]
    contexts = {
        _RO_CRATE: terms,
        f"{_WORKFLOW_RUN}/context": {"@context": {"sha256": f"{_WORKFLOW_RUN}#sha256"}},
    }
    requester.get = lambda _, url, **__: _answer(contexts.get(url))
    faults = []
    for profile in PROFILES:
        with tempfile.TemporaryDirectory() as cache:
            settings = services.ValidationSettings(
                rocrate_uri=str(folder), profile_identifier=profile, offline=True, cache_path=Path(cache)
            )
            result = services.validate(settings)
        faults += [f"{profile}: {issue.message}" for issue in result.get_issues()]
        if not result.passed() and not result.get_issues():
            faults.append(f"{profile}: not passed")
    return faults


def _answer(terms: object) -> Any:
    """What a server of the terms would answer."""
    response = import_module("requests").Response()
    response.status_code = HTTPStatus.OK if terms else HTTPStatus.NOT_FOUND
    response.headers["Content-Type"] = "application/ld+json"
    response.raw = io.BytesIO(json.dumps(terms).encode())
    return response


def main(folder: Path) -> int:
    """Print what is wrong; 1 if anything is."""
    faults = [*frictionless_faults(folder), *crate_faults(folder)]
    sys.stdout.write("\n".join(faults or ["valid"]) + "\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
