"""A fork of the zygote becomes the kernel that was asked for, as if it had been started for it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
import traceback
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NoReturn

from ipykernel.kernelapp import IPKernelApp

from khacphuc.kernels.exit import end

if TYPE_CHECKING:
    from khacphuc.kernels.request import Asked

_PR_SET_PDEATHSIG: Final = 1
_INLINE: Final = "module://matplotlib_inline.backend_inline"


def become_kernel(asked: Asked) -> NoReturn:
    """Serve as a kernel until it is told to end; then end the process.

    Args:
        asked: what was asked for.
    """
    status = 1
    try:
        _stand_alone(asked)
        _start_afresh(asked)
        _run(asked)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - printed as the interpreter would
        traceback.print_exc()
    finally:
        end(status)


def _stand_alone(asked: Asked) -> None:
    """A session and streams of its own, the signals of a new process, and no life without the zygote."""
    os.setsid()  # signals to the group reach what the kernel starts, and nothing else
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != asked.zygote:
        raise SystemExit(1)
    for number, stream in enumerate(asked.streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _start_afresh(asked: Asked) -> None:
    """What a process has by its start: environment, folder, arguments, random numbers, plots."""
    os.environ.clear()
    os.environ.update(asked.env)
    time.tzset()
    os.chdir(asked.cwd)
    launcher = find_spec(asked.argv[0])
    sys.argv = [str(launcher.origin) if launcher else "", *asked.argv[1:]]
    numpy: Any = sys.modules.get("numpy")
    if numpy:  # Python's own numbers begin afresh in every fork
        numpy.random.seed()
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib:  # it looks at the environment when it is imported, which ipykernel sets before
        matplotlib.rcParams["backend"] = os.environ.get("MPLBACKEND") or _INLINE


def _run(asked: Asked) -> None:
    app: Any = IPKernelApp.instance(parent_handle=asked.zygote)
    app.initialize(sys.argv[1:])
    # its sockets are bound: whoever asked can connect
    asked.line.sendall(f"ready {os.getpid()}\n".encode())
    asked.line.close()
    app.start()
    app.control_thread.join(2)  # closed before its last message is out, the kernel stalls for seconds
