"""Imports what is needed behind kernels, by one thread at a time.

Modules that import each other are shown half made to a second thread that imports them from the other end.
So where several threads make runs, the first imports for all, and the others wait; and what one process
imports while a kernel is at work is imported by the thread that waits for the kernel.
"""

from __future__ import annotations

import asyncio
import importlib
import threading
from contextlib import suppress
from typing import Any, Final

#: How long a cell must have been at work to be one that takes its time, in seconds.
_BUSY_AFTER: Final = 0.2
_lock = threading.Lock()


def import_ahead(modules: tuple[str, ...]) -> None:
    """Import modules; a thread that comes meanwhile waits until all are there.

    Args:
        modules: in the order they are needed; one that cannot be imported is passed over.
    """
    with _lock:
        for module in modules:
            with suppress(Exception):  # who needs it reports it
                importlib.import_module(module)


class ImportsBesideCells:
    """Imports modules while a kernel is at work on a cell that takes its time; hooks of nbclient.

    Args:
        modules: as ``import_ahead`` takes them.
    """

    def __init__(self, modules: tuple[str, ...]) -> None:
        self._modules = modules
        self._timer: asyncio.TimerHandle | None = None

    def sent(self, **_: Any) -> None:
        """A cell was sent to the kernel: ``on_cell_complete``, which nbclient calls before it waits."""
        self._timer = asyncio.get_running_loop().call_later(_BUSY_AFTER, import_ahead, self._modules)

    def executed(self, **_: Any) -> None:
        """The kernel has answered: ``on_cell_executed``."""
        if self._timer is not None:
            self._timer.cancel()
