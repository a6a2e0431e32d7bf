"""How the zygote and its kernels end: without copying the memory they share."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from typing import NoReturn


def end(status: int) -> NoReturn:
    """End as the interpreter does, but for tearing modules down: that would copy every shared page.

    Args:
        status: the exit code.
    """
    try:
        gc.freeze()  # so that nobody looks for garbage once more, which IPython does when it ends
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - waits for threads, as at any end
        atexit._run_exitfuncs()  # noqa: SLF001
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
