"""A forked kernel, seen as a process."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess

import pytest

from khacphuc.kernels.kernel_handle import ForkedKernel
from khacphuc.kernels.zygote import NoZygoteError


@pytest.fixture
def line():
    """Both ends of the line: the kernel's owner's, and the zygote's."""
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.fixture
def child():
    """A process in a group of its own."""
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def ready(line, message):
    """The kernel that is told of."""
    ours, theirs = line
    theirs.sendall(message)
    return asyncio.run(ForkedKernel.ready(ours))


def test_an_exit_is_told(line):
    """Alive until the zygote says how it ended, even if it says so at once."""
    kernel = ready(line, b"ready 12\n")
    assert (kernel.pid, kernel.poll()) == (12, None)
    line[1].sendall(b"exit 3\n")
    line[1].close()
    assert (kernel.wait(), kernel.poll(), kernel.returncode) == (3, 3, 3)


def test_an_end_may_come_with_the_beginning(line):
    """What came after the first line is not lost."""
    kernel = ready(line, b"ready 12\nexit -9\n")
    line[1].close()
    assert kernel.poll() == -9


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b"unfit an import has started the thread t\n", "^an import has started the thread t$"),
        (b"exit 1\n", "ended before it was ready"),
        (b"", "zygote is gone"),
    ],
)
def test_what_does_not_become_ready_is_told(line, message, reason):
    """The reason is the zygote's, or that it is gone."""
    line[1].sendall(message)
    line[1].shutdown(socket.SHUT_WR)
    with pytest.raises(NoZygoteError, match=reason):
        asyncio.run(ForkedKernel.ready(line[0]))


def test_where_the_zygote_was_killed_the_group_goes_too(line, child):
    """The kernel dies with the zygote; what it has started would not."""
    kernel = ready(line, f"ready {child.pid}\n".encode())
    line[1].close()
    assert kernel.wait() == -signal.SIGKILL
    assert child.wait(10) == -signal.SIGKILL


def test_signals_reach_the_process_while_it_lives(line, child):
    """Afterwards its number may be somebody else's."""
    kernel = ready(line, f"ready {child.pid}\n".encode())
    kernel.terminate()
    assert child.wait(10) == -signal.SIGTERM
    line[1].sendall(b"exit -15\n")
    line[1].close()
    kernel.send_signal(signal.SIGKILL)
    kernel.kill()
    assert kernel.returncode == -15


def test_waiting_may_take_too_long(line):
    """Like that for any process."""
    kernel = ready(line, f"ready {os.getpid()}\n".encode())
    with pytest.raises(subprocess.TimeoutExpired):
        kernel.wait(0.01)
