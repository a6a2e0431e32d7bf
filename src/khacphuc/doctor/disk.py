"""Examines whether the project's disk can do what publishing needs, by trying it in a temporary folder."""

from __future__ import annotations

import os
import re
import shutil
import warnings
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from khacphuc.doctor.diagnosis import Diagnosis, as_typed, first_names
from khacphuc.project.disk_errors import sync_tree
from khacphuc.project.files import read_text, write_text
from khacphuc.run.builds import drop
from khacphuc.run.publish import publishing_folders, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOUNTS: Final = Path("/proc/self/mountinfo")
# of a line of mountinfo: where it is mounted, and its kind, with any number of fields between them
_MOUNT: Final = re.compile(r"^(?:\S+ ){4}(\S+) .*? - (\S+)", re.MULTILINE)
# mountinfo writes blanks and backslashes in paths as \040 and the like
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
# of the kinds mountinfo and FUSE have for disks of other machines
_NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|ceph|lustre|gpfs|glusterfs|davfs|"
    r"fuse\.(sshfs|glusterfs|ceph|rclone|s3fs|davfs.*|gcsfuse|smbnetfs|gvfsd-fuse)"
)
# a run with its builds and documents takes some tens of megabytes, and two versions are kept
_LEAST_FREE: Final = 200_000_000
_NOTHING_MADE: Final = "a run ends with exit code 2 and makes nothing"


def examine_disk(root: Path) -> list[Diagnosis]:
    """Whether the project can be written and published, and lies on a disk of this machine."""
    here = as_typed(root)
    move = f"cp -r {here} DIR && khacphuc doctor --root DIR  # DIR: on another disk of this machine"
    kind = filesystem_of(Path(os.path.realpath(root)), read_text(_MOUNTS) if _MOUNTS.exists() else "")
    faults = _misplaced(root) or _closed(root, move) or _refused(root, kind, move)
    faults += _elsewhere(root)
    if _NETWORK.fullmatch(kind):
        observed = f"the project lies on a network file system ({kind})"
        cost = "files are slow, and a lock may hold on one machine only: let one machine make the runs"
        faults.append(Diagnosis("found", observed, cost, move))
    if (free := shutil.disk_usage(root).free) < _LEAST_FREE:
        observed = f"{free / 1e6:,.0f} MB are free, expected at least {_LEAST_FREE / 1e6:,.0f}"
        cost = "a run that finds no room ends with exit code 2 and publishes nothing"
        faults.append(Diagnosis("found", observed, cost, f"du -h -d 2 {here} | sort -h"))
    able = f"{kind or 'it'} can be written, locked, flushed, renamed and linked as publishing needs"
    return faults or [Diagnosis("ok", able)]


def filesystem_of(place: Path, mounts: str) -> str:
    """The kind of file system a real path lies on, by the text of mountinfo; empty if it is not known."""
    lines = _MOUNT.findall(mounts)  # of two mounted at one point the later hides the other
    kinds = {_ESCAPED.sub(lambda match: chr(int(match[1], 8)), point): kind for point, kind in lines}
    return next((kinds[str(folder)] for folder in (place, *place.parents) if str(folder) in kinds), "")


def _misplaced(root: Path) -> list[Diagnosis]:
    """What stands where a folder of runs should be and is none: a file, or a link to a disk that is away."""
    return [
        Diagnosis(
            "stops",
            f"{folder.relative_to(root)} is {reason}",
            _NOTHING_MADE,
            f"ls -l {as_typed(folder)}  # mount the disk it lies on, or remove it",
        )
        for folder in publishing_folders(root)
        if (reason := refusal(folder))
    ]


def _elsewhere(root: Path) -> list[Diagnosis]:
    """Folders of published runs that are links to a place outside the project."""
    faults = []
    for folder in publishing_folders(root)[1:]:
        target = Path(os.path.realpath(folder))
        if folder.is_symlink() and folder.is_dir() and not target.is_relative_to(os.path.realpath(root)):
            observed = f"{folder.relative_to(root)} is a link to {target}, outside the project"
            cost = "what is published there are links back into .runs: they open on this machine only"
            here = as_typed(folder)
            remedy = (
                f"rm {here} && mkdir {here}  # then copy out what others shall see: cp -rL {here}/RUN DIR"
            )
            faults.append(Diagnosis("found", observed, cost, remedy))
    return faults


def _closed(root: Path, move: str) -> list[Diagnosis]:
    """Folders a run writes in and may not, or the nearest above them that are there."""
    runs = root / ".runs"
    places = (runs, *sorted(runs.glob("*/")), root / "data" / "clean", root / "reports")
    folders = [next(folder for folder in (place, *place.parents) if folder.is_dir()) for place in places]
    closed = [folder for folder in dict.fromkeys(folders) if not os.access(folder, os.W_OK | os.X_OK)]
    if not closed:
        return []
    names = [*map(as_typed, closed)]
    is_read_only = any(os.statvfs(folder).f_flag & os.ST_RDONLY for folder in closed)
    remedy = move if is_read_only else f"chmod -R u+rwX {' '.join(names)}"
    return [Diagnosis("stops", f"may not be written: {first_names(names)}", _NOTHING_MADE, remedy)]


def _refused(root: Path, kind: str, move: str) -> list[Diagnosis]:
    """The first thing the disk cannot do; what comes after it would only be refused, too."""
    try:
        with warnings.catch_warnings(action="error", category=UserWarning):  # filelock only warns
            for fault in _attempts(root / ".runs", move):
                last = fault
    except (OSError, NotImplementedError, UserWarning) as error:
        reason = getattr(error, "strerror", "") or str(error) or type(error).__name__
        return [replace(last, observed=f"{last.observed} ({f'{kind}: ' if kind else ''}{reason})")]
    return []


def _attempts(runs: Path, move: str) -> Iterator[Diagnosis]:
    """Do what publishing needs, and before each step yield what is wrong with a disk that fails at it."""
    no_folder = Diagnosis("stops", "nothing can be made in .runs", _NOTHING_MADE, f"ls -ld {as_typed(runs)}")
    yield no_folder
    with TemporaryDirectory(prefix=".doctor-", dir=runs if os.path.lexists(runs) else runs.parent) as name:
        folder = Path(name)
        yield Diagnosis("stops", "files cannot be written", _NOTHING_MADE, move)
        for text in ("before", "after"):
            write_text(folder / "a" / "file", text)
        yield Diagnosis("stops", "a run cannot be locked", "runs fail, or get in each other's way", move)
        with FileLock(folder / "lock", timeout=0), suppress(Timeout), FileLock(folder / "lock", timeout=0):
            raise BlockingIOError(None, "two hold one lock at once")
        yield Diagnosis("stops", "files cannot be flushed", "a run fails when it is published", move)
        sync_tree(folder)
        yield Diagnosis(
            "stops", "folders cannot be renamed", "a run fails when its first stage is kept", move
        )
        drop(folder / "a")
        cost = "report and clean tables are copied one by one: for a moment a reader may find only one new"
        yield Diagnosis("found", "no symbolic links can be made", cost, move)
        for link in ("current", "fresh"):
            (folder / link).symlink_to(folder.name, target_is_directory=True)
        (folder / "fresh").replace(folder / "current")
        yield no_folder  # which is removed, too
