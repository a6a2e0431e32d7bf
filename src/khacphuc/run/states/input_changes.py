"""Whether what a run reads has changed since a record was written: by names and times, quick. No pandas.

``khacphuc run`` reads every byte (see ``staleness``). This is for a list of hundreds of runs: it looks at
times, and reads only what is newer than the record. A file that was put back with the time of an earlier copy
is seen by the run, and not here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from khacphuc.errors import KhacphucError
from khacphuc.project.files import hash_file
from khacphuc.project.selection import EDITORS_FILES
from khacphuc.run.hashing import PACKAGE, input_files

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.project.selection import Selection
    from khacphuc.run.manifest import Manifest

# files in it are named by their hash and never written again; there are thousands, and the folder has a time
_RECEIVED: Final = "/received"


def inputs_changed(layout: Layout, run: str, record: Manifest, since: int) -> bool:
    """Whether the inputs are others than those of a record.

    Args:
        layout: the project.
        run: the run.
        record: what was made of them.
        since: when the record was written, in nanoseconds.
    """
    root = f"{layout.root}/"
    names = record.inputs.keys() - {PACKAGE}
    folders = {str(layout.raw(run))}
    for name in names:
        file = f"{root}{name}"
        folder = os.path.dirname(file)  # noqa: PTH120 - hundreds of thousands of names
        folders.add(folder)
        if not folder.endswith(_RECEIVED) and _is_another(layout, file, record.inputs[name], since):
            return True
    if any(file not in names and os.path.lexists(root + file) for file in _optional(layout)):
        return True
    # files of the others below are named one by one: other runs have theirs there
    shared = {str(layout.notebooks), str(layout.policy.parent), str(layout.policy.parent.parent)}
    newer = [folder for folder in folders - shared if _changed_at(folder) >= since]
    return any(_has_more(folder, root, names, folders, str(layout.reference)) for folder in newer)


def _optional(layout: Layout) -> list[str]:
    """What every run reads where it is there, from the root."""
    files = (layout.rating_policy, layout.paper_policy)
    return [file.relative_to(layout.root).as_posix() for file in files]


def _has_more(
    folder: str, root: str, names: AbstractSet[str], folders: AbstractSet[str], reference: str
) -> bool:
    """Whether files lie in a folder that are not on record; an editor may have written there for a moment."""
    files, below = _entries(folder, _changed_at(folder))
    if any(file.removeprefix(root) not in names for file in files):
        return True
    # folders beside the shared lists are those of offices
    unknown = () if folder == reference else (place for place in below if place not in folders)
    return any(files for place in unknown for _, _, files in os.walk(place))


@lru_cache(maxsize=64)  # the shared lists are those of every run
def _entries(folder: str, _changed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The visible files and the folders in a folder."""
    try:
        with os.scandir(folder) as listing:
            visible = [entry for entry in listing if not entry.name.startswith(EDITORS_FILES)]
    except OSError:
        return (), ()
    places: dict[bool, list[str]] = {False: [], True: []}
    for entry in visible:
        places[entry.is_dir()].append(entry.path)
    return tuple(places[False]), tuple(places[True])


def any_newer(layout: Layout, run: str, selection: Selection, since: int) -> bool:
    """Whether a file a run reads was written since a moment, in nanoseconds, whatever is in it now."""
    try:
        files: list[Path] = input_files(layout, run, selection)
    except (KhacphucError, OSError):
        return True
    return any(_changed_at(str(file)) >= since for file in files)


def _is_another(layout: Layout, file: str, digest: str, since: int) -> bool:
    """Whether a file is gone, or newer and with other bytes."""
    changed = _changed_at(file)
    if changed and changed < since:
        return False
    try:
        return hash_file(layout.root / file) != digest
    except KhacphucError:
        return True


def _changed_at(file: str) -> int:
    try:
        return os.stat(file).st_mtime_ns  # noqa: PTH116 - hundreds of thousands of names
    except OSError:
        return 0
