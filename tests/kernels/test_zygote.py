"""The runner's end of a zygote."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from khacphuc.kernels.zygote import (
    SWITCH,
    NoZygoteError,
    close_zygote,
    is_zygote_wanted,
    start_zygote,
    why_no_zygote,
)


def test_there_is_one_and_closed_it_is_gone(private_zygote, gone):  # noqa: ARG001
    """Whoever asks first starts it; after its end another is started."""
    first = start_zygote()
    assert start_zygote() is first
    close_zygote()
    close_zygote()
    assert not first.is_alive
    assert gone(first.pid) == []
    assert start_zygote().pid != first.pid


def test_nobody_waits_for_an_import_at_the_end(modules, gone):
    """A run that fails at once ends at once."""
    zygote = start_zygote(modules(endless="import time\ntime.sleep(60)"))
    close_zygote()
    assert gone(zygote.pid, seconds=1) == []


def test_other_systems_have_none(monkeypatch):
    """What a library of macOS does after a fork, nobody knows."""
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(NoZygoteError, match="no process can safely fork on darwin"):
        start_zygote()
    assert why_no_zygote() == "no process can safely fork on darwin"


def test_linux_has_one():
    """There is no reason against it."""
    assert not why_no_zygote()


def test_the_user_decides(monkeypatch):
    """A variable of the environment does without."""
    assert is_zygote_wanted()
    monkeypatch.setenv(SWITCH, "plain")
    assert not is_zygote_wanted()


@pytest.mark.parametrize(
    ("name", "fits"),
    [("OMP_NUM_THREADS", False), ("MPLCONFIGDIR", False), ("OFFICE", True)],
)
def test_what_was_read_already_must_be_the_same(name, fits):
    """A library that has read its variables does not read them again."""
    question = ["ipykernel_launcher", "--help"], {**os.environ, name: "1"}, "."
    if fits:
        with start_zygote().request_kernel(*question) as line:
            assert line.makefile().readline() == "exit 0\n"
    else:
        with pytest.raises(NoZygoteError, match="other values"):
            start_zygote().request_kernel(*question)


def test_who_asks_the_dead_is_told(private_zygote):  # noqa: ARG001
    """The way to a closed zygote is closed, and nothing is left open."""
    zygote = start_zygote()
    zygote.close()
    with pytest.raises(OSError):
        zygote.request_kernel(["ipykernel_launcher"], os.environ, ".")


def test_a_fork_of_the_runner_has_no_zygote(private_zygote):  # noqa: ARG001
    """Neither does it keep its parent's alive, nor ask it; it starts its own."""
    code = (
        "import os, sys, warnings\n"
        "from khacphuc.kernels.zygote import close_zygote, start_zygote\n"
        "first = start_zygote()\n"
        "pid = os.fork()\n"
        "if not pid:\n"
        "    alive = first.is_alive\n"
        "    private = start_zygote().pid != first.pid\n"
        "    close_zygote()\n"
        "    os._exit(10 * alive + private)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), first.is_alive)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "True"]


def test_the_runners_end_imports_light():
    """A zygote can be started before anything else is imported."""
    code = (
        "import sys, khacphuc.kernels.zygote\nprint({'jupyter_client', 'zmq', 'asyncio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
