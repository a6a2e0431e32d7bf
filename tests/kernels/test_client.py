"""A client that begins as soon as the kernel is there."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest

from khacphuc.kernels.manager import private_kernels

pytestmark = pytest.mark.usefixtures("temporary")


def ask(meanwhile=lambda _pid: None, timeout=30.0):
    """Start a kernel, do something to it, and wait for it; the client's kernel information."""

    async def work(manager):
        await manager.start_kernel()
        meanwhile(manager.provisioner.process.pid)
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=timeout)
            await client.wait_for_ready(timeout=timeout)
            reply = await client.execute_interactive("1", timeout=30, output_hook=lambda _message: None)
        finally:
            client.stop_channels()
        return reply

    with private_kernels() as managers:
        return asyncio.run(work(managers(kernel_name="python3")))


def test_a_ready_kernel_answers():
    """No output of the first question is left over for the next."""
    assert ask()["content"]["status"] == "ok"


def test_a_kernel_that_died_is_not_waited_for():
    """That it cannot answer is told at once."""
    since = time.monotonic()
    with pytest.raises(RuntimeError, match="died before"):
        ask(lambda pid: os.kill(pid, signal.SIGKILL))
    assert time.monotonic() - since < 10


def test_a_kernel_that_is_silent_is_not_waited_for_for_ever():
    """The time is the caller's."""
    with pytest.raises(RuntimeError, match="didn't respond in"):
        ask(lambda pid: os.kill(pid, signal.SIGSTOP), timeout=0.5)
