"""Examines whether the project's disk can do what publishing needs, by trying it in a temporary folder."""

from __future__ import annotations

import os
import re
import shutil
import warnings
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from filelock import FileLock, Timeout

from khacphuc.doctor.diagnosis import Diagnosis, State, as_typed, first_names
from khacphuc.project.files import read_text, write_text
from khacphuc.run.builds import drop
from khacphuc.run.disk_errors import sync_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khacphuc.project.layout import Layout

_NAME: Final = "disk"
_MOUNTS: Final = Path("/proc/self/mountinfo")
_NOTHING_MADE: Final = "a run ends with exit code 2 and makes nothing"
# a run with its builds and documents takes some tens of megabytes, and two versions are kept
_LEAST_FREE: Final = 200_000_000
# of the kinds mountinfo and FUSE have for disks of other machines
_NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|ceph|lustre|gpfs|glusterfs|davfs|"
    r"fuse\.(sshfs|glusterfs|ceph|rclone|s3fs|davfs.*|gcsfuse|smbnetfs|gvfsd-fuse)"
)
# mountinfo writes blanks and backslashes in paths as \040 and the like
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


class Operation(NamedTuple):
    """One thing publishing needs of a disk: ``attempt`` does it in an empty folder.

    The name, the state and the cost are those of a disk that cannot.
    """

    name: str
    attempt: Callable[[Path], None]
    state: State
    cost: str


def _write(folder: Path) -> None:
    write_text(folder / "a" / "file", "1")
    write_text(folder / "a" / "file", "2")


def _flush(folder: Path) -> None:
    _write(folder)
    sync_tree(folder)


def _rename(folder: Path) -> None:
    _write(folder)
    drop(folder / "a")


def _link(folder: Path) -> None:
    for name in ("current", "fresh"):
        (folder / name).symlink_to(folder.name, target_is_directory=True)
    (folder / "fresh").replace(folder / "current")


def _lock(folder: Path) -> None:
    with FileLock(folder / "lock", timeout=0), suppress(Timeout), FileLock(folder / "lock", timeout=0):
        raise BlockingIOError(None, "two hold one lock at once")


#: In the order in which a run needs them.
OPERATIONS: Final = (
    Operation("files cannot be written", _write, "stops", _NOTHING_MADE),
    Operation("a run cannot be locked", _lock, "stops", "runs fail, or get in each other's way"),
    Operation("folders cannot be renamed", _rename, "stops", "a run fails when its first stage is kept"),
    Operation("files cannot be flushed", _flush, "stops", "a run fails when it is published"),
    Operation(
        "no symbolic links can be made",
        _link,
        "found",
        "report and clean tables are copied and replaced one after the other, so a reader may for a moment "
        "find only one of them new",
    ),
)


def examine_disk(
    layout: Layout,
    *,
    mounts: str | None = None,
    free: int | None = None,
    operations: Sequence[Operation] = OPERATIONS,
) -> Iterator[Diagnosis]:
    """Whether the project can be written and published, and lies on a disk of this machine.

    Args:
        layout: the project.
        mounts: the text of mountinfo; by default this system's, empty where it has none.
        free: the bytes that are free; by default those of this disk.
        operations: what to try.
    """
    if mounts is None:
        mounts = read_text(_MOUNTS) if _MOUNTS.exists() else ""
    free = shutil.disk_usage(layout.root).free if free is None else free
    kind = filesystem_of(Path(os.path.realpath(layout.root)), mounts)
    faults = [*_closed(layout)] or [*_refusals(layout, kind, operations)]
    if _NETWORK.fullmatch(kind):
        observed = f"the project lies on a network file system ({kind})"
        cost = (
            "every file is read and written over the network; a lock may hold on this machine only, so "
            "let one machine make the runs"
        )
        remedy = _move_command(layout, "a disk of this machine")
        faults.append(Diagnosis(_NAME, "found", observed, cost, remedy))
    if free < _LEAST_FREE:
        observed = f"{free / 1e6:,.0f} MB are free, expected at least {_LEAST_FREE / 1e6:,.0f}"
        cost = "a run that finds no room ends with exit code 2 and publishes nothing"
        remedy = f"du -h -d 2 {as_typed(layout.root)} | sort -h"
        faults.append(Diagnosis(_NAME, "found", observed, cost, remedy))
    able = f"{kind or 'it'} can be written, locked, renamed, flushed and linked as publishing needs"
    yield from faults or [Diagnosis(_NAME, "ok", able)]


def filesystem_of(place: Path, mounts: str) -> str:
    """The kind of file system a real path lies on; empty if it is not known.

    >>> filesystem_of(Path("/srv/a"), r"31 1 0:5 / /srv rw - nfs4 host:/x rw")
    'nfs4'
    """
    longest, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) > 4 and after:  # noqa: PLR2004 - the fifth field is where it is mounted
            point = Path(_ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4]))
            # of two at one point the later hides the other
            if place.is_relative_to(point) and len(point.parts) >= longest:
                longest, kind = len(point.parts), after.split(" ")[0]
    return kind


def _closed(layout: Layout) -> Iterator[Diagnosis]:
    """Folders a run writes in and may not, or the nearest above them that are there."""
    runs = layout.root / ".runs"
    places = [runs, *sorted(runs.glob("*/")), layout.root / "data" / "clean", layout.root / "reports"]
    folders = [next(folder for folder in (place, *place.parents) if folder.is_dir()) for place in places]
    closed = [folder for folder in dict.fromkeys(folders) if not _is_open(folder)]
    if closed:
        names = [
            "the project's folder" if folder == layout.root else layout.relative(folder) for folder in closed
        ]
        if any(_is_read_only(folder) for folder in closed):
            remedy = _move_command(layout, "a disk that is not read-only")
        else:
            remedy = f"chmod -R u+rwX {' '.join(map(as_typed, closed))}"
        yield Diagnosis(_NAME, "stops", f"may not be written: {first_names(names)}", _NOTHING_MADE, remedy)


def _is_open(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _is_read_only(folder: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _refusals(layout: Layout, kind: str, operations: Sequence[Operation]) -> Iterator[Diagnosis]:
    """What the disk cannot do, as far as the first thing that stops a run."""
    runs = layout.root / ".runs"
    try:
        with TemporaryDirectory(
            prefix=".doctor-", dir=runs if os.path.lexists(runs) else layout.root
        ) as folder:
            for number, operation in enumerate(operations):
                place = Path(folder, str(number))
                place.mkdir()
                if reason := _refusal(operation, place):
                    observed = f"{operation.name} ({f'{kind}: ' if kind else ''}{reason})"
                    remedy = _move_command(layout, "another disk")
                    yield Diagnosis(_NAME, operation.state, observed, operation.cost, remedy)
                    if operation.state == "stops":
                        return
    except OSError as error:
        observed = f"nothing can be made in .runs ({error.strerror or error})"
        yield Diagnosis(_NAME, "stops", observed, _NOTHING_MADE, f"ls -ld {as_typed(runs)}")


def _refusal(operation: Operation, place: Path) -> str:
    """Why a disk does not do something; empty if it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # filelock makes do with less, and only warns
            operation.attempt(place)
    except (OSError, NotImplementedError, UserWarning) as error:
        return getattr(error, "strerror", "") or str(error) or type(error).__name__
    return ""


def _move_command(layout: Layout, where: str) -> str:
    return f"cp -r {as_typed(layout.root)} DIR && khacphuc doctor --root DIR  # DIR: on {where}"
