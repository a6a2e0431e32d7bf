"""Lets one process at a time work on a run.

The lock is the operating system's, so a process killed in any way leaves it open. Who holds it stands
in a file beside it, for the message only.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from khacphuc.errors import RunLockedError, SourceError
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_text, write_text
from khacphuc.run.builds import HOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khacphuc.project.layout import Layout


@contextmanager
def run_lock(layout: Layout, run: str, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a run.

    Args:
        layout: the project.
        run: the run.
        wait: wait until whoever holds the lock lets it go.

    Raises:
        RunLockedError: another process holds it, and ``wait`` is not set.
        UsageError: the folder of the run cannot be written.
    """
    folder = layout.runs(run)
    with explained(layout, folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        try:
            lock.acquire(timeout=-1 if wait else 0)
        except Timeout as error:
            raise RunLockedError(
                f"{_holder(folder)} is at it", place=f"run {run}", remedy="wait, or use --wait"
            ) from error
    holder = folder / HOLDER
    try:
        with explained(layout, folder):
            write_text(holder, json.dumps({"pid": os.getpid(), "host": platform.node(), "since": _now()}))
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="seconds")


def _holder(folder: Path) -> str:
    try:
        holder = json.loads(read_text(folder / HOLDER))
        return f"process {int(holder['pid'])} on {holder['host']!s} since {holder['since']!s}"
    except (SourceError, ValueError, KeyError, TypeError):
        return "another process"
