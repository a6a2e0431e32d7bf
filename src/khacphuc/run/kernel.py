"""The kernel of one notebook: reached through files only its user can open, and quick to end.

jupyter_client's own manager listens on TCP ports, which other users of the machine can connect to and
which two runs can fight for, and sends each kernel an interrupt before it asks it to end, which now and
then stalls the ending for three seconds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jupyter_client.manager import AsyncKernelManager

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX: Final = "khacphuc-kernel-"
# the system takes no longer paths of sockets than 104 characters (macOS) or 108 (Linux)
_LONGEST: Final = 90


class PrivateKernelManager(AsyncKernelManager):
    """A kernel manager over sockets in a private folder; over TCP where there are none (Windows)."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._folder = _new_folder() if os.name == "posix" else None
        if self._folder:
            self.transport = "ipc"
            self.ip = str(self._folder / "k")
            self.connection_file = str(self._folder / "kernel.json")

    def end(self) -> None:
        """End the kernel whatever state it is in, and remove the private folder."""
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()
            process.wait()
        if self._created_context:
            self.context.destroy(linger=0)
        self.cleanup_ipc_files()

    def cleanup_ipc_files(self) -> None:
        """Remove the private folder."""
        super().cleanup_ipc_files()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def _async_interrupt_kernel(self) -> None:
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    interrupt_kernel = _async_interrupt_kernel


@contextmanager
def private_kernels() -> Iterator[type[PrivateKernelManager]]:
    """A class of kernel managers; whatever kernel they still have at the end is ended.

    nbclient ends a kernel itself, but not one that an interrupt meets while it starts.
    """
    made: list[PrivateKernelManager] = []

    class Counted(PrivateKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            made.append(self)

    try:
        yield Counted
    finally:
        for manager in made:
            manager.end()


def sweep_folders() -> None:
    """Remove the private folders of runners that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _is_alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _new_folder() -> Path | None:
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
