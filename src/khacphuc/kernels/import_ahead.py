"""Imports what is needed behind kernels, by one thread at a time.

Modules that import each other are shown half made to a second thread that imports them from the other end.
So where several threads make runs, the first imports for all, and the others wait.
"""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from contextlib import suppress

_lock = threading.Lock()


def import_ahead(modules: tuple[str, ...]) -> None:
    """Import modules; a thread that comes meanwhile waits until all are there.

    Modules are no garbage, so none is looked for while they are imported, nor later in what there is by then.

    Args:
        modules: in the order they are needed; one that cannot be imported is passed over.
    """
    with _lock:
        was_enabled, before = gc.isenabled(), len(sys.modules)
        gc.disable()
        try:
            for module in modules:
                with suppress(Exception):  # who needs it reports it
                    importlib.import_module(module)
            if len(sys.modules) > before:
                gc.freeze()
        finally:
            if was_enabled:
                gc.enable()
