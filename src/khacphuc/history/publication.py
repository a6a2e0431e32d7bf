"""Keeps what a run has published as a version in ``history/<run>``, once it is no draft."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from khacphuc.errors import KhacphucError, SourceError
from khacphuc.history.append_only import today
from khacphuc.history.version_file import VersionRecord, is_last, list_versions
from khacphuc.project.files import read_bytes
from khacphuc.project.papers import is_paper

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.layout import Layout

DRAFT: Final = "draft"
_RUN_JSON: Final = "run.json"
_PACKAGE: Final = "src/khacphuc"
_INPUTS: Final = ("params", "expectations", "notebooks", "data/raw")


def keep_published(layout: Layout, run: str, parameters: RunParameters, inputs: Path | None = None) -> None:
    """Keep the published version of a run, unless the last version there is the same or it is a draft.

    Whoever calls holds the lock of the run.

    Args:
        layout: the project.
        run: the run.
        parameters: of the run.
        inputs: where what it was made of lies, as in the project; in the project itself where it is left out.

    Raises:
        SourceError: what is kept already is damaged; what is published, or it was made of, is not as it was.
        OSError: the folder cannot be written.
    """
    if parameters.status == DRAFT or is_kept(layout, run):
        return
    # imported here: a run that has not changed needs neither git nor pandas
    from khacphuc.history.commit import commit_of  # noqa: PLC0415
    from khacphuc.history.evidence import with_evidence  # noqa: PLC0415
    from khacphuc.history.keeping import keep_version  # noqa: PLC0415

    report = layout.published_report(run)
    run_json = read_bytes(report / _RUN_JSON)
    record = json.loads(run_json)
    places = {"clean": layout.published_clean(run), "report": report}
    files = {f"report/{_RUN_JSON}": run_json}
    for name, digest in record["outputs"].items():
        part, _, rest = name.partition("/")
        files[name] = _as_published(layout, places[part] / rest, digest)
    for name, digest in record["inputs"].items():
        if name != _PACKAGE:  # known by its version
            files[f"inputs/{name}"] = _as_published(layout, (inputs or layout.root) / name, digest)
    day = today()
    files = with_evidence(files, record, parameters, day)
    version = VersionRecord(
        version=0,  # it gets its number when it is kept
        run=run,
        office=record["office"],
        period=str(parameters.year),
        published_on=day,
        document_status=parameters.status,
        package=record["versions"].get("khacphuc", ""),
        commit=commit_of(layout.root, _INPUTS),
        run_json=hashlib.sha256(run_json).hexdigest(),
        roles=parameters.signoffs,
        files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    )
    keep_version(layout.history(run), version, files)


def is_kept(layout: Layout, run: str) -> bool:
    """Whether what is published is the last version, or a draft or a board paper, which are none; quick."""
    digest = _digest(layout, run)
    return not digest or is_last(layout.history(run), digest)


def is_held(layout: Layout, run: str) -> bool:
    """Whether what is published may be replaced: it is one of the versions, or none that is kept."""
    try:
        digest = _digest(layout, run)
    except (KhacphucError, ValueError, AttributeError):  # no record that says what it is
        return True
    return not digest or any(
        digest.startswith(version.digest) for version in list_versions(layout.history(run))
    )


def _digest(layout: Layout, run: str) -> str:
    """The SHA-256 of the published ``run.json``; empty for what is no version."""
    if is_paper(run):
        return ""
    run_json = read_bytes(layout.published_report(run) / _RUN_JSON)
    # a record from before there were versions does not say what it is a record of
    if json.loads(run_json).get("document_status", "") in {"", DRAFT}:
        return ""
    return hashlib.sha256(run_json).hexdigest()


def _as_published(layout: Layout, file: Path, digest: str) -> bytes:
    data = read_bytes(file)
    if hashlib.sha256(data).hexdigest() != digest:
        raise SourceError(
            "is not as it was when the run was published",
            place=layout.relative(file),
            remedy="put it back as it was (git, a backup)",
        )
    return data
