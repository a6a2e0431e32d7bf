"""Turns the errors of a full, read-only or closed disk into messages for its owner; flushes files to it."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from khacphuc.errors import UsageError
from khacphuc.project.files import sync, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khacphuc.project.layout import Layout

#: What the system says when a folder cannot take more, and what to do about it.
REFUSALS = {
    errno.ENOSPC: "the disk is full; make room and run again",
    errno.EDQUOT: "the quota of the disk is used up; make room and run again",
    errno.EROFS: "the disk is read-only; mount it so that it can be written",
    errno.EACCES: "it may not be written; check the rights of the folder",
    errno.EPERM: "it may not be written; check the rights of the folder",
}
# Windows flushes only what is open for writing
_FILE_FLAGS = os.O_RDWR if os.name == "nt" else os.O_RDONLY


@contextmanager
def explained(layout: Layout, folder: Path) -> Iterator[None]:
    """Turn what the disk refuses below ``folder`` into a message that names the folder.

    Raises:
        UsageError: the disk is full or read-only, or the rights are missing.
    """
    try:
        yield
    except OSError as error:
        if error.errno in REFUSALS:
            raise UsageError(
                f"{REFUSALS[error.errno]} ({error.strerror})", place=layout.relative(folder)
            ) from error
        raise


def sync_tree(folder: Path) -> None:
    """Have the system write a folder, and all below it, to the disk itself."""
    for place, _, files in os.walk(folder):
        for file in files:
            sync(os.path.join(place, file), _FILE_FLAGS)  # noqa: PTH118
        sync_folder(place)
