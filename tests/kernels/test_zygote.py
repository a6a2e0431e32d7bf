"""The runner's end of a zygote."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from khacphuc.kernels import zygote as zygotes
from khacphuc.kernels.zygote import NoZygoteError


def test_there_is_one_and_closed_it_is_gone(own_zygote, gone):  # noqa: ARG001
    """Whoever asks first starts it; after its end another is started."""
    first = zygotes.start()
    assert zygotes.start() is first
    zygotes.close()
    zygotes.close()
    assert not first.is_alive
    assert gone(first.pid) == []
    assert zygotes.start().pid != first.pid


def test_nobody_waits_for_an_import_at_the_end(modules, gone):
    """A run that fails at once ends at once."""
    zygote = zygotes.start(modules(endless="import time\ntime.sleep(60)"))
    zygotes.close()
    assert gone(zygote.pid, seconds=1) == []


def test_other_systems_have_none(monkeypatch):
    """What a library of macOS does after a fork, nobody knows."""
    monkeypatch.setattr(zygotes.sys, "platform", "darwin")
    with pytest.raises(NoZygoteError, match="no process can safely fork on darwin"):
        zygotes.start()
    assert zygotes.why_none() == "no process can safely fork on darwin"


def test_linux_has_one():
    """There is no reason against it."""
    assert not zygotes.why_none()


def test_the_user_decides(monkeypatch):
    """A variable of the environment does without."""
    assert zygotes.is_wanted()
    monkeypatch.setenv(zygotes.SWITCH, "plain")
    assert not zygotes.is_wanted()


@pytest.mark.parametrize(
    ("name", "fits"),
    [("OMP_NUM_THREADS", False), ("MPLCONFIGDIR", False), ("OFFICE", True)],
)
def test_what_was_read_already_must_be_the_same(name, fits):
    """A library that has read its variables does not read them again."""
    question = ["ipykernel_launcher", "--help"], {**os.environ, name: "1"}, "."
    if fits:
        with zygotes.start().ask(*question) as line:
            assert line.makefile().readline() == "exit 0\n"
    else:
        with pytest.raises(NoZygoteError, match="other values"):
            zygotes.start().ask(*question)


def test_who_asks_the_dead_is_told(own_zygote):  # noqa: ARG001
    """The way to a closed zygote is closed, and nothing is left open."""
    zygote = zygotes.start()
    zygote.close()
    with pytest.raises(OSError):
        zygote.ask(["ipykernel_launcher"], os.environ, ".")


def test_a_fork_of_the_runner_has_no_zygote(own_zygote):  # noqa: ARG001
    """Neither does it keep its parent's alive, nor ask it; it starts its own."""
    code = (
        "import os, sys, warnings\n"
        "from khacphuc.kernels import zygote as zygotes\n"
        "first = zygotes.start()\n"
        "pid = os.fork()\n"
        "if not pid:\n"
        "    alive = first.is_alive\n"
        "    own = zygotes.start().pid != first.pid\n"
        "    zygotes.close()\n"
        "    os._exit(10 * alive + own)\n"
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
