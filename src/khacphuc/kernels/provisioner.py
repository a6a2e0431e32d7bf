"""A provisioner for jupyter_client that forks kernels from the zygote instead of starting them.

It serves every kernel whose command is this Python's ``ipykernel_launcher``. Any other kernel, and any
that cannot be forked, is started as usual.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from khacphuc.kernels.kernel_handle import ForkedKernel
from khacphuc.kernels.zygote import NoZygoteError, is_zygote_wanted, start_zygote

if TYPE_CHECKING:
    import socket

    from jupyter_client.connect import KernelConnectionInfo

#: The name of its entry point, as kernel specifications give it.
PROVISIONER: Final = "khacphuc"
_LAUNCHER: Final = "ipykernel_launcher"
# what a forked kernel can be launched with; with any other setting the kernel is started as usual
_UNDERSTOOD: Final = frozenset({"env", "cwd"})
# imports on a slow disk take tens of seconds; after that the zygote is taken to hang
_LONGEST_START: Final = 60.0

_log = logging.getLogger(__name__)
_warned: set[str] = set()


class WarmProvisioner(LocalProvisioner):
    """Kernels forked from the zygote of this process, or started where that is not possible."""

    preload = List(Unicode(), help="Modules the zygote must have imported before it forks.").tag(config=True)
    later = List(Unicode(), help="Modules the zygote imports after it has forked.").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> KernelConnectionInfo:
        """Have a kernel forked; else start it.

        Args:
            cmd: the command of the kernel.
            settings: its environment, its folder, and anything else ``subprocess.Popen`` takes.

        Returns:
            How it is connected to.
        """
        if not is_zygote_wanted() or not _is_ours(cmd) or settings.keys() - _UNDERSTOOD:
            return await super().launch_kernel(cmd, **settings)
        try:
            await self._fork(cmd, **settings)
        except (NoZygoteError, OSError, TimeoutError) as reason:
            _warn_once(str(reason) or type(reason).__name__)
            return await super().launch_kernel(cmd, **settings)
        return self.connection_info

    async def _fork(self, cmd: list[str], env: dict[str, str] | None = None, cwd: str | None = None) -> None:
        env = {**(os.environ if env is None else env), "JPY_PARENT_PID": str(os.getpid())}
        folder = _folder(cwd)
        argv = cmd[cmd.index(_LAUNCHER) :]
        zygote = start_zygote(self.preload)
        line: socket.socket = zygote.request_kernel(
            argv, env, str(folder), modules=self.preload, later=self.later
        )
        try:
            kernel = await asyncio.wait_for(ForkedKernel.ready(line), _LONGEST_START)
        except BaseException:  # an interrupt, too: closed, the line takes a kernel along
            line.close()
            raise
        self.process = kernel  # type: ignore[assignment]  # all that is needed of a Popen
        self.pid, self.pgid, self.cwd = kernel.pid, kernel.pid, folder

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it has started.

        jupyter_client interrupts a kernel before it asks it to end; the interrupt races with the
        question and can stall the ending for three seconds, so that one is not sent.
        """
        if signum != signal.SIGINT or not getattr(self.parent, "shutting_down", False):
            await super().send_signal(signum)


def _is_ours(cmd: list[str]) -> bool:
    """Whether a command is this Python's launcher, with no options that change how Python works."""
    before = cmd[: cmd.index(_LAUNCHER)] if _LAUNCHER in cmd else []
    return [option for option in before if option != "-Xfrozen_modules=off"] == [sys.executable, "-m"]


def _folder(cwd: str | None) -> Path:
    return Path(cwd or "").resolve()


def _warn_once(reason: str) -> None:
    """Log once why kernels are slow to start."""
    if reason not in _warned:
        _warned.add(reason)
        _log.warning("kernels are started one by one, which is slower: %s", reason)
