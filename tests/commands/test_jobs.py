"""How many runs are made at once where nobody says so."""

from __future__ import annotations

import os

import pytest

from khacphuc.commands import jobs

GB = 2**30


@pytest.mark.parametrize(
    ("cores", "memory", "expected"),
    [
        (1, 64 * GB, 1),
        (2, 64 * GB, 2),
        (16, 8 * GB, 8),  # not more than memory allows
        (4, GB // 2, 1),  # one is made whatever there is
    ],
)
def test_as_many_as_cores_and_memory_allow(monkeypatch, cores, memory, expected):
    """One a core, if each has a gigabyte."""
    monkeypatch.setattr(jobs, "usable_cores", lambda: cores)
    monkeypatch.setattr(jobs, "_memory", lambda: memory)
    assert jobs.default_jobs() == expected


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system binds no process to cores")
def test_cores_the_process_may_not_use_do_not_count():
    """Bound to one core, a process makes one run at a time."""
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert jobs.default_jobs() == 1
    finally:
        os.sched_setaffinity(0, allowed)


def test_where_the_system_does_not_tell_its_memory_cores_count(monkeypatch):
    """Windows has no sysconf."""
    monkeypatch.delattr(os, "sysconf", raising=False)
    monkeypatch.setattr(jobs, "usable_cores", lambda: 3)
    assert jobs.default_jobs() == 3
