"""Publishes a build: clean tables and report of a run appear together, whole, or not at all.

``data/clean/<run>`` and ``reports/<run>`` are links that never change; both go through
``.runs/<run>/current``, and replacing that one link publishes. Where links cannot be made (Windows
without the right to, some network disks) both are folders replaced one after the other.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.errors import UsageError
from khacphuc.project.files import read_text, write_text
from khacphuc.run.builds import OLD, TEMPORARY, current_id, drop, note_replaced, remove, sweep
from khacphuc.run.disk_errors import explained, sync_folder, sync_tree

if TYPE_CHECKING:
    from khacphuc.project.layout import Layout

#: In a published folder that is a copy: the id of its build.
_MARK = ".khacphuc"
# these are about the disk, not about links
_NOT_ABOUT_LINKS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}


class _NoLinksError(Exception):
    """Symbolic links cannot be made here."""


def check_places(layout: Layout, run: str) -> None:
    """See that what stands where the run is published was put there by publishing.

    Raises:
        UsageError: there is a file, a folder or a link of somebody else's.
    """
    for place, part in _places(layout, run):
        if os.path.lexists(place) and not _is_our_link(layout, run, place, part) and not _is_our_copy(place):
            raise UsageError(
                f"was not made by publishing run {run}",
                place=_name(layout, place),
                remedy="move it away, then run again",
            )
    current = layout.runs(run) / "current"
    if current.is_dir() and not current.is_symlink():
        raise UsageError(
            "is a folder, not a link (copied by a tool that follows links?)",
            place=_name(layout, current),
            remedy=f"remove {_name(layout, layout.runs(run))}, then run again",
        )


def recover(layout: Layout, run: str) -> None:
    """Clear away what killed runs left, and end a replacing of copies that was cut short.

    Raises:
        UsageError: a folder cannot be written.
    """
    sweep(layout, run)
    current = current_id(layout, run)
    for place, part in _places(layout, run):
        with explained(layout, place.parent):
            if _old(place).is_dir() and not os.path.lexists(place):
                _old(place).rename(place)
            remove(_old(place))
            remove(_fresh(place))
            if _is_our_copy(place) and read_text(place / _MARK).strip() != current:
                if current:
                    _copy(layout.runs(run) / current / part, place, current)
                    _swap(place)
                else:
                    drop(place)


def publish(layout: Layout, run: str, build: Path) -> str:
    """Make a finished build the published version; the one before it is kept.

    Returns:
        What cannot be promised here, in one line; empty where links can be made.

    Raises:
        UsageError: a folder cannot be written, or is not ours to replace. What is published stays.
    """
    folder = layout.runs(run)
    check_places(layout, run)
    with explained(layout, folder):
        note_replaced(layout, run, build)
        sync_tree(build)
    for place, _ in _places(layout, run):
        with explained(layout, place.parent):
            place.parent.mkdir(parents=True, exist_ok=True)
    warning = ""
    with explained(layout, layout.root):
        try:
            _publish_links(layout, run, build)
        except _NoLinksError:
            _publish_copies(layout, run, build)
            both = " and ".join(_name(layout, place) for place, _ in _places(layout, run))
            warning = (
                f"no links can be made here, so {both} were replaced one after the other: "
                "a reader may for a moment find only one of them new"
            )
    for stale in ("attempt", "scratch"):
        drop(folder / stale)
    sweep(layout, run)
    return warning


def _publish_links(layout: Layout, run: str, build: Path) -> None:
    folder = layout.runs(run)
    fresh = folder / f"{TEMPORARY}current"
    _link(Path(build.name), fresh)
    copies = []
    # before the first version these links lead nowhere, until current appears and both do at once
    for place, part in _places(layout, run):
        if _is_our_copy(place):
            copies.append((place, part))
        elif not os.path.lexists(place):
            _link(_target(layout, run, place, part), place)
            sync_folder(place.parent)
    fresh.replace(folder / "current")
    sync_folder(folder)
    for place, part in copies:  # links became possible
        drop(place)
        _link(_target(layout, run, place, part), place)


def _publish_copies(layout: Layout, run: str, build: Path) -> None:
    folder = layout.runs(run)
    for place, part in _places(layout, run):
        _copy(build / part, place, build.name)
    fresh = folder / f"{TEMPORARY}current"
    write_text(fresh, build.name + "\n")
    # all is written; from here on there are only renames, and `recover` ends them if they are cut short
    for place, _ in _places(layout, run):
        _swap(place)
    fresh.replace(folder / "current")
    sync_folder(folder)


def _places(layout: Layout, run: str) -> tuple[tuple[Path, str], tuple[Path, str]]:
    return (layout.published_clean(run), "clean"), (layout.published_report(run), "report")


def _target(layout: Layout, run: str, place: Path, part: str) -> Path:
    return Path(os.path.relpath(layout.runs(run) / "current" / part, place.parent))


def _is_our_link(layout: Layout, run: str, place: Path, part: str) -> bool:
    return place.is_symlink() and place.readlink() == _target(layout, run, place, part)


def _is_our_copy(place: Path) -> bool:
    return not place.is_symlink() and (place / _MARK).is_file()


def _link(target: Path, link: Path) -> None:
    try:
        link.symlink_to(target, target_is_directory=True)
    except NotImplementedError as error:
        raise _NoLinksError from error
    except OSError as error:
        if error.errno in _NOT_ABOUT_LINKS:
            raise
        raise _NoLinksError from error


def _old(place: Path) -> Path:
    return place.with_name(f"{OLD}{place.name}")


def _fresh(place: Path) -> Path:
    return place.with_name(f"{TEMPORARY}{place.name}")


def _copy(source: Path, place: Path, build_id: str) -> None:
    remove(_fresh(place))
    shutil.copytree(source, _fresh(place))
    write_text(_fresh(place) / _MARK, build_id + "\n")
    sync_tree(_fresh(place))


def _swap(place: Path) -> None:
    if place.is_symlink():
        place.unlink()
    elif place.exists():
        place.rename(_old(place))
    _fresh(place).rename(place)
    remove(_old(place))
    sync_folder(place.parent)


def _name(layout: Layout, path: Path) -> str:
    """A path from the root, its links not followed."""
    return path.relative_to(layout.root).as_posix()
