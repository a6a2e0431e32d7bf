"""The private folders kernels' sockets lie in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

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
