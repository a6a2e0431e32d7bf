"""The kernel of one notebook."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from khacphuc.run import kernel
from khacphuc.run.kernel import PrivateKernelManager, private_kernels, sweep_folders


@pytest.fixture
def temporary(monkeypatch):
    """A folder of temporary files of our own, with a short name."""
    with tempfile.TemporaryDirectory(prefix="k") as short:
        monkeypatch.setattr(tempfile, "tempdir", short)
        yield Path(short)


def test_the_sockets_lie_in_a_private_folder(temporary):
    """Nobody else may open them, and they go when the kernel goes."""
    manager = PrivateKernelManager()
    (folder,) = temporary.iterdir()
    assert manager.transport == "ipc"
    assert Path(manager.ip).parent == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    manager.cleanup_ipc_files()
    assert not list(temporary.iterdir())


def test_where_a_path_would_be_too_long_tcp_serves(monkeypatch, tmp_path):
    """The system takes no long paths of sockets."""
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    manager = PrivateKernelManager()
    assert manager.transport == "tcp"
    assert not list(deep.iterdir())
    manager.cleanup_ipc_files()


def test_windows_has_tcp(temporary, monkeypatch):
    """Where the system is not POSIX, nothing is made."""
    with monkeypatch.context() as windows:
        windows.setattr(kernel.os, "name", "nt")
        manager = PrivateKernelManager()
    assert manager.transport == "tcp"
    assert not list(temporary.iterdir())


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

    monkeypatch.setattr(kernel.os, "kill", refuse)
    sweep_folders()
    left = sorted(folder.name.removeprefix("khacphuc-kernel-") for folder in temporary.iterdir())
    assert left == sorted([f"{os.getpid()}-x", "1-x", "not a number"])


@pytest.mark.parametrize("shutting_down", [True, False])
@pytest.mark.usefixtures("temporary")
def test_no_interrupt_goes_before_the_end(monkeypatch, shutting_down):
    """An interrupt that races with the request to end stalls for seconds; any other is passed on."""
    sent = []

    async def send(_self):
        sent.append("interrupt")

    monkeypatch.setattr(kernel.AsyncKernelManager, "_async_interrupt_kernel", send)
    manager = PrivateKernelManager()
    manager.shutting_down = shutting_down
    asyncio.run(manager.interrupt_kernel())
    assert sent == ([] if shutting_down else ["interrupt"])
    manager.cleanup_ipc_files()


def test_a_kernel_is_ended_in_whatever_state_it_is(temporary):
    """An interrupt that meets a starting kernel leaves neither process nor folder."""

    async def start(manager):
        await manager.start_kernel(stderr=subprocess.DEVNULL)

    with private_kernels() as managers:
        manager = managers()
        asyncio.run(start(manager))
        process = manager.provisioner.process
        assert process.poll() is None
    assert process.poll() is not None
    assert not list(temporary.iterdir())
