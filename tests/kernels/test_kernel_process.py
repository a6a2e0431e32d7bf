"""A forked kernel is a kernel of its own, like one that was started."""

from __future__ import annotations

import json
import os

import pytest
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from khacphuc.kernels.zygote import SWITCH, start_zygote

WORLD = """
import json, os, signal, sys, threading
import matplotlib, numpy, pandas
files = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd") if int(name) > 2]
print(json.dumps({
    "path": sys.path,
    "argv": sys.argv[:2] + sys.argv[3:],
    "cwd": os.getcwd(),
    "name": __name__,
    "main": sys.modules["__main__"].__dict__ is globals(),
    "executable": sys.executable,
    "flags": str(sys.flags),
    "umask": os.umask(0o22),
    "stdin": os.read(0, 1).decode(),
    "leader": os.getsid(0) == os.getpid(),
    "signals": [str(signal.getsignal(number)) for number in (2, 13, 15, 17)],
    "wakeup": signal.set_wakeup_fd(-1),
    "mask": [str(number) for number in signal.pthread_sigmask(0, [])],
    "columns": pandas.options.display.max_columns,
    "backend": matplotlib.rcParams["backend"],
    "environment": {name: os.environ[name] for name in os.environ if not name.startswith(("COV", "JPY_S"))},
    "threads": sorted(thread.name.rstrip("0123456789") for thread in threading.enumerate()),
    "main thread": threading.current_thread() is threading.main_thread(),
    "open": sorted({os.readlink(file).split(":")[0] for file in files if os.path.exists(file)}),
}))
"""


@pytest.fixture
def zygote():
    """The zygote that is asked."""
    return start_zygote()


def test_a_kernel_is_a_child_of_the_zygote(execute, zygote):
    """It is forked, not started."""
    assert execute("import os\nprint(os.getppid())") == [f"{zygote.pid}\n"]


@pytest.mark.full  # in make test, single properties of a fork are held beside it
def test_a_fork_is_like_a_new_process(execute, monkeypatch, tmp_path):
    """Paths, arguments, signals, environment, threads and open files are those of a plain kernel."""
    libraries = ("numpy", "pandas", "matplotlib.pyplot")
    (forked,) = execute(WORLD, preload=libraries, folder=tmp_path)
    monkeypatch.setenv(SWITCH, "plain")
    (plain,) = execute(WORLD, folder=tmp_path)
    forked, plain = json.loads(forked), json.loads(plain)
    plain["environment"].pop(SWITCH)
    assert forked == plain


def test_nothing_of_one_kernel_is_in_the_next(execute, tmp_path):
    """Variables, modules, environment, folder, and the state of random numbers and plots stay behind."""
    libraries = ("numpy", "matplotlib")
    look = (
        "import decimal, math, matplotlib, numpy, os, random, sys, warnings\n"
        "print('x' in globals(), math.pi, os.environ.get('LEFT'), os.getcwd(), 'left' in sys.modules,\n"
        "    matplotlib.rcParams['font.size'], decimal.getcontext().prec, len(warnings.filters))\n"
    )
    change = (
        "x = 1; math.pi = 3; os.environ['LEFT'] = 'yes'; os.chdir('/'); sys.modules['left'] = math\n"
        "matplotlib.rcParams['font.size'] = 99; decimal.getcontext().prec = 5\n"
        "warnings.simplefilter('error')\n"
        "random.seed(1); numpy.random.seed(1); sys.path.clear()"
    )
    first, _ = execute(look, change, preload=libraries, folder=tmp_path)
    (second,) = execute(look, preload=libraries, folder=tmp_path)
    assert first == second


def test_random_numbers_are_random(execute):
    """No two kernels have the same, though they come from one process."""
    draw = "import random, numpy, uuid\nprint(random.random(), numpy.random.random(), uuid.uuid4())"
    drawn = [execute(draw, preload=("numpy", "uuid"))[0].split() for _ in range(3)]
    assert len({number for numbers in drawn for number in numbers}) == 9


def test_environment_and_folder_arrive(execute, tmp_path):
    """Each kernel has what it was asked for with, whatever bytes a variable holds."""
    folder = tmp_path / "thư mục"
    folder.mkdir()
    look = "import os\nprint(os.environ['OFFICE'], os.environb[b'BYTES'], os.getcwd())"
    environment = {**os.environ, "OFFICE": "Tỉnh đoàn", "BYTES": os.fsdecode(b"\xff")}
    assert execute(look, folder=folder, env=environment) == [f"Tỉnh đoàn b'\\xff' {folder}\n"]


