"""Whether a process may fork, and what ends with it."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(code):
    """What a script prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", ""),
        (
            "import threading as t\nt.Thread(target=t.Event().wait, name='waits', daemon=True).start()",
            "waits",
        ),
        ("import zmq\nzmq.Context.instance()", "a ZeroMQ context"),
        ("import matplotlib_inline.backend_inline", "how plots are shown"),
    ],
)
def test_a_process_with_threads_or_sockets_must_not_fork(before, expected) -> None:
    """What others do in it is lost, or done twice, in a fork."""
    reason = run(
        f"{before}\nfrom khacphuc.kernels.fork_safety import why_not_to_fork\nprint(why_not_to_fork())"
    )
    assert expected in reason
    assert bool(reason) == bool(expected)


def test_a_fork_ends_with_its_parent() -> None:
    """However the parent ends; what has lost it already ends at once."""
    script = (
        "import os, signal, time\n"
        "from khacphuc.kernels.fork_safety import end_with_parent\n"
        "reader, writer = os.pipe()\n"
        "parent = os.fork()\n"
        "if parent == 0:\n"
        "    parent = os.getpid()\n"
        "    if os.fork() == 0:\n"
        "        end_with_parent(parent)\n"
        "        os.write(writer, b'x')\n"
        "        time.sleep(60)\n"
        "    time.sleep(60)\n"
        "os.close(writer)\n"
        "os.read(reader, 1)\n"
        "os.kill(parent, signal.SIGKILL)\n"
        "print(os.read(reader, 1))\n"  # nobody holds the other end any more
        "try:\n    end_with_parent(os.getpid())\nexcept SystemExit:\n    print('orphan')"
    )
    assert run(script).split() == ["b''", "orphan"]


def test_signals_wait_until_it_is_clear_what_is_done_on_them() -> None:
    """In a fork they would be done twice; this process takes them behind it."""
    script = (
        "import os, signal\n"
        "from khacphuc.kernels.fork_safety import take_signals, without_signals\n"
        "signal.signal(signal.SIGTERM, lambda *_: print('taken by', os.getpid() == parent, flush=True))\n"
        "parent = os.getpid()\n"
        "with without_signals():\n"
        "    os.kill(parent, signal.SIGTERM)\n"
        "    if (child := os.fork()) == 0:\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "        print('child waits', flush=True)\n"
        "        take_signals()\n"
        "        os._exit(0)\n"
        "    os.waitpid(child, 0)\n"
        "    print('parent waits', flush=True)\n"
    )
    assert run(script).splitlines() == ["child waits", "taken by False", "parent waits", "taken by True"]
