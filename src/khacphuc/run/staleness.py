"""Compares the record of a run with what is here: inputs, versions, published files.

A run with nothing to do imports this, so it imports nothing slow (no pandas).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.errors import SourceError
from khacphuc.locale import TOOL, words
from khacphuc.project.files import hash_file
from khacphuc.project.layout import check_run_id
from khacphuc.project.selection import Selection
from khacphuc.run.hashing import PACKAGE, hash_inputs
from khacphuc.run.manifest import MANIFEST, read_manifest
from khacphuc.run.outcome import Outcome
from khacphuc.run.versions import system, versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.run.manifest import Manifest


def elsewhere(record: Manifest, language: str = TOOL) -> Iterator[str]:
    """How the versions and the system of a record differ from those here, a line each in a language."""
    here = {**system(), **versions()}
    there = {**record.system, **record.versions}
    for name in sorted(here.keys() | there.keys()):
        recorded = _as_compared(name, there.get(name, ""))
        present = _as_compared(name, here.get(name, ""))
        if recorded != present:
            labels = words(language, "verify")
            yield labels["version"].format(
                name=name,
                there=recorded or labels["not_recorded"],
                here=present or labels["not_recorded"],
            )


def _as_compared(name: str, version: str) -> str:
    # a patch of Python changes no byte
    return ".".join(version.split(".")[:2]) if name == "python" else version


def differing_inputs(layout: Layout, run: str, record: Manifest, language: str = TOOL) -> Iterator[str]:
    """What differs among the files a run reads, a line each in a language."""
    # the run before and the office are those of the record: a wrong byte shall be named, not read
    hashes = hash_inputs(layout, run, Selection(record.previous, record.office))
    for name in sorted(hashes.keys() | record.inputs.keys()):
        if hashes.get(name) != record.inputs.get(name):
            labels = words(language, "verify")
            what = what_differs(there=name in record.inputs, here=name in hashes)
            line = labels[f"file_{what}"].format(file=name)
            yield labels["package"].format(line=line) if name == PACKAGE else line


def what_differs(*, there: bool, here: bool) -> str:
    """One word for a file that is not the same there and here."""
    if there and here:
        return "differs"
    return "missing" if there else "new"


def published_file(layout: Layout, run: str, output: str) -> Path:
    """Where readers find an output of a run, by its name in the record."""
    part, _, rest = output.partition("/")
    return {"clean": layout.published_clean(run), "report": layout.published_report(run)}[part] / rest


def touched_outputs(layout: Layout, run: str, record: Manifest) -> Iterator[str]:
    """The published files that are not as a record has them, a line each."""
    for name, digest in record.outputs.items():
        file = published_file(layout, run, name)
        if not file.is_file():
            yield words(TOOL, "verify")["gone"].format(file=layout.relative(file))
        elif hash_file(file) != digest:
            yield words(TOOL, "verify")["touched"].format(file=layout.relative(file))


def unchanged(layout: Layout, run: object) -> Outcome | tuple[str, ...]:
    """How a run ends that is not made, or why it must be made.

    Args:
        layout: the project.
        run: the run.

    Returns:
        The outcome, if inputs, package, versions and published files are those on record; else what
        differs, a few words each.

    Raises:
        ParameterError: the id of the run is not one.
    """
    run = check_run_id(run)
    folder = layout.published_report(run)
    try:
        record = read_manifest(folder / MANIFEST)
        if (record.run, record.status) != (run, "published"):
            return (f"what lies there is the record of run {record.run}, {record.status}",)
        why = (*differing_inputs(layout, run, record), *elsewhere(record))
        why = why or tuple(touched_outputs(layout, run, record))
    except SourceError:  # no record, or one of another version of ours; an input that cannot be read
        return ("it has no published record",)
    return why or Outcome(
        *(run, "unchanged", 0, folder, record.findings, record.verdicts),
        language=record.language,
        answered=record.answered,
    )
