"""Imports what is needed behind kernels, by one thread at a time.

Modules that import each other are shown half made to a second thread that imports them from the other end.
So where several threads make runs, the first imports for all, and the others wait.
"""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress

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
