"""The command ``khacphuc sign``: records that a role has approved or rejected what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.config.parameters import load_parameters
from khacphuc.errors import ParameterError, UsageError
from khacphuc.history.append_only import today
from khacphuc.history.publication import DRAFT
from khacphuc.history.signoffs import SignOff, add_sign_off, is_issued, read_sign_offs
from khacphuc.history.version_file import is_last, list_versions, read_record
from khacphuc.locale import words
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import hash_file
from khacphuc.project.runs import check_run
from khacphuc.run.keep_current import keep_current
from khacphuc.run.lock import run_lock
from khacphuc.run.manifest import MANIFEST, read_manifest
from khacphuc.run.staleness import touched_outputs

if TYPE_CHECKING:
    from khacphuc.history.signoffs import SignOffDecision
    from khacphuc.project.layout import Layout


def sign_run(layout: Layout, run: object, role: str, decision: SignOffDecision, note: str = "") -> str:
    """Record a decision about the published version of a run.

    Args:
        layout: the project.
        run: the run.
        role: whose decision it is, one of ``signoffs`` in the parameters.
        decision: approved or rejected.
        note: why, in a line; no names.

    Returns:
        What was recorded, and whether the version is issued now, in the language of the run.

    Raises:
        UsageError: nothing is published, it is a draft, a published file is not as it was, nobody asked for
            the role, or another process is at the run.
        SourceError: what is kept in ``history/`` is damaged.
    """
    run = check_run(run)
    parameters = load_parameters(layout.parameters(run), filename=layout.relative(layout.parameters(run)))
    if role not in parameters.signoffs:
        raise ParameterError(
            f"nobody asked for the role {role!r}",
            place=layout.relative(layout.parameters(run)),
            expected=", ".join(parameters.signoffs) or "signoffs: a list of roles",
            remedy="write the role as it stands there, or add it there and run again",
        )
    if "\n" in note or "\r" in note:
        raise ParameterError("the note has several lines", expected="one line", remedy="write it in one line")
    with run_lock(layout, run):
        digest = _published_digest(layout, run)
        folder = layout.history(run)
        if not is_last(folder, digest):
            with explained(layout, folder):
                keep_current(layout, run)
        record = read_record(list_versions(folder)[-1].path)
        if role not in record.roles:
            raise UsageError(
                f"version {record.version} was published before that role was asked for",
                place=layout.relative(layout.published_report(run)),
                remedy=f"publish it again: khacphuc run {run}",
            )
        with explained(layout, folder):
            add_sign_off(folder, SignOff(today(), record.run_json, role, decision, note.strip()))
        labels = words(parameters.language, "history")
        state = "issued" if is_issued(record, read_sign_offs(folder)) else "not_issued"
        return "\n".join(
            [
                labels["signed"].format(
                    version=record.version, role=role, decision=labels[f"decision_{decision}"]
                ),
                labels[state].format(run=run, version=record.version),
            ]
        )


def _published_digest(layout: Layout, run: str) -> str:
    """The SHA-256 of the published ``run.json``, once it is sure that every file is as it says."""
    file = layout.published_report(run) / MANIFEST
    if not file.is_file():
        raise UsageError("nothing is published", place=f"run {run}", remedy=f"publish it: khacphuc run {run}")
    record = read_manifest(file)
    if record.document_status in {"", DRAFT}:
        raise UsageError(
            f"what is published is {record.document_status or 'of an earlier version of khacphuc'}",
            place=layout.relative(file),
            expected="a final report or a reconstruction",
            remedy=f"set status: final in {layout.relative(layout.parameters(run))}, then run again",
        )
    if touched := list(touched_outputs(layout, run, record)):
        raise UsageError(
            "; ".join(touched), place=f"run {run}", remedy=f"publish it again: khacphuc run {run} --force"
        )
    return hash_file(file)
