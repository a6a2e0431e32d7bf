"""Makes the private folders of kernels' sockets, and removes those that killed runners left.

A folder is removed with its kernel; what a signal leaves at an unlucky moment, when the runner ends; and
what a runner leaves that is killed, when its zygote ends, or by the next run.

Imports the standard library only: a run with nothing to do sweeps, too.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

#: The file that says how to connect to the kernel of a folder.
CONNECTION_FILE: Final = "kernel.json"
_PREFIX: Final = "khacphuc-kernel-"
# the system takes no longer paths of sockets than 104 characters (macOS) or 108 (Linux)
_LONGEST: Final = 90


def sweep_folders() -> None:
    """Remove the private folders of runners that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _is_alive(int(owner)):
            remove_folder(folder)


def remove_folders(process: int) -> None:
    """Remove the private folders of a runner that has ended, or is about to."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}{process}-*"):
        remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a private folder, ``CONNECTION_FILE`` first: by that a kernel knows that nobody waits for it."""
    with suppress(OSError):
        (folder / CONNECTION_FILE).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def new_folder() -> Path | None:
    """A folder only this user can enter; None where its name would be too long for a socket."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    if len(str(folder)) <= _LONGEST:
        return folder
    folder.rmdir()
    return None


def _is_alive(process: int) -> bool:
    with suppress(PermissionError):  # somebody else's: alive
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


# asked for the process at the end: a fork's is another
atexit.register(lambda: remove_folders(os.getpid()))
