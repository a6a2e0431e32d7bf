"""Forks of a process that call functions for it."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

FUNCTIONS = """
import io, json, os, signal, sys, threading, time
from khacphuc.errors import KhacphucError
from khacphuc.kernels.forked_worker import ForkedWorker
from khacphuc.kernels.zygote import close_zygote, start_zygote

state = "imported"

def begin():
    global state
    state = "begun"

def look(word):
    print(word, "on", file=sys.stderr)
    print("standard error", end="", file=sys.stderr, flush=True)
    return state, os.getpid()

def fail(error):
    raise error

class Unsendable(Exception):
    def __reduce__(self):
        raise TypeError("not this one")

class Unreceivable(Exception):
    def __init__(self, first, second):
        super().__init__(f"{first} {second}")

def fail_with(kind, *words):
    raise globals()[kind](*words)

def fail_locally():
    class Local(Exception): pass
    raise Local("of a function")

def read(text):
    json.loads(text)

def lock():
    return threading.Lock()

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def wait():
    time.sleep(60)
"""


@pytest.fixture
def script():
    """Runs lines behind the functions, in a process without threads, and returns what they print."""

    def run(lines):
        code = FUNCTIONS + textwrap.dedent(lines)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def test_a_worker_has_what_was_imported_here(script) -> None:
    """One process answers call after call, and what it prints as an error is printed here."""
    assert script("""
        state = "changed before the fork"
        workers = [ForkedWorker(begin), ForkedWorker(str)]
        sys.stderr = io.StringIO()
        first, second, other = (worker.call(look, "calls") for worker in (*workers[:1], *workers))
        print(first == second, first[0], other[0], len({first[1], other[1], os.getpid()}))
        print(sys.stderr.getvalue().count("calls on\\nstandard error"))
        for worker in workers:
            worker.close()
        print([worker.is_alive for worker in workers])
    """) == ["True begun changed before the fork 3", "3", "[False, False]"]


def test_what_a_function_raises_is_raised_here(script) -> None:
    """With where it was raised; what cannot be sent is told in words, and the worker goes on."""
    lines = script("""
        worker = ForkedWorker(begin)
        for function, arguments in (
            (fail, (KhacphucError("2 bytes", place="a.csv", remedy="save it"),)),
            (fail, (ZeroDivisionError("by zero"),)),
            (read, ("{",)),
            (fail_with, ("Unsendable", "in words")),
            (fail_with, ("Unreceivable", "in", "words")),
            (fail_locally, ()),
            (sys.exit, (4,)),
            (lock, ()),
        ):
            try:
                worker.call(function, *arguments)
            except BaseException as error:
                print(type(error).__name__, error, "Traceback" in error.__notes__[0])
        print(worker.call(look, "still")[0])
    """)
    assert lines == [
        "KhacphucError a.csv: 2 bytes; save it True",
        "ZeroDivisionError by zero True",
        "JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) True",
        "RuntimeError Unsendable: in words True",
        "RuntimeError Unreceivable: in words True",
        "RuntimeError Local: of a function True",
        "SystemExit 4 True",
        "TypeError cannot pickle '_thread.lock' object True",
        "begun",
    ]


def test_a_lost_worker_is_an_error_of_ours(script) -> None:
    """Killed by the system, it says so; and it is asked nothing more."""
    assert script("""
        worker = ForkedWorker(begin)
        for function in (die, look):
            try:
                worker.call(function, *(["x"] if function is look else []))
            except KhacphucError as error:
                print(error)
        worker.close()
        print(worker.is_alive)
    """) == ["the process that made it was lost (killed, or out of memory); run again"] * 2 + ["False"]


def test_a_worker_that_was_interrupted_here_answers_nothing_more(script) -> None:
    """Its answer would be taken for that to the next call."""
    assert script("""
        worker = ForkedWorker(begin)
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        try:
            worker.call(wait)
        except KeyboardInterrupt:
            worker.close()
            print("interrupted", worker.is_alive)
    """) == ["interrupted False"]


def test_a_worker_takes_kernels_from_the_zygote_of_its_parent(script) -> None:
    """Which lasts longer than the worker; where there is none, or none any more, a worker has its own."""
    assert script("""
        from khacphuc.kernels.manager import private_kernels
        from nbclient import NotebookClient
        import nbformat

        def kernel_parent():
            cell = nbformat.v4.new_code_cell("import os\\nprint(os.getppid())")
            notebook = nbformat.v4.new_notebook(cells=[cell])
            with private_kernels() as kernels:
                NotebookClient(notebook, kernel_name="python3", kernel_manager_class=kernels).execute()
            return int(notebook.cells[0].outputs[0]["text"])

        alone = ForkedWorker(begin)
        zygote = start_zygote()
        pair = ForkedWorker(begin), ForkedWorker(begin)
        print([worker.call(kernel_parent) == zygote.pid for worker in (*pair, alone)])
        for worker in (pair[0], alone):
            worker.close()
        print(zygote.is_alive)
        close_zygote()
        print(zygote.is_alive)
        ancestors = [pair[1].call(kernel_parent) for _ in range(3)]
        print(ancestors[0] == pair[1].call(os.getpid), len(set(ancestors)), ancestors[1] == ancestors[2])
        pair[1].close()
    """) == ["[True, True, False]", "True", "False", "True 2 True"]
