"""Kernels forked where that is possible, and started where it is not."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys

import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from khacphuc.kernels import provisioner
from khacphuc.kernels import zygote as zygotes
from khacphuc.kernels.kernel_handle import ForkedKernel

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "kernel.json"]


@pytest.fixture
def launched(monkeypatch):
    """The commands of kernels that were started as always; none really is."""
    commands = []

    async def launch(_self, cmd, **_settings):
        commands.append(cmd)
        return {}

    monkeypatch.setattr(LocalProvisioner, "launch_kernel", launch)
    return commands


def launch(cmd=COMMAND, **settings):
    """Launch a kernel and kill it."""

    async def work():
        warm = provisioner.WarmProvisioner()
        await warm.launch_kernel(list(cmd), **settings)
        if warm.process:
            warm.process.kill()
            warm.process.wait()
        return warm

    return asyncio.run(work())


@pytest.mark.parametrize(
    ("cmd", "settings"),
    [
        (["R", "--slave", "-e", "IRkernel::main()"], {}),
        (["/usr/bin/python3", *COMMAND[1:]], {}),
        ([sys.executable, "-O", *COMMAND[1:]], {}),
        ([sys.executable, "-m", "another_launcher"], {}),
        (COMMAND, {"stderr": subprocess.DEVNULL}),
        (COMMAND, {"independent": True}),
    ],
)
def test_what_a_fork_cannot_be_is_started(launched, cmd, settings):
    """Another language, another Python, options, and streams of its own: nothing to tell."""
    launch(cmd, **settings)
    assert launched == [cmd]


def test_the_user_may_want_plain_kernels(launched, monkeypatch):
    """That is nothing to tell the user, either."""
    monkeypatch.setenv(zygotes.SWITCH, "plain")
    launch()
    assert launched == [COMMAND]


@pytest.mark.parametrize(
    ("platform", "environment", "reason"),
    [
        ("win32", {}, "no process can safely fork on win32"),
        ("linux", {"OMP_NUM_THREADS": "77"}, "its environment has other values for what libraries read"),
    ],
)
def test_where_no_zygote_can_serve_the_reason_is_told(  # noqa: PLR0917
    launched, told, monkeypatch, platform, environment, reason
):
    """A kernel is started, and one line says why."""
    monkeypatch.setattr(zygotes.sys, "platform", platform)
    launch(env={**os.environ, **environment})
    assert launched == [COMMAND]
    assert len(told) == 1
    assert told.pop().startswith(reason)


@pytest.mark.usefixtures("own_zygote")
def test_a_zygote_that_cannot_be_started_hinders_nobody(launched, told, monkeypatch):
    """The system's reason is told."""
    monkeypatch.setattr(zygotes, "_BE_ONE", "raise SystemExit('no such package')")
    launch()
    assert launched == [COMMAND]
    assert told
    told.clear()


@pytest.mark.usefixtures("own_zygote")
def test_a_zygote_that_does_not_answer_is_not_waited_for(launched, told, monkeypatch):
    """After a while a kernel is started."""
    monkeypatch.setattr(provisioner, "_LONGEST_START", 0.2)
    zygote = zygotes.start()
    os.kill(zygote.pid, signal.SIGSTOP)
    launch()
    assert launched == [COMMAND]
    assert told.pop() == "TimeoutError"


@pytest.mark.usefixtures("own_zygote")
def test_a_fallback_really_works(execute, told, monkeypatch):
    """The plain kernel that serves executes the notebook all the same."""
    monkeypatch.setattr(zygotes.sys, "platform", "darwin")
    assert execute("print('Đoàn')") == ["Đoàn\n"]
    assert told.pop() == "no process can safely fork on darwin"


def test_a_reason_is_told_once(caplog, monkeypatch):
    """A hundred kernels, one line."""
    monkeypatch.undo()  # the real one
    monkeypatch.setattr(provisioner, "_told", set())
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            provisioner._tell("no reason")
    assert caplog.messages == ["kernels are started one by one, which is slower: no reason"]


@pytest.mark.parametrize("shutting_down", [True, False])
def test_no_interrupt_goes_before_the_end(monkeypatch, shutting_down):
    """One that races with the request to end stalls for seconds; any other signal is passed on."""
    sent = []

    async def send(_self, number):
        sent.append(number)

    monkeypatch.setattr(LocalProvisioner, "send_signal", send)
    manager = AsyncKernelManager()
    manager.shutting_down = shutting_down
    warm = provisioner.WarmProvisioner(parent=manager)
    asyncio.run(warm.send_signal(signal.SIGINT))
    asyncio.run(warm.send_signal(signal.SIGTERM))
    assert sent == ([] if shutting_down else [signal.SIGINT]) + [signal.SIGTERM]


def test_an_interrupt_while_a_kernel_starts_takes_it_along(monkeypatch):
    """Whoever asked hangs up, and the zygote ends what it has forked."""
    lines = []

    async def interrupted(line):
        lines.append(line)
        raise KeyboardInterrupt

    monkeypatch.setattr(ForkedKernel, "ready", interrupted)
    with pytest.raises(KeyboardInterrupt):
        launch()
    assert [line.fileno() for line in lines] == [-1]
