"""The kernel of one notebook, and its private folder."""

from __future__ import annotations

import asyncio
import stat
import tempfile
import threading
from pathlib import Path

import pytest

from khacphuc.kernels import manager as module
from khacphuc.kernels.manager import PrivateKernelManager, kill_kernels, private_kernels
from khacphuc.kernels.zygote import SWITCH


def test_the_sockets_lie_in_a_private_folder(temporary):
    """Nobody else may open them, and they go when the kernel goes."""
    manager = PrivateKernelManager()
    (folder,) = temporary.iterdir()
    assert manager.transport == "ipc"
    assert Path(manager.ip).parent == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    manager.remove_folder()
    assert not list(temporary.iterdir())


def test_where_a_path_would_be_too_long_tcp_serves(monkeypatch, tmp_path):
    """The system takes no long paths of sockets."""
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    manager = PrivateKernelManager()
    assert manager.transport == "tcp"
    assert not list(deep.iterdir())
    manager.remove_folder()


def test_windows_has_tcp(temporary, monkeypatch):
    """Where the system is not POSIX, nothing is made."""
    with monkeypatch.context() as windows:
        windows.setattr(module.os, "name", "nt")
        manager = PrivateKernelManager()
    assert manager.transport == "tcp"
    assert not list(temporary.iterdir())


@pytest.mark.usefixtures("temporary")
def test_a_kernel_is_warm_unless_its_specification_wants_another_provisioner():
    """What the specification on the disk says stays as it is."""
    manager = PrivateKernelManager(kernel_name="python3")
    manager.preload, manager.later = ["decimal"], ["fractions"]
    warm = {"provisioner_name": "khacphuc", "config": {"preload": ["decimal"], "later": ["fractions"]}}
    assert manager.kernel_spec.metadata["kernel_provisioner"] == warm
    manager._kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": "another"}
    assert manager.kernel_spec.metadata["kernel_provisioner"] == {"provisioner_name": "another"}
    manager.remove_folder()


@pytest.mark.parametrize("kernels", ["warm", "plain"])
def test_a_kernel_is_ended_in_whatever_state_it_is(temporary, monkeypatch, kernels):
    """An interrupt that meets a starting kernel leaves neither process nor folder."""
    monkeypatch.setenv(SWITCH, kernels)

    async def start(manager):
        await manager.start_kernel()

    with private_kernels() as managers:
        manager = managers()
        asyncio.run(start(manager))
        process = manager.provisioner.process
        assert process.poll() is None
    assert process.poll() is not None
    assert not list(temporary.iterdir())


@pytest.mark.usefixtures("temporary")
@pytest.mark.parametrize("how", [pytest.param("limit", marks=pytest.mark.full), "kill_kernels"])
def test_a_kernel_is_killed_from_outside(how):
    """When its time is over, or when everything is brought to an end; its manager is told it died."""

    async def start(manager):
        await manager.start_kernel()

    with private_kernels(limit=5 if how == "limit" else None) as managers:
        manager = managers()
        asyncio.run(start(manager))
        process = manager.provisioner.process
        if how == "kill_kernels":
            threading.Thread(target=kill_kernels).start()
        process.wait(60)
        assert process.poll() is not None
    kill_kernels()  # there is none left


@pytest.mark.usefixtures("temporary")
def test_a_kernel_has_the_variables_it_was_given():
    """They are handed on as they are, whatever is in them."""
    manager = PrivateKernelManager(kernel_name="python3")
    manager.env = {"KHACPHUC_X": "$HOME ${y}"}
    prepared = asyncio.run(_prepared(manager))
    assert prepared["KHACPHUC_X"] == "$HOME ${y}"
    manager.remove_folder()


async def _prepared(manager):
    """The environment a kernel would be started in."""
    _, settings = await manager.pre_start_kernel()
    return settings["env"]


@pytest.mark.usefixtures("temporary")
def test_a_kernel_can_be_restarted_and_interrupted():
    """As any; the new one is another process, and an interrupt ends a cell, not the kernel."""

    async def work(manager):
        await manager.start_kernel()
        first = manager.provisioner.process.pid
        await manager.restart_kernel()
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=30)
        question = client.execute("import time\nprint('began')\ntime.sleep(60)")
        while (await client.get_iopub_msg(timeout=30))["msg_type"] != "stream":
            pass
        await manager.interrupt_kernel()
        reply = await client.get_shell_msg(timeout=30)
        client.stop_channels()
        second = manager.provisioner.process.pid
        await manager.shutdown_kernel()
        return first, second, question, reply

    with private_kernels() as managers:
        first, second, question, reply = asyncio.run(work(managers(kernel_name="python3")))
    assert first != second
    assert reply["parent_header"]["msg_id"] == question
    assert reply["content"]["ename"] == "KeyboardInterrupt"
