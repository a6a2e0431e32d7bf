"""Imports what is needed behind a kernel while it is at work, by the thread that waits for it.

A thread of its own would meet that one at a module half made (see ``import_ahead``).
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from khacphuc.kernels.import_ahead import import_ahead

#: How long a cell must have been at work to be one that takes its time, in seconds.
_BUSY_AFTER: Final = 0.2


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
