"""The runner's handle of a forked kernel: it polls, signals and awaits the process, as a ``Popen`` does."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from khacphuc.kernels.zygote import NoZygoteError

if TYPE_CHECKING:
    import socket

_CHUNK: Final = 4096


class ForkedKernel:
    """A process the zygote has forked; what ``LocalProvisioner`` needs of ``subprocess.Popen``.

    Args:
        pid: the process, and its group.
        line: the connection over which the zygote reports how it ended.
        received: what came over the line already.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, line: socket.socket, received: bytes = b"") -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._line = line
        self._received = received
        self._reading = threading.Lock()  # a kernel that takes too long is ended from another thread

    @classmethod
    async def ready(cls, line: socket.socket) -> ForkedKernel:
        """The requested kernel, once it can be connected to.

        Raises:
            NoZygoteError: there is none; the message says why.
        """
        line.setblocking(False)
        received = b""
        while b"\n" not in received:
            chunk = await asyncio.get_running_loop().sock_recv(line, _CHUNK)
            if not chunk:
                raise NoZygoteError("the zygote is gone")
            received += chunk
        first, _, received = received.partition(b"\n")
        word, _, rest = first.decode().partition(" ")
        if word != "ready":
            raise NoZygoteError(rest if word == "unfit" else "the kernel ended before it was ready")
        return cls(int(rest), line, received)

    def poll(self) -> int | None:
        """The exit code, or None while the process lives."""
        with self._reading:
            while self.returncode is None:
                try:
                    chunk = self._line.recv(_CHUNK)
                except BlockingIOError:
                    return None
                except ConnectionError:
                    chunk = b""
                self._received += chunk
                if not chunk:
                    self._line.close()
                    word, _, code = self._received.partition(b" ")
                    if word == b"exit":
                        self.returncode = int(code)
                    else:  # the zygote was killed, the kernel with it, but not what the kernel has started
                        self.returncode = -signal.SIGKILL
                        self._kill_group()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end of the process.

        Raises:
            subprocess.TimeoutExpired: it still lives.
        """
        while (code := self.poll()) is None:
            try:
                ready = select.select([self._line], [], [], timeout)[0]
            except ValueError:  # another thread has seen the end just now
                continue
            if not ready:
                raise subprocess.TimeoutExpired("ipykernel_launcher", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, if it lives."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the process."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
