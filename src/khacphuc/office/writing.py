"""Writes the files of something new, all or none, and never over one that is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.errors import UsageError
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.project.layout import Layout


def write_new(layout: Layout, files: Mapping[Path, bytes], *, remedy: str) -> None:
    """Write files that are not there yet.

    They are written aside first and moved to their places at the end, so that one that cannot be written
    leaves nothing.

    Args:
        layout: of the folder the files lie in; messages name them from there.
        files: their bytes, by their paths.
        remedy: what to do where one is there already.

    Raises:
        UsageError: one of them is there already, or cannot be written; nothing was.
    """
    existing = [path for path in files if os.path.lexists(path)]
    if existing:
        raise _refusal(layout, existing, remedy)
    with explained(layout, layout.root):
        aside = Path(tempfile.mkdtemp(prefix=".khacphuc-new-", dir=layout.root))
        moved: list[Path] = []
        try:
            for number, content in enumerate(files.values()):
                write_bytes(aside / str(number), content)
            for number, (path, content) in enumerate(files.items()):
                path.parent.mkdir(parents=True, exist_ok=True)
                _move(aside / str(number), path, content)
                moved.append(path)
        except BaseException as error:
            for path in moved:
                path.unlink(missing_ok=True)
            if isinstance(error, FileExistsError):
                raise _refusal(layout, [Path(error.filename2 or error.filename)], remedy) from error
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _refusal(layout: Layout, existing: list[Path], remedy: str) -> UsageError:
    return UsageError(
        "there already, so nothing was written",
        place=", ".join(layout.relative(path) for path in existing),
        remedy=remedy,
    )


def _move(file: Path, path: Path, content: bytes) -> None:
    """Move a file to where none is: a link fails if somebody was quicker; not every system has links."""
    try:
        path.hardlink_to(file)
    except FileExistsError:
        raise
    except OSError:
        write_bytes(path, content)
