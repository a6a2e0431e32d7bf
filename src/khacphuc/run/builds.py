"""Makes, keeps and sweeps the private builds of a run, all inside ``.runs/<run>/``.

::

    .runs/<run>/
        <id>/{clean,report,notebooks}   a build; <id>/replaces names the version it took the place of, and
                                        <id>/keep, where it is there, how many versions stay with it
        current → <id>                  what is published (a file holding the id where links cannot be made)
        attempt/                        what the last run left that published nothing
        scratch/                        notebooks opened alone write here
        stage-<name>/                   what a stage made last (see ``stage_cache``)
        lock, lock.json

Ids sort by time and never reach published bytes. Everything here is done under the lock of the run.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_text, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khacphuc.project.layout import Layout

# as new_id writes it: UTC to the microsecond, then the process
_ID = re.compile(r"\d{8}T\d{6}\.\d{6}Z-\d+")
#: Beside the lock of a run: who holds it, for messages.
HOLDER = "lock.json"
#: Names of what is not finished yet, and of what is on its way out.
TEMPORARY = ".new-"
OLD = ".old-"

USUAL_NUMBER: Final = 2
"""How many versions stay where nobody says it: what is published, and what was before it."""
ATTEMPT_FILES: Final = (
    *("report/review.html", "report/returns.html", "report/findings.xlsx"),
    "report/tables/findings.csv",
)
"""What is worth reading of any build that is not published, where it was made."""


def new_id() -> str:
    """An id no other build has: the moment and the process."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{os.getpid()}"


def current_id(layout: Layout, run: str) -> str:
    """The id of the published build; empty before the first."""
    current = layout.runs(run) / "current"
    if current.is_symlink():
        return current.readlink().name
    return read_text(current).strip() if current.is_file() else ""


def replaced_id(layout: Layout, run: str, build_id: str) -> str:
    """The id of the build that was published before this one; empty before the second."""
    note = layout.runs(run) / build_id / "replaces"
    return read_text(note).strip() if build_id and note.is_file() else ""


@contextmanager
def new_build(layout: Layout, run: str) -> Iterator[Path]:
    """A fresh build; it is removed at the end unless it was published.

    Raises:
        UsageError: the folder of the run cannot be written.
    """
    build = layout.runs(run) / new_id()
    with explained(layout, layout.runs(run)):
        for part in ("clean", "report/tables", "notebooks"):
            (build / part).mkdir(parents=True)
    try:
        yield build
    finally:
        if current_id(layout, run) != build.name:
            remove(build)


def stay_number(layout: Layout, run: str, build_id: str) -> int:
    """How many versions stay when this build is published: itself, and those it and they replaced."""
    note = layout.runs(run) / build_id / "keep"
    number = read_text(note).strip() if build_id and note.is_file() else ""
    return int(number) if number.isdecimal() else USUAL_NUMBER


def left(layout: Layout, run: str) -> list[Path]:
    """What killed runs left, and all versions but the published one and those before it that stay."""
    folder = layout.runs(run)
    current = build_id = current_id(layout, run)
    needed = {current}
    for _ in range(stay_number(layout, run, current) - 1):
        build_id = replaced_id(layout, run, build_id)
        needed.add(build_id)
    return [
        entry
        for entry in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if entry.name.startswith((TEMPORARY, OLD)) or (_ID.fullmatch(entry.name) and entry.name not in needed)
    ]


def sweep(layout: Layout, run: str) -> None:
    """Remove what killed runs left, and versions that are not needed any more (see ``left``).

    Raises:
        UsageError: the folder of the run cannot be written.
    """
    with explained(layout, layout.runs(run)):
        for entry in left(layout, run):
            remove(entry)


def note_replaced(layout: Layout, run: str, build: Path, keep: int | None = None) -> None:
    """Write into a build which version it is about to replace, and how many are to stay.

    The notes lie in the build, so that the one swap of ``current`` settles all at once.

    Args:
        layout: the project.
        run: the run.
        build: the build.
        keep: how many; as many as before where it is not said.
    """
    current = current_id(layout, run)
    number = stay_number(layout, run, current) if keep is None else keep
    if number != USUAL_NUMBER:
        write_text(build / "keep", f"{number}\n")
    if current:
        write_text(build / "replaces", current + "\n")


def keep_attempt(layout: Layout, run: str, build: Path, files: tuple[str, ...]) -> Path:
    """Keep what is worth reading of a build that is not published, in the place of the last attempt.

    Args:
        layout: the project.
        run: the run.
        build: the build; files are copied out of it.
        files: the files to keep, as paths below the build; those that are missing are passed over.

    Returns:
        The folder of the attempt. ``report/`` is taken off the names inside it.

    Raises:
        UsageError: the folder of the run cannot be written.
    """
    folder = layout.runs(run)
    fresh, attempt = folder / f"{TEMPORARY}attempt", folder / "attempt"
    with explained(layout, folder):
        remove(fresh)
        fresh.mkdir()
        for name in files:
            if (build / name).is_file():
                target = fresh / name.removeprefix("report/")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(build / name, target)
        drop(attempt)
        fresh.rename(attempt)
    return attempt


def drop(folder: Path) -> None:
    """Remove a folder so that it is gone at once, and not bit by bit."""
    old = folder.with_name(f"{OLD}{folder.name}")
    remove(old)
    with suppress(FileNotFoundError):
        folder.rename(old)
    remove(old)


def remove(entry: Path) -> None:
    """Remove a folder, a file or a link, if it is there."""
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink(missing_ok=True)
