"""One process at a time works on a run."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import pytest

from khacphuc.errors import RunLockedError, UsageError
from khacphuc.run import lock
from khacphuc.run.lock import run_lock

HOLD = """
import sys, time
from pathlib import Path
from khacphuc.project.layout import Layout  # noqa: PLC0415
from khacphuc.run.lock import run_lock  # noqa: PLC0415 - there seldom is anything
with run_lock(Layout(Path(sys.argv[1])), "2021"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(project, seconds):
    """A process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project.root), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_held_lock_tells_who_holds_it(project):
    """The message names the process and since when."""
    with holder(project, 60) as process:
        with pytest.raises(RunLockedError) as caught, run_lock(project, "2021"):
            pass
        process.kill()
    assert f"run 2021: process {process.pid} on " in str(caught.value)
    assert " since 20" in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_killed_process_holds_nothing(project):
    """The system lets the lock go, and what the dead wrote about itself does not count."""
    with holder(project, 60) as process:
        process.kill()
    assert (project.runs("2021") / "lock.json").exists()
    with run_lock(project, "2021"):
        assert str(os.getpid()) in (project.runs("2021") / "lock.json").read_text()
    assert not (project.runs("2021") / "lock.json").exists()


def test_waiting_waits(project):
    """With ``wait``, the lock is taken when it is free."""
    with holder(project, 0.5):
        since = time.monotonic()
        with run_lock(project, "2021", wait=True):
            assert time.monotonic() - since > 0.2


def test_another_run_has_another_lock(project):
    """Runs do not wait for each other."""
    with run_lock(project, "2021"), run_lock(project, "2020"):
        assert (project.runs("2020") / "lock.json").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"pid": "x", "host": 1, "since": 2}'])
def test_a_holder_that_cannot_be_read_is_another_process(project, text):
    """A side file cut short never hides the message."""
    with run_lock(project, "2021"):
        (project.runs("2021") / "lock.json").write_text(text)
        with pytest.raises(RunLockedError, match="run 2021: another process"), run_lock(project, "2021"):
            pass


def test_a_folder_that_cannot_be_written_is_named(project, monkeypatch):
    """A full disk ends before anything is made, and leaves no lock."""

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lock, "write_text", full)
    with pytest.raises(UsageError, match=r"\.runs/2021: the disk is full"), run_lock(project, "2021"):
        pass
    monkeypatch.undo()
    with run_lock(project, "2021"):
        assert (project.runs("2021") / "lock").exists()
