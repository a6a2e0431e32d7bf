"""Publishes a build: clean tables and report of a run appear together, whole, or not at all.

``data/clean/<run>`` and ``reports/<run>`` are links that never change; both go through
``.runs/<run>/current``, and replacing that one link publishes; they start where they really lie, so
``reports`` or ``data/clean`` may be a link to another disk. Where links cannot be made (Windows
without the right to, some network disks) both are folders replaced one after the other.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.project.disk_errors import explained, sync_tree
from khacphuc.project.files import read_text, sync_folder, write_text
from khacphuc.run.builds import OLD, TEMPORARY, current_id, drop, note_replaced, remove, sweep
from khacphuc.run.keep_current import keep_replaced

if TYPE_CHECKING:
    from khacphuc.project.layout import Layout

#: In a published folder that is a copy: the id of its build.
_MARK = ".khacphuc"
# these are about the disk, not about links
_NOT_ABOUT_LINKS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}


class _NoLinksError(Exception):
    """Symbolic links cannot be made here."""


def publishing_folders(root: Path) -> tuple[Path, ...]:
    """The folders of a project that runs are made and published in; each may be a link to another disk."""
    return (root / ".runs", root / "data", root / "data" / "clean", root / "reports")


def refusal(folder: Path) -> str:
    """Why nothing can be published in a folder, in a few words; empty if it can, or will be made."""
    # in this order: another run may make it meanwhile
    if not os.path.lexists(folder) or folder.is_dir():
        return ""
    return f"a link to {os.path.realpath(folder)}, which is no folder" if folder.is_symlink() else "no folder"


def check_places(layout: Layout, run: str) -> None:
    """See that what stands where the run is published was put there by publishing.

    Raises:
        UsageError: there is a file, a folder or a link of somebody else's, or no folder to put it in.
    """
    for folder in publishing_folders(layout.root):
        if reason := refusal(folder):
            remedy = "mount the disk it lies on, or remove it, then run again"
            raise UsageError(reason, place=_name(layout, folder), remedy=remedy)
    for place, part in _places(layout, run):
        if not _is_ours(layout, run, place, part):
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
            if current and not _shows(place, current):
                _restore(layout, run, place, part, current)
            elif not current and _is_our_copy(place):
                drop(place)
            remove(_old(place))
            remove(_fresh(place))


def _shows(place: Path, current: str) -> bool:
    """Whether a place is a link that leads somewhere, or a copy of the published build."""
    return (place.is_symlink() and place.exists()) or (
        _is_our_copy(place) and read_text(place / _MARK).strip() == current
    )


def _restore(layout: Layout, run: str, place: Path, part: str, current: str) -> None:
    """Put the published build where a replacing that was cut short left nothing, or another build."""
    # what was about to be replaced takes no room; a copy that is being removed has lost its mark first
    if not os.path.lexists(place) and _shows(_old(place), current):
        _old(place).rename(place)
    elif (source := layout.runs(run) / current / part).is_dir() and _is_ours(layout, run, place, part):
        _copy(source, place, current)
        _swap(place)


def publish(layout: Layout, run: str, build: Path, language: str, keep: int | None = None) -> str:
    """Make a finished build the published version; those before it are kept, as many as are to be.

    Args:
        layout: the project.
        run: the run.
        build: its private folder.
        language: of the run.
        keep: how many versions stay, this one among them; as many as before where it is not said.

    Returns:
        What cannot be promised here, in one line; empty where links can be made.

    Raises:
        UsageError: a folder cannot be written, or is not ours to replace, or what is published now is to be
            kept as a version, and cannot be. What is published stays.
    """
    folder = layout.runs(run)
    check_places(layout, run)
    keep_replaced(layout, run)
    with explained(layout, folder):
        note_replaced(layout, run, build, keep)
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
            first, second = (_name(layout, place) for place, _ in _places(layout, run))
            warning = words(language, "terminal")["no_links"].format(first=first, second=second)
    with explained(layout, folder):
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
        place.rename(_old(place))
        _link(_target(layout, run, place, part), place)
        _discard(_old(place))


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
    """What the link at a place says: a way that starts where the link really lies."""
    current = os.path.join(os.path.realpath(layout.root), ".runs", run, "current", part)  # noqa: PTH118
    try:
        return Path(os.path.relpath(current, os.path.realpath(place.parent)))
    except ValueError:  # another drive
        return Path(current)


def _is_ours(layout: Layout, run: str, place: Path, part: str) -> bool:
    """Whether publishing may replace what stands at a place."""
    return not os.path.lexists(place) or _is_our_link(layout, run, place, part) or _is_our_copy(place)


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
    """Put what lies beside a place into it; what was there, copy or link, is away for a moment only."""
    if os.path.lexists(place):
        _discard(_old(place))
        place.rename(_old(place))
    _fresh(place).rename(place)
    _discard(_old(place))
    sync_folder(place.parent)


def _discard(copy: Path) -> None:
    """Remove a copy, its mark first: what is left of it, cut short, is then no copy any more."""
    if not copy.is_symlink():
        (copy / _MARK).unlink(missing_ok=True)
    remove(copy)


def _name(layout: Layout, path: Path) -> str:
    """A path from the root, its links not followed."""
    return path.relative_to(layout.root).as_posix()
