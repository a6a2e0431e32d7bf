"""Whether this process may fork, and forks that end with the process they come from."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# of prctl(2): the signal a process gets when its parent dies
_PR_SET_PDEATHSIG: Final = 1
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


def end_with_parent(parent: int) -> None:
    """Have this process killed when its parent ends, whatever ends it.

    Args:
        parent: the process it was forked from.

    Raises:
        SystemExit: it has ended already.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(1)


@contextmanager
def without_signals() -> Iterator[None]:
    """Put off SIGINT and SIGTERM: in a fork, what this process does on them would be done a second time."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def take_signals() -> None:
    """In a fork: take signals again, once it is clear what is done on them."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def why_not_to_fork() -> str:
    """Why this process must not fork; empty where it may.

    Threads that take care of forks themselves (OpenBLAS) are gone once a fork has been prepared.
    """
    zmq = sys.modules.get("zmq")
    if zmq and zmq.Context._instance:  # noqa: SLF001 - there is no other way to see it
        return "an import has made a ZeroMQ context"
    if "matplotlib_inline.backend_inline" in sys.modules:
        return "an import has chosen how plots are shown"
    if threading.active_count() > 1:
        return f"an import has started the thread {threading.enumerate()[-1].name}"
    with warnings.catch_warnings(), without_signals():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
        if pid == 0:
            os._exit(0)
    os.waitpid(pid, 0)
    left = sum(1 for _ in Path("/proc/self/task").iterdir()) - 1
    return f"an import has started {left} native threads" if left else ""
