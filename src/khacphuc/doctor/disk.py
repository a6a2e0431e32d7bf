"""Whether the disk of the project can do what publishing asks: each thing is tried, and cleared away."""

from __future__ import annotations

import os
import re
import tempfile
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.doctor.diagnosis import Examined, State, as_typed, listed
from khacphuc.project.files import write_text
from khacphuc.run.builds import drop
from khacphuc.run.disk_errors import sync_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khacphuc.project.layout import Layout

_NAME: Final = "disk"
_PREFIX: Final = ".doctor-"
_LEAST_FREE: Final = 200_000_000
_NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|ceph|lustre|gpfs|glusterfs|davfs|"
    r"fuse\.(sshfs|glusterfs|ceph|rclone|s3fs|davfs.*|gcsfuse|smbnetfs|gvfsd-fuse)"
)
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True)
class Operation:
    """One thing publishing asks of a disk.

    Attributes:
        name: in words: what cannot be done.
        attempt: does it in an empty folder.
        state: how it stands with a disk that cannot.
        cost: what that costs.
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
    from filelock import FileLock, Timeout  # noqa: PLC0415 - the environment may lack it

    with FileLock(folder / "lock", timeout=0), suppress(Timeout), FileLock(folder / "lock", timeout=0):
        raise BlockingIOError(None, "two hold one lock at once")


#: In the order a run asks for them.
OPERATIONS: Final = (
    Operation("files cannot be written", _write, "stops", "a run ends with exit code 2 and makes nothing"),
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


def _is_open(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def examine_disk(
    layout: Layout,
    *,
    mounts: str,
    free: int,
    operations: Sequence[Operation] = OPERATIONS,
    is_open: Callable[[Path], bool] = _is_open,
) -> tuple[Examined, ...]:
    """Whether the project can be written and published, and lies on a disk of this machine.

    Args:
        layout: the project.
        mounts: the text of ``/proc/self/mountinfo``; empty where there is none.
        free: the bytes that are free.
        operations: what to try.
        is_open: whether a folder may be written.
    """
    kind = filesystem_of(Path(os.path.realpath(layout.root)), mounts)
    found = [*_closed(layout, is_open)] or [*_unable(layout, kind, operations)]
    if _NETWORK.fullmatch(kind):
        found.append(
            Examined(
                _NAME,
                "found",
                f"the project lies on a network file system ({kind})",
                "every file is read and written over the network; a lock may hold on this machine only, so "
                "let one machine make the runs",
                _elsewhere(layout, "a disk of this machine"),
            )
        )
    if free < _LEAST_FREE:
        told = f"{free / 1e6:,.0f} MB are free, expected at least {_LEAST_FREE / 1e6:,.0f}"
        cost = "a run that finds no room ends with exit code 2 and publishes nothing"
        found.append(Examined(_NAME, "found", told, cost, f"du -h -d 2 {as_typed(layout.root)} | sort -h"))
    can = f"{kind or 'it'} can be written, locked, renamed, flushed and linked as publishing needs"
    return tuple(found) or (Examined(_NAME, "ok", can),)


def filesystem_of(place: Path, mounts: str) -> str:
    """The kind of file system a real path lies on; empty if it is not told.

    >>> filesystem_of(Path("/srv/a"), r"31 1 0:5 / /srv rw - nfs4 host:/x rw")
    'nfs4'
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) > 4 and after:  # noqa: PLR2004 - the fifth field is where it is mounted
            point = Path(_ESCAPED.sub(lambda told: chr(int(told[1], 8)), fields[4]))
            # of two at one point the later hides the other
            if place.is_relative_to(point) and len(point.parts) >= best:
                best, kind = len(point.parts), after.split(" ")[0]
    return kind


def _closed(layout: Layout, is_open: Callable[[Path], bool]) -> Iterator[Examined]:
    """Folders a run writes in and may not; a file in the place of one is told when it is tried."""
    runs = layout.root / ".runs"
    made = [entry for entry in sorted(runs.glob("*")) if entry.is_dir()] if runs.is_dir() else []
    places = [runs, *made, layout.root / "data" / "clean", layout.root / "reports"]
    if closed := list(dict.fromkeys(one for place in places if not is_open(one := _nearest(place)))):
        names = [layout.relative(place) for place in closed]
        told = listed(["the project's folder" if name == "." else name for name in names])
        if any(_is_read_only(place) for place in closed):
            remedy = _elsewhere(layout, "a disk that is not read-only")
        else:
            remedy = f"chmod -R u+rwX {' '.join(map(as_typed, closed))}"
        yield Examined(
            _NAME,
            "stops",
            f"may not be written: {told}",
            "a run ends with exit code 2 and makes nothing",
            remedy,
        )


def _is_read_only(place: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(place).f_flag & os.ST_RDONLY)


def _nearest(place: Path) -> Path:
    """The place itself, or the nearest folder above it that is there."""
    return next(folder for folder in (place, *place.parents) if folder.is_dir())


def _unable(layout: Layout, kind: str, operations: Sequence[Operation]) -> Iterator[Examined]:
    """What the disk cannot do, as far as the first thing that stops a run."""
    try:
        with _probe(layout.root / ".runs") as folder:
            for number, operation in enumerate(operations):
                place = folder / str(number)
                place.mkdir()
                if refused := _refused(operation, place):
                    told = (
                        f"{operation.name} ({kind}: {refused})" if kind else f"{operation.name} ({refused})"
                    )
                    yield Examined(
                        _NAME, operation.state, told, operation.cost, _elsewhere(layout, "another disk")
                    )
                    if operation.state == "stops":
                        return
    except OSError as error:
        yield Examined(
            _NAME,
            "stops",
            f"nothing can be made in .runs ({error.strerror or error})",
            "a run ends with exit code 2 and makes nothing",
            f"ls -ld {as_typed(layout.root / '.runs')}",
        )


def _refused(operation: Operation, place: Path) -> str:
    """Why a disk does not do something; empty if it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # filelock makes do with less, and only warns
            operation.attempt(place)
    except (OSError, NotImplementedError, UserWarning) as error:
        return getattr(error, "strerror", "") or str(error) or type(error).__name__
    return ""


def _elsewhere(layout: Layout, where: str) -> str:
    return f"cp -r {as_typed(layout.root)} DIR && khacphuc doctor --root DIR  # DIR: on {where}"


@contextmanager
def _probe(runs: Path) -> Iterator[Path]:
    """A hidden folder among the runs, which no run has the name of; nothing is left of it."""
    is_new = not runs.exists()
    runs.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=runs) as folder:
            yield Path(folder)
    finally:
        if is_new:
            with suppress(OSError):  # a run began meanwhile
                runs.rmdir()
