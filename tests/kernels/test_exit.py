"""The end of a process that shares its memory."""

from __future__ import annotations

import subprocess
import sys


def test_it_ends_as_the_interpreter_does():
    """Threads are waited for, exit functions called, buffers emptied; then the code is returned."""
    code = (
        "import atexit, threading, time\n"
        "from khacphuc.kernels.exit import end\n"
        "atexit.register(print, 'exit')\n"
        "threading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()\n"
        "print('buffered', end=' ')\n"
        "end(7)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "buffered thread\nexit\n")
