"""Brings the files of a project to the installed version; what somebody changed stays as it is."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from packaging.version import Version

from khacphuc import __version__
from khacphuc.errors import UsageError
from khacphuc.office.installation import (
    content,
    content_hash,
    read_installation,
    with_parameters_of,
    write_installation,
)
from khacphuc.office.project_files import project_files
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_bytes, write_bytes
from khacphuc.project.starter import starter_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.office.installation import Installation
    from khacphuc.project.layout import Layout

Action = Literal["add", "replace", "keep", "doubt", "remove", "leave"]
"""Three leave a file as it is: ``keep``, somebody changed it, and the new one differs; ``doubt``, it
differs, and whether somebody changed it is not recorded; ``leave``, it was changed, and there is none new."""


@dataclass(frozen=True)
class Step:
    """What becomes of one file that is not as the new version has it.

    Attributes:
        name: its path from the root.
        action: what is done.
        difference: lines of a diff from the file that is kept to that of the new version.
    """

    name: str
    action: Action
    difference: tuple[str, ...] = ()


def upgrade_project(layout: Layout) -> tuple[Step, ...]:
    """Bring a project to the installed version, file by file; the record is written last.

    An upgrade that was interrupted is completed by the next. A project without a record, of a version that
    wrote none, keeps every file that differs.

    Returns:
        What became of the files that were not those of this version, in the order of their names.

    Raises:
        UsageError: the project is of a later version, is the source of this package itself, or cannot be
            written.
        SourceError: the record is damaged, a file cannot be read, or a link leads one out of the project.
    """
    root, record, new = layout.root, read_installation(layout.root), project_files()
    _refuse(layout, record)
    names = sorted({*new, *record.files})
    current = {
        name: read_bytes(layout.inside(root / name), filename=name)
        for name in names
        if (root / name).exists()
    }
    steps = plan_upgrade(current, record, new)
    with explained(layout, root):
        for step in steps:
            if step.action == "add":
                write_bytes(layout.inside(root / step.name), new[step.name])
            elif step.action == "replace":
                data = new[step.name]
                if step.name.endswith(".ipynb"):
                    data = with_parameters_of(data, current[step.name])
                write_bytes(root / step.name, data)
            elif step.action == "remove":
                (root / step.name).unlink()
        write_installation(root, _hashes(new, steps, record))
    return steps


def plan_upgrade(
    current: Mapping[str, bytes], record: Installation, new: Mapping[str, bytes]
) -> tuple[Step, ...]:
    """What is to be done, from the files as they are, as they were installed, and as they are new.

    >>> from khacphuc.office.installation import Installation
    >>> plan_upgrade({}, Installation("", {}), {"a.yml": b""})
    (Step(name='a.yml', action='add', difference=()),)
    """
    steps = (_step(name, current, record, new) for name in sorted({*new, *record.files}))
    return tuple(step for step in steps if step is not None)


def _step(
    name: str, current: Mapping[str, bytes], record: Installation, new: Mapping[str, bytes]
) -> Step | None:
    if name not in current:
        return Step(name, "add") if name in new else None
    present, recorded = content_hash(name, current[name]), record.files.get(name, "")
    if name not in new:
        return Step(name, "remove" if present == recorded else "leave")
    # one that this version has as the last one had it brings nothing new to who changed it
    if content_hash(name, new[name]) in {present, recorded}:
        return None
    if present == recorded:
        return Step(name, "replace")
    if not recorded:
        return Step(name, "doubt")
    yours, ours = (content(name, data).splitlines() for data in (current[name], new[name]))
    lines = tuple(difflib.unified_diff(yours, ours, n=1, lineterm=""))
    return Step(name, "keep", lines)


def _hashes(new: Mapping[str, bytes], steps: tuple[Step, ...], record: Installation) -> dict[str, str]:
    """The record after an upgrade: a file that was kept goes on to differ from what was installed once."""
    edited = {step.name for step in steps if step.action in {"keep", "doubt"}}
    hashes = {name: content_hash(name, data) for name, data in new.items() if name not in edited}
    return hashes | {name: record.files[name] for name in edited if name in record.files}


def _refuse(layout: Layout, record: Installation) -> None:
    if record.version and Version(record.version) > Version(__version__):
        raise UsageError(
            f"a project of khacphuc {record.version}, and {__version__} is installed",
            place=str(layout.root),
            remedy=f"install the wheel of {record.version} or a later one",
        )
    for name, file in starter_files().items():
        if str(file) == str(layout.root / name):
            raise UsageError(
                "the source of khacphuc itself", place=str(layout.root), remedy="git brings it up to date"
            )
