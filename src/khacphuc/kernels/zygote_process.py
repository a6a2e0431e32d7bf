"""The zygote: the process that forks kernels (``khacphuc.kernels.zygote`` starts it).

It imports the modules, then forks a kernel for each request that comes through the socket, reports how
the kernel ended, and ends with all its kernels when the runner has ended. It has one thread and no event
loop: a fork of a process with several threads may inherit a lock that nobody releases.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, NoReturn

from khacphuc.kernels.exit import end
from khacphuc.kernels.fork_safety import why_not_to_fork
from khacphuc.kernels.request import KernelRequest
from khacphuc.kernels.socket_folders import remove_folders

# what ipykernel imports at the latest when it starts; imported before anything else
_KERNEL: Final = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "psutil"),
    *("IPython.core.completer", "IPython.core.completerlib", "IPython.core.oinspect"),
    *("IPython.core.debugger", "IPython.extensions.storemagic", "tornado.platform.asyncio"),
)
# standard output and standard error, which come with each request
_STREAMS: Final = 2


class _Notebook:
    """What ``get_ipython()`` is to libraries that look, when imported, whether they are in a notebook.

    pandas does, and shows other columns in a terminal.
    """

    kernel = None
    config: ClassVar[dict[str, Any]] = {"IPKernelApp": {}}


@dataclass
class _Zygote:
    """The state of the zygote: its connection to the runner, its kernels, and what it still has to import.

    ``born`` is the environment it was started with, ``runners`` are the processes it serves.
    """

    control: socket.socket
    modules: list[str]
    runners: set[int]
    born: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    kernels: dict[int, socket.socket] = field(default_factory=dict)
    unfit: str = ""
    attempted: set[str] = field(default_factory=set)
    fresh: bool = True
    importing: bool = False

    def serve(self, woken: int) -> KernelRequest | None:
        """Fork kernels until the runner is gone (None); in a fork, the request to serve."""
        self._import(*_KERNEL)
        while True:
            lines: dict[Any, int] = {line: pid for pid, line in self.kernels.items()}
            idle = None if not self.modules else 0
            ready, _, _ = select.select([self.control, woken, *lines], [], [], idle)
            if woken in ready:
                os.read(woken, 4096)
                self._reap()
            for line in lines.keys() & set(ready):
                self._end(lines[line])  # nobody listens any more
            if self.control in ready:
                _, descriptors, _, _ = socket.recv_fds(self.control, 1, 1 + _STREAMS)
                if not descriptors:
                    break
                request = self._answer(descriptors)
                if request:
                    return request
            elif not ready and self.modules:
                self._import(self.modules.pop(0))
        for pid in self.kernels:
            self._end(pid)
        return None

    def _answer(self, descriptors: list[int]) -> KernelRequest | None:
        """Fork; return the request in the fork, None in the zygote."""
        line = socket.socket(fileno=descriptors[0])
        try:
            with line.makefile("rb") as reader:
                question: dict[str, Any] = json.loads(reader.readline())
        except (ValueError, ConnectionError):  # who asks was killed in the middle of it
            for descriptor in descriptors[1:]:
                os.close(descriptor)
            line.close()
            return None
        self.runners.add(question.pop("runner"))
        self._import(*question["modules"])
        # imports set variables, too (debugpy does), which the kernel would have had from its own
        set_by_imports = {name: value for name, value in os.environ.items() if self.born.get(name) != value}
        question["env"] = {**set_by_imports, **question["env"]}
        request = KernelRequest(line, tuple(descriptors[1:]), os.getpid(), **question)
        if self.fresh:
            self.fresh = False
            self.unfit = why_not_to_fork()
            gc.freeze()  # what is never looked at again is never copied; imports leave next to no garbage
        if self.unfit:
            _tell(line, f"unfit {self.unfit}")
            request.close()
            return None
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            self.control.close()
            for other in self.kernels.values():
                other.close()
            return request
        for stream in request.streams:
            os.close(stream)
        self.kernels[pid] = line
        self.modules = [module for module in request.later if module not in self.attempted]
        return None

    def _import(self, *modules: str) -> None:
        for module in modules:
            if module not in self.attempted:
                self.attempted.add(module)
                self.fresh = self.importing = True
                builtins.get_ipython = _Notebook  # type: ignore[attr-defined]
                try:
                    importlib.import_module(module)
                except Exception:  # noqa: BLE001, S110 - the kernel that needs it reports it
                    pass
                finally:
                    self.importing = False
                    del builtins.get_ipython  # type: ignore[attr-defined]

    def reap_early(self, *_: object) -> None:
        """On SIGCHLD: report the end of a kernel at once, even in the middle of an import."""
        if self.importing:
            self._reap()

    def _reap(self) -> None:
        while self.kernels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            line = self.kernels.pop(pid, None)
            if line:
                _tell(line, f"exit {os.waitstatus_to_exitcode(status)}")
                line.close()

    def _end(self, pid: int) -> None:
        """Kill a kernel and what it has started."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with suppress(ProcessLookupError, PermissionError):  # it had no group of its own yet
            os.killpg(pid, signal.SIGKILL)


def _tell(line: socket.socket, what: str) -> None:
    with suppress(OSError):  # nobody listens any more
        line.sendall(what.encode() + b"\n")


def run_zygote(control: int, runner_id: int, modules: list[str]) -> NoReturn:
    """Be a zygote; in a fork, be a kernel.

    Args:
        control: the socket to the runner.
        runner_id: the runner's process; what it and those it lends the zygote to leave is removed in the end.
        modules: what is imported at once.
    """
    asleep, awake = os.pipe()
    for descriptor in (asleep, awake):
        os.set_blocking(descriptor, False)
    gc.disable()  # modules are no garbage: to look for some while they are imported takes a sixth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the runner's business
    with socket.socket(fileno=control) as runner:
        zygote = _Zygote(runner, modules, {runner_id})
        signal.set_wakeup_fd(awake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, zygote.reap_early)
        request = zygote.serve(asleep)
    if request is None:
        for process in zygote.runners:
            remove_folders(process)  # it could not if it was killed
        end(0)
    gc.enable()
    signal.set_wakeup_fd(-1)
    os.close(asleep)
    os.close(awake)
    from khacphuc.kernels.kernel_process import become_kernel  # noqa: PLC0415 - ipykernel was imported by now

    become_kernel(request)
