"""Makes a project in a folder: all files or none, and never over one that is there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from khacphuc.errors import UsageError
from khacphuc.office.installation import RECORD, content_hash, write_installation
from khacphuc.office.project_files import project_files
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import write_bytes
from khacphuc.project.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MOST_NAMED = 5  # of the files in the way: one line


def make_project(folder: Path) -> tuple[str, ...]:
    """Write a new project.

    Args:
        folder: where it will lie; made if it is not there.

    Returns:
        The files, by their paths from the root.

    Raises:
        UsageError: the folder is a file, holds one of the files already, or cannot be written. Nothing was
            written.
        SourceError: a link leads one of its folders somewhere else.
    """
    layout, files = Layout(folder), project_files()
    names = (*files, RECORD)
    _refuse_what_is_there(layout, names)
    places = {place for name in names for place in (folder / name).parents}
    missing = sorted((place for place in places if not place.exists()), key=lambda place: -len(place.parts))
    try:
        with explained(layout, folder):
            for name, data in files.items():
                write_bytes(folder / name, data)
            write_installation(folder, {name: content_hash(name, data) for name, data in files.items()})
    except BaseException:
        _remove(folder, names, missing)
        raise
    return names


def _refuse_what_is_there(layout: Layout, names: Iterable[str]) -> None:
    root = layout.root
    if os.path.lexists(root) and not root.is_dir():
        raise UsageError("a file, not a folder", place=str(root), remedy="name another folder")
    taken = list(dict.fromkeys(filter(None, (_in_the_way(root, name) for name in names))))
    if taken:
        more = f" and {len(taken) - _MOST_NAMED} more" if len(taken) > _MOST_NAMED else ""
        raise UsageError(
            f"holds {', '.join(taken[:_MOST_NAMED])}{more} already; nothing was written",
            place=str(root),
            remedy="name another folder; an older project is brought to this version by: "
            "khacphuc init --upgrade FOLDER",
        )
    for name in names:
        layout.inside(root / name)


def _in_the_way(root: Path, name: str) -> str:
    """What lies where a file, or a folder it needs, is to be made; empty where nothing does."""
    folders = [parent.as_posix() for parent in reversed(PurePosixPath(name).parents[:-1])]
    for part in folders:
        if os.path.lexists(root / part) and not (root / part).is_dir():
            return part
    return name if os.path.lexists(root / name) else ""


def _remove(root: Path, names: Iterable[str], folders: Iterable[Path]) -> None:
    """Remove what was written of a project that could not be written whole."""
    for name in names:
        with suppress(OSError):
            (root / name).unlink()
    for folder in folders:
        with suppress(OSError):  # somebody else put something into it
            folder.rmdir()
