"""Turns a fork of the zygote into the requested kernel, with everything a freshly started one would have."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from khacphuc.kernels.exit import end
from khacphuc.kernels.fork_safety import end_with_parent
from khacphuc.kernels.socket_folders import CONNECTION_FILE

if TYPE_CHECKING:
    from khacphuc.kernels.request import KernelRequest

# IPython writes what any kernel executes into one file of its user, and waits until the disk has it, twice
_FORGETFUL: Final = Config({"HistoryManager": {"hist_file": ":memory:"}})
_INLINE: Final = "module://matplotlib_inline.backend_inline"


def become_kernel(request: KernelRequest) -> NoReturn:
    """Serve as a kernel until it is shut down; then end the process.

    Args:
        request: the kernel to become.
    """
    status = 1
    try:
        _stand_alone(request)
        _start_afresh(request)
        _run(request)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - printed as the interpreter would
        if not _is_abandoned(request):
            traceback.print_exc()
    finally:
        end(status)


def _stand_alone(request: KernelRequest) -> None:
    """A session and streams of its own, the signals of a new process, and no life without the zygote."""
    os.setsid()  # signals to the group reach what the kernel starts, and nothing else
    end_with_parent(request.zygote)
    for number, stream in enumerate(request.streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _start_afresh(request: KernelRequest) -> None:
    """What a process has by its start: environment, folder, arguments, random numbers, plots."""
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    os.chdir(request.cwd)
    launcher = find_spec(request.argv[0])
    sys.argv = [str(launcher.origin) if launcher else "", *request.argv[1:]]
    numpy: Any = sys.modules.get("numpy")
    if numpy:  # Python's own numbers begin afresh in every fork
        numpy.random.seed()
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib:  # it looks at the environment when it is imported, which ipykernel sets before
        matplotlib.rcParams["backend"] = os.environ.get("MPLBACKEND") or _INLINE


def _is_abandoned(request: KernelRequest) -> bool:
    """Whether the runner was interrupted meanwhile, and the file that says how to connect is gone."""
    return not all(Path(word).exists() for word in request.argv if word.endswith(CONNECTION_FILE))


def _run(request: KernelRequest) -> None:
    if _is_abandoned(request):
        raise SystemExit(1)
    app: Any = IPKernelApp.instance(parent_handle=request.zygote, config=_FORGETFUL)
    app.initialize(sys.argv[1:])
    # its sockets are bound: the runner can connect
    request.line.sendall(f"ready {os.getpid()}\n".encode())
    request.line.close()
    app.start()
    app.control_thread.join(2)  # closed before its last message is out, the kernel stalls for seconds