def test_plots_are_shown_inline(execute):
    """matplotlib, imported before there was a kernel, shows its plots in it."""
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    (text,) = execute(draw, preload=("matplotlib.pyplot",))
    assert "<Figure size" in text
    mine = "import matplotlib.pyplot as plt\nprint(plt.get_backend())"
    other = {**os.environ, "MPLBACKEND": "svg"}
    assert execute(mine, preload=("matplotlib.pyplot",), env=other) == ["svg\n"]


def test_an_error_is_told_with_its_traceback(execute):
    """As papermill and nbclient tell any."""
    with pytest.raises(CellExecutionError) as caught:
        execute("def half(n):\n    return n / 0\nhalf(1)")
    assert "ZeroDivisionError" in str(caught.value)
    assert "return n / 0" in str(caught.value)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("death", ["os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_kernel_that_dies_is_told(execute, death):
    """Nobody waits for an answer of the dead."""
    with pytest.raises(DeadKernelError):
        execute(f"import os\n{death}")


@pytest.mark.full  # in make test, test_client does not wait for ever
def test_a_kernel_that_is_too_slow_is_ended(execute, gone, tmp_path):
    """Its process goes, and so does what it has started."""
    slow = (
        "import os, pathlib, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        "pathlib.Path('pids').write_text(f'{os.getpid()} {child.pid}')\n"
        "time.sleep(60)"
    )
    with pytest.raises(CellTimeoutError):
        execute(slow, timeout=1, folder=tmp_path)
    assert gone(*map(int, (tmp_path / "pids").read_text().split())) == []


@pytest.mark.full  # a pool forked and a pool spawned
def test_cells_may_start_processes(execute):
    """Commands, and workers forked and spawned."""
    command, shell, forked, spawned = execute(
        "import subprocess\nprint(subprocess.check_output(['echo', 'xin chào'], text=True))",
        "!echo $((40 + 2))",
        "import multiprocessing, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool:\n"
        "    print(pool.map(abs, [-1, 2]))",
        "with multiprocessing.get_context('spawn').Pool(1) as pool:\n    print(pool.map(abs, [-3]))",
    )
    assert (command, shell.strip(), forked, spawned) == ("xin chào\n\n", "42", "[1, 2]\n", "[3]\n")


def test_big_outputs_arrive_whole(execute):
    """In one piece and in many, through Python and past it."""
    # under pytest ipykernel does not look at what is written past Python
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    first, many, raw = execute(
        "print('x' * 5_000_000)",
        "for n in range(5000): print(n, '-' * 100)",
        # ipykernel reads past Python in pieces beside the cell, which ends once all are read
        "import array, fcntl, os, termios, time\n"
        "os.write(1, b'y' * 100_000)\n"
        "unread = array.array('i', [1])\n"
        "while unread[0]:\n"
        "    time.sleep(0.2)\n"
        "    fcntl.ioctl(1, termios.FIONREAD, unread)\n"
        "time.sleep(0.2)",
        env=environment,
    )
    assert len(first) == 5_000_001
    assert many.splitlines() == [f"{n} {'-' * 100}" for n in range(5000)]
    assert len(raw) == raw.count("y") == 100_000


def test_nobody_is_asked(execute):
    """``input()`` has nobody to answer, and says so."""
    with pytest.raises(CellExecutionError, match="StdinNotImplementedError"):
        execute("input('name?')")


def test_what_shall_run_at_the_end_runs(execute, tmp_path):
    """The user's threads are waited for, exit functions called, and nothing is left in a buffer."""
    late = (
        "import atexit, pathlib, threading, time\n"
        "def note(): time.sleep(0.2); pathlib.Path('thread').touch()\n"
        "threading.Thread(target=note).start()\n"
        "atexit.register(pathlib.Path('exit').touch)"
    )
    execute(late, folder=tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["exit", "thread"]


def test_what_a_notebook_executes_is_no_history_of_its_user(execute):
    """It is kept as long as the kernel lives."""
    look = "print(get_ipython().history_manager.hist_file, In[-1][:5])"
    assert execute(look) == [":memory: print\n"]


def test_a_kernel_nobody_waits_for_any_more_ends_in_silence(private_zygote, tmp_path, capfd):  # noqa: ARG001
    """Its runner was interrupted, and has removed the file that says how to connect."""
    command = ["ipykernel_launcher", "-f", str(tmp_path / "kernel.json")]
    with start_zygote().request_kernel(command, dict(os.environ), str(tmp_path)) as line:
        line.settimeout(60)
        assert line.recv(100) == b"exit 1\n"
    assert capfd.readouterr() == ("", "")
