"""Whether what a run reads has changed since a record was written: by names and times, quick. No pandas.

``khacphuc run`` reads every byte (see ``staleness``). This is for a list of hundreds of runs: it looks at
times, and reads only what is newer than the record. A file that was put back with the time of an earlier copy
is seen by the run, and not here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from khacphuc.errors import KhacphucError
from khacphuc.project.files import hash_file
from khacphuc.run.hashing import PACKAGE, input_files

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.project.selection import Selection
    from khacphuc.run.manifest import Manifest

# files in it are named by their hash and never written again; there are thousands, and the folder has a time
_RECEIVED: Final = "/received"


def inputs_changed(layout: Layout, run: str, record: Manifest, selection: Selection, since: int) -> bool:
    """Whether the inputs are others than those of a record.

    Args:
        layout: the project.
        run: the run.
        record: what was made of them.
        selection: what it read that is not the run's own.
        since: when the record was written, in nanoseconds.
    """
    root = str(layout.root)
    names = record.inputs.keys() - {PACKAGE}
    folders = {str(layout.raw(run))}
    for name in names:
        file = f"{root}/{name}"
        folder = os.path.dirname(file)  # noqa: PTH120 - hundreds of thousands of names
        folders.add(folder)
        if not folder.endswith(_RECEIVED) and _is_another(layout, file, record.inputs[name], since):
            return True
    if all(_changed_at(folder) < since for folder in folders):
        return False
    try:  # something was put in or taken out, be it by an editor for a moment
        files = input_files(layout, run, selection)
    except (KhacphucError, OSError):
        return True
    return {layout.relative(file) for file in files} != names


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
