"""Imports what is needed behind kernels while one is at work, and this process waits for it."""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress
from functools import cache


@cache
def import_ahead(modules: tuple[str, ...]) -> threading.Thread:
    """Begin to import modules, once a process; who needs one earlier waits for it, as for any import.

    Args:
        modules: in the order they are needed; one that cannot be imported is passed over.

    Returns:
        What imports them.
    """
    thread = threading.Thread(target=_import, args=(modules,), name="import ahead", daemon=True)
    thread.start()
    return thread


def _import(modules: tuple[str, ...]) -> None:
    for module in modules:
        with suppress(Exception):  # who needs it reports it
            importlib.import_module(module)
