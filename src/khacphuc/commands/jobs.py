"""How many runs a machine makes at once where nobody says so."""

from __future__ import annotations

import os
from typing import Final

# two runs at once take 0.9 of it in all, what is imported by the command and the zygote among it
_GIGABYTE: Final = 2**30


def default_jobs() -> int:
    """As many as this process may use cores; fewer where there is not a gigabyte of memory for each."""
    return max(1, min(usable_cores(), _memory() // _GIGABYTE))


def usable_cores() -> int:
    """The cores this process may use: a container or ``taskset`` may leave it fewer than there are."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    """The bytes of memory of this machine; where the system does not tell, enough for every core."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return usable_cores() * _GIGABYTE
