"""``ro-crate-metadata.json`` of a version: what was made of what, as a Workflow Run RO-Crate. Pure.

The workflow are the notebooks in their order, the run is what ``run.json`` records: inputs, outputs and
versions.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RUN_CRATE: Final = "ro-crate-metadata.json"
WORKFLOW: Final = "workflow.json"
_NOTEBOOKS: Final = "inputs/notebooks/"
_CRATE: Final = "https://w3id.org/ro/crate/1.1"
_WORKFLOW_CRATE: Final = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
_NAMES: Final = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    _WORKFLOW_CRATE: "Workflow RO-Crate",
}
_FORMATS: Final = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "ipynb": "application/x-ipynb+json",
    "json": "application/json",
    "md": "text/markdown",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yml": "application/yaml",
}


def workflow(run: str, files: Iterable[str]) -> bytes:
    """The text of ``workflow.json``: the command, and the notebooks it executes, in their order.

    Args:
        run: the run.
        files: the names in the version.
    """
    steps = {"command": f"khacphuc run {run}", "notebooks": _notebooks(files)}
    return (json.dumps(steps, indent=1) + "\n").encode()


def run_crate(
    record: Mapping[str, Any], title: str, body: str, published_on: str, files: Mapping[str, bytes]
) -> bytes:
    """The text of ``ro-crate-metadata.json``; the same arguments give the same bytes.

    Args:
        record: ``run.json``.
        title: of the report.
        body: who issues it.
        published_on: the day, as ISO 8601 writes it.
        files: of the version, with ``workflow.json``.
    """
    graph = [*_about(record, title, body, published_on, files), *_software(record), *_files(record, files)]
    context = [f"{_CRATE}/context", "https://w3id.org/ro/terms/workflow-run/context"]
    return (json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _about(
    record: Mapping[str, Any], title: str, body: str, published_on: str, files: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    yield {
        "@id": RUN_CRATE,
        "@type": "CreativeWork",
        "about": _id("./"),
        "conformsTo": [_id(_CRATE), _id(_WORKFLOW_CRATE)],
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": f"{title}: the report of run {record['run']}, and what it was made of",
        "conformsTo": [*map(_id, _NAMES)],
        "datePublished": published_on,
        "license": _id("#terms"),
        "author": _id("#office"),
        "publisher": _id("#office"),
        "hasPart": [_id(_address(name)) for name in sorted(files)],
        "mainEntity": _id(WORKFLOW),
        "mentions": _id("#run"),
    }
    for profile, name in _NAMES.items():
        yield {"@id": profile, "@type": "CreativeWork", "name": name, "version": profile.rpartition("/")[2]}
    yield {
        "@id": "#terms",
        "@type": "CreativeWork",
        "name": "Terms of the issuing office",
        "description": "The office that issued the report decides who may use it.",
    }
    yield {"@id": "#office", "@type": "Organization", "name": body}
    yield {
        "@id": "#jupyter",
        "@type": "ComputerLanguage",
        "name": "Jupyter Notebook",
        "url": "https://nbformat.readthedocs.io/",
    }
    inputs = [name for name in sorted(files) if name.startswith("inputs/")]
    outputs = [name for name in sorted(files) if name.startswith(("clean/", "report/"))]
    yield {
        "@id": "#run",
        "@type": "CreateAction",
        "name": f"khacphuc run {record['run']}",
        "description": f"The report of run {record['run']} was made and published.",
        "instrument": _id(WORKFLOW),
        "agent": _id("#office"),
        "object": [_id(_address(name)) for name in inputs],
        "result": [_id(_address(name)) for name in outputs],
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "endTime": published_on,
    }


def _software(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, version in sorted(record["versions"].items()):
        yield {
            "@id": _software_id(name),
            "@type": "SoftwareApplication",
            "name": name,
            "softwareVersion": version,
        }


def _files(record: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for name in sorted(files):
        entity: dict[str, Any] = {
            "@id": _address(name),
            "@type": "File",
            "name": name.rpartition("/")[2],
            "contentSize": str(len(files[name])),
            "sha256": hashlib.sha256(files[name]).hexdigest(),
        }
        if ending := _FORMATS.get(name.rpartition(".")[2]):
            entity["encodingFormat"] = ending
        if name == WORKFLOW:
            parts = [_id(_address(part)) for part in _notebooks(files)]
            entity |= {
                "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
                "name": "Notebooks of a report on remedied shortcomings",
                "programmingLanguage": _id("#jupyter"),
                "softwareRequirements": [_id(_software_id(name)) for name in sorted(record["versions"])],
                "version": record["versions"].get("khacphuc", ""),
                "hasPart": parts,
            }
        elif name.startswith(_NOTEBOOKS):
            entity["@type"] = ["File", "SoftwareSourceCode"]
            entity["programmingLanguage"] = _id("#jupyter")
            entity["version"] = entity["sha256"]
        yield entity


def _notebooks(files: Iterable[str]) -> list[str]:
    return sorted(name for name in files if name.startswith(_NOTEBOOKS) and name.endswith(".ipynb"))


def _software_id(name: str) -> str:
    # inside the crate: a name and a version say what it is, wherever somebody installs it from
    return f"#software-{name}"


def _address(name: str) -> str:
    return quote(name)


def _id(address: str) -> dict[str, str]:
    return {"@id": address}
