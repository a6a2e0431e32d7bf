"""The private folders kernels' sockets lie in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

import pytest

from khacphuc.kernels.socket_folders import new_folder, sweep_folders


def test_a_name_too_long_for_a_socket_makes_no_folder(monkeypatch, tmp_path):
    """None is given, and nothing is left."""
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    assert new_folder() is None
    assert not list(deep.iterdir())


def test_folders_of_the_dead_are_swept(temporary, monkeypatch):
    """Those of living processes stay, and so does what somebody else may not signal."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    for name in (f"{process.pid}-x", f"{os.getpid()}-x", "1-x", "not a number"):
        (temporary / f"khacphuc-kernel-{name}").mkdir()
    kill = os.kill

    def refuse(pid, number):
        if pid == 1:
            raise PermissionError
        kill(pid, number)

    monkeypatch.setattr(os, "kill", refuse)
    sweep_folders()
    left = sorted(folder.name.removeprefix("khacphuc-kernel-") for folder in temporary.iterdir())
    assert left == sorted([f"{os.getpid()}-x", "1-x", "not a number"])


RUNNER = """
import os, signal, sys
from khacphuc.kernels.socket_folders import new_folder
from khacphuc.kernels.zygote import start_zygote
from khacphuc.run.interrupts import interruptible
if sys.argv[1] == "with a zygote":
    start_zygote()
try:
    with interruptible():
        print(new_folder(), flush=True)
        signal.raise_signal(int(sys.argv[2]))
except KeyboardInterrupt:
    sys.exit(128 + int(sys.argv[2]))
"""


@pytest.mark.parametrize(
    ("zygote", "number"), [("with a zygote", 9), ("with none", 15), ("with a zygote", 15)]
)
@pytest.mark.skipif(sys.platform != "linux", reason="zygotes are Linux's")
def test_a_signal_leaves_no_folder(temporary, zygote, number):
    """Whoever made it and was then terminated removes it, and the zygote what a killed one left."""
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, zygote, str(number)],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (-9 if number == 9 else 128 + number)
    assert done.stdout.startswith(str(temporary / "khacphuc-kernel-"))
    end = time.monotonic() + 20
    while [*temporary.iterdir()] and time.monotonic() < end:
        time.sleep(0.02)
    assert [*temporary.iterdir()] == []
