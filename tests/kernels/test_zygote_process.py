"""The process that forks kernels."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError

from khacphuc.kernels.zygote import start_zygote

from ..processes import bearing

MANY = int(os.environ.get("KHACPHUC_KERNELS_MANY", "16"))
AT_ONCE = 8


def test_many_kernels_do_not_mix(execute):
    """Eight at a time, each answers its own questions."""

    def ask(number):
        try:
            return execute(f"n = {number}", "import os\nprint(n, os.getpid(), os.getppid())")[1].split()
        finally:
            ensure_event_loop().close()  # nbclient leaves it open in every thread

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, range(MANY)))
    assert [int(number) for number, _, _ in answers] == list(range(MANY))
    assert len({pid for _, pid, _ in answers}) == MANY
    assert {int(parent) for _, _, parent in answers} == {start_zygote().pid}


@pytest.mark.sampled(4)
@pytest.mark.untraced
@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            "import threading\nlate = threading.Timer(60, print)\nlate.name = 't'\nlate.start()",
            "an import has started the thread t",
        ),
        (
            "import _thread, time\n_thread.start_new_thread(time.sleep, (60,))",
            "an import has started 1 native threa",
        ),
        ("import zmq\nzmq.Context.instance()", "an import has made a ZeroMQ context"),
        ("import matplotlib_inline.backend_inline", "an import has chosen how plots are shown"),
    ],
)
def test_what_cannot_fork_safely_does_not(execute, modules, plain_kernel_reasons, source, reason):
    """A plain kernel serves, and the reason is told."""
    assert execute("print(1)", preload=modules(careless=source)) == ["1\n"]
    assert plain_kernel_reasons.pop().startswith(reason)


def test_threads_that_take_care_of_forks_are_welcome(execute):
    """OpenBLAS and pyarrow have threads, and neither hinders a fork."""
    preload = ("numpy", "pyarrow.parquet", "scipy.linalg")
    assert execute("import os\nprint(os.getppid())", preload=preload) == [f"{start_zygote().pid}\n"]


def test_an_import_that_fails_is_the_kernels_business(execute, modules):
    """The kernel that needs the module is told by Python itself."""
    cell = "try:\n    import broken\nexcept RuntimeError as error:\n    print(error)"
    assert execute(cell, preload=modules(broken="raise RuntimeError('no such luck')")) == ["no such luck\n"]


def test_what_is_asked_for_is_imported_before_and_the_rest_after(execute, modules):
    """The first kernel does not wait for what only the second needs."""
    before, after = modules(before="", after="import time\ntime.sleep(0.5)")
    look = "import sys\nprint('before' in sys.modules, 'after' in sys.modules)"
    assert execute(look, preload=[before], later=[after]) == ["True False\n"]
    time.sleep(1)
    assert execute(look, preload=[before]) == ["True True\n"]


def test_no_kernel_waits_for_an_import_to_end(execute, modules, tmp_path):
    """That one has ended is told in the midst of an import for the next."""
    enough, waited = tmp_path / "enough", tmp_path / "waited"
    (long,) = modules(
        long=f"""
import time
from pathlib import Path
for _ in range(6000):
    if Path({str(enough)!r}).exists():
        break
    time.sleep(0.01)
else:
    Path({str(waited)!r}).touch()
"""
    )
    execute("1", later=[long])
    enough.touch()
    assert not waited.exists()


def test_libraries_see_a_notebook_when_they_are_imported(execute, modules):
    """pandas, for one, asks once; no kernel keeps what it was told."""
    (asks,) = modules(asks="in_notebook = hasattr(get_ipython(), 'kernel')")
    look = "import asks, builtins\nprint(asks.in_notebook, type(get_ipython()).__name__)"
    assert execute(look, preload=[asks]) == ["True ZMQInteractiveShell\n"]


def test_a_kernel_that_is_killed_is_told(execute, private_zygote):  # noqa: ARG001
    """The zygote reaps it; the next is forked as ever."""
    with pytest.raises(DeadKernelError):
        execute("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    assert execute("print(2)") == ["2\n"]
    children = Path(f"/proc/{start_zygote().pid}/task/{start_zygote().pid}/children").read_text()
    assert children.split() == []


def test_a_zygote_that_is_killed_takes_its_kernels_along(execute, gone, tmp_path):
    """Nothing is left of kernel and children, and a new zygote serves the next."""
    old = start_zygote().pid
    cell = (
        "import os, pathlib, signal, subprocess\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        "pathlib.Path('pids').write_text(f'{os.getpid()} {child.pid}')\n"
        "os.kill(os.getppid(), signal.SIGKILL)\n"
        "signal.pause()"
    )
    with pytest.raises(DeadKernelError):
        execute(cell, folder=tmp_path)
    assert gone(*map(int, (tmp_path / "pids").read_text().split())) == []
    assert execute("print(3)") == ["3\n"]
    assert start_zygote().pid != old


RUNNER = """
import sys
import nbformat
from nbclient import NotebookClient
from khacphuc.kernels.manager import private_kernels
cell = "import subprocess, time\\nsubprocess.Popen(['sleep', '60'])\\nprint(1)\\ntime.sleep(60)"
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
with private_kernels() as kernels:
    NotebookClient(notebook, kernel_manager_class=kernels).execute()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.full)])
def test_a_runner_that_dies_leaves_no_orphan(number, gone):
    """Zygote, kernel and what the kernel has started go with it."""
    mark = uuid.uuid4().hex
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNER],
        env={**os.environ, "MARK": mark},
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 30
    while len(bearing("MARK", mark)) < 4 and time.monotonic() < end:
        time.sleep(0.05)
    family = bearing("MARK", mark)
    process.send_signal(number)
    process.wait(30)
    assert len(family) >= 4
    assert gone(*family) == []


def test_python_does_not_warn_of_the_fork():
    """From 3.12 on it does where a process has several threads."""
    code = (
        "import json, os, select\n"
        "from khacphuc.kernels.zygote import start_zygote\n"
        "line = start_zygote().request_kernel(['ipykernel_launcher', '--help'], dict(os.environ), '.',\n"
        "    modules=['pandas', 'pyarrow', 'matplotlib.pyplot'])\n"
        "print(line.makefile().readline())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONWARNINGS": "always"},
    )
    assert "exit 0" in done.stdout
    assert "multi-threaded" not in done.stderr


def test_who_is_killed_while_it_asks_for_a_kernel_harms_no_other(private_zygote, execute):  # noqa: ARG001
    """A worker that is killed between its two messages: its question is never read, the zygote goes on."""
    zygote = start_zygote()
    for words in (b"", b'{"argv": ['):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            socket.send_fds(zygote._control, [b"?"], [theirs.fileno(), 1, 2])
            ours.sendall(words)
    assert execute("print(1)") == ["1\n"]
    assert start_zygote() is zygote
