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
from khacphuc.kernels.kernel_handle import ForkedKernel
from khacphuc.kernels.zygote import SWITCH, start_zygote

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
    monkeypatch.setenv(SWITCH, "plain")
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
    launched, plain_kernel_reasons, monkeypatch, platform, environment, reason
):
    """A kernel is started, and one line says why."""
    monkeypatch.setattr(sys, "platform", platform)
    launch(env={**os.environ, **environment})
    assert launched == [COMMAND]
    assert len(plain_kernel_reasons) == 1
    assert plain_kernel_reasons.pop().startswith(reason)


@pytest.mark.untraced
@pytest.mark.usefixtures("private_zygote")
def test_a_zygote_that_cannot_be_started_hinders_nobody(launched, plain_kernel_reasons, monkeypatch):
    """The system's reason is told."""
    monkeypatch.setattr("khacphuc.kernels.zygote._RUN_ZYGOTE", "raise SystemExit('no such package')")
    launch()
    assert launched == [COMMAND]
    assert plain_kernel_reasons
    plain_kernel_reasons.clear()


@pytest.mark.usefixtures("private_zygote")
def test_a_zygote_that_does_not_answer_is_not_waited_for(launched, plain_kernel_reasons, monkeypatch):
    """After a while a kernel is started."""
    monkeypatch.setattr(provisioner, "_LONGEST_START", 0.2)
    zygote = start_zygote()
    os.kill(zygote.pid, signal.SIGSTOP)
    launch()
    assert launched == [COMMAND]
    assert plain_kernel_reasons.pop() == "TimeoutError"


@pytest.mark.usefixtures("private_zygote")
def test_a_fallback_really_works(execute, plain_kernel_reasons, monkeypatch):
    """The plain kernel that serves executes the notebook all the same."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert execute("print('Đoàn')") == ["Đoàn\n"]
    assert plain_kernel_reasons.pop() == "no process can safely fork on darwin"


def test_a_reason_is_told_once(caplog, monkeypatch):
    """A hundred kernels, one line."""
    monkeypatch.undo()  # the real one
    monkeypatch.setattr(provisioner, "_warned", set())
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            provisioner._warn_once("no reason")
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
