"""The runner's end of a zygote: starts the process and requests kernels from it.

One zygote serves this process, and the forks it is lent to. It may be started long before anybody needs a
kernel, so that it and the runner import what they need at the same time; hence this module imports the
standard library only.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: ``plain`` in this variable of the environment does without zygotes.
SWITCH: Final = "KHACPHUC_KERNELS"
# read when a library is imported: a kernel that wants other values is none for the zygote
_READ_AT_IMPORT: Final = (
    *("PYTHON", "LD_", "LC_", "LANG", "TZ", "HOME", "XDG_", "MPLCONFIGDIR", "MATPLOTLIBRC", "GX_"),
    *("OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_", "ARROW_", "JE_ARROW_"),
)
#: Variables of the environment of a process that forks: pyarrow's allocator starts a thread otherwise.
ONE_THREAD: Final = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
# the debugger complains on standard error of modules it cannot look into
_UNFROZEN: Final = "-Xfrozen_modules=off"
# nothing that lies in the working directory is imported; -P would do that to the kernels, too
_RUN_ZYGOTE: Final = (
    "import sys\n"
    "if sys.path[0] == '': del sys.path[0]\n"
    "from khacphuc.kernels.zygote_process import run_zygote\n"
    "run_zygote(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])"
)
# an idle zygote ends at once; one in the midst of an import is not waited for
_PATIENCE: Final = 0.5


class NoZygoteError(Exception):
    """No zygote can serve; the message says why."""


class Zygote:
    """A zygote and the way to it.

    Args:
        modules: what it imports at once.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._lock = threading.Lock()
        self._is_lent = False
        self._env = _read_at_import(os.environ)
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, _UNFROZEN, "-c", _RUN_ZYGOTE),
                    *(str(theirs.fileno()), str(os.getpid()), *modules),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD},
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether kernels can be requested from it."""
        # a process that is not ours cannot be asked: a request to one that has ended fails
        return self._control.fileno() >= 0 and (self._is_lent or self._process.poll() is None)

    def request_kernel(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        cwd: str,
        *,
        modules: Sequence[str] = (),
        later: Sequence[str] = (),
    ) -> socket.socket:
        """Request a kernel.

        Args:
            argv: the arguments of ``ipykernel_launcher``, its name first.
            env: the kernel's whole environment.
            cwd: its working directory.
            modules: what must be imported before the fork.
            later: what is to be imported after it, while no kernel is requested.

        Returns:
            Where the answers come: ``ready PID`` once it can be connected to and ``exit CODE`` in the
            end, or ``unfit REASON``. Closed, it takes the kernel along.

        Raises:
            NoZygoteError: the environment has other values for what was read already.
            OSError: the zygote is gone.
        """
        if _read_at_import(env) != self._env:
            raise NoZygoteError("its environment has other values for what libraries read when imported")
        question: dict[str, object] = {"argv": [*argv], "env": {**env}, "cwd": cwd, "runner": os.getpid()}
        question |= {"modules": [*modules], "later": [*later]}
        line = json.dumps(question).encode() + b"\n"
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                socket.send_fds(self._control, [b"?"], [theirs.fileno(), 1, 2])
            ours.sendall(line)
        except OSError:
            ours.close()
            if self._is_lent:  # and gone: the next kernel has a zygote of this process
                self.drop()
            raise
        return ours

    def close(self) -> None:
        """End it and every kernel it has forked; a lent one is only let go."""
        self.drop()
        if self._is_lent:
            return
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # in the midst of an import; its kernels die with it
            self._process.kill()
            self._process.wait()

    def drop(self) -> None:
        """Close the way to it."""
        self._control.close()

    def lend(self) -> None:
        """In a fork of the process that started it: use it, and leave its end to that process."""
        self._lock = threading.Lock()
        self._is_lent = True


_zygote: Zygote | None = None
_is_lent = False
_lock = threading.Lock()


def is_zygote_wanted() -> bool:
    """Whether the user leaves kernels to us (see ``SWITCH``)."""
    return os.environ.get(SWITCH) != "plain"


def why_no_zygote() -> str:
    """Why there can be no zygote on this system; empty where there can be one."""
    # macOS has fork, but its libraries do not survive it
    if sys.platform != "linux" or not hasattr(os, "fork"):
        return f"no process can safely fork on {sys.platform}"
    return ""


def start_zygote(modules: Sequence[str] = ()) -> Zygote:
    """The zygote of this process, started if there is none.

    Args:
        modules: what a new one imports at once.

    Raises:
        NoZygoteError: this system cannot fork safely.
    """
    global _zygote  # noqa: PLW0603 - one a process is the point
    if reason := why_no_zygote():
        raise NoZygoteError(reason)
    with _lock:
        if _zygote is None or not _zygote.is_alive:
            if _zygote is not None:
                _zygote.close()
            _zygote = Zygote(modules)
        return _zygote


def close_zygote() -> None:
    """End the zygote of this process and its kernels, if there is one."""
    with _lock:
        if _zygote is not None and _zygote.is_alive:
            _zygote.close()


@contextmanager
def lend_zygote() -> Iterator[None]:
    """Let what is forked meanwhile use the zygote of this process."""
    global _is_lent  # noqa: PLW0603 - as the zygote is
    _is_lent = True
    try:
        yield
    finally:
        _is_lent = False


def _read_at_import(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_READ_AT_IMPORT)}


def _forget() -> None:
    """In a fork of this process: another's zygote is neither used nor kept alive, unless it is lent."""
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    if _zygote is not None:
        (_zygote.lend if _is_lent else _zygote.drop)()


atexit.register(close_zygote)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
