"""Streams whose reader may leave."""

from __future__ import annotations

import io
import os
import sys
from contextlib import ExitStack, contextmanager

import pytest

from khacphuc.console.output import print_error, print_output
from khacphuc.console.streams import outlive_readers


@contextmanager
def pipes():
    """Standard output and standard error as pipes; the ends that are read.

    No fixture: pytest puts its streams back between the set-up of a test and the test.
    """
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        readers = {}
        for name in ("stdout", "stderr"):
            reader, writer = os.pipe()
            os.set_blocking(reader, False)
            readers[name] = stack.enter_context(open(reader, encoding="utf-8"))  # noqa: PTH123
            stream = stack.enter_context(open(writer, "w", encoding="utf-8", buffering=1))  # noqa: PTH123
            patch.setattr(sys, name, stream)
        outlive_readers()
        yield readers


@pytest.mark.parametrize("gone", [("stdout",), ("stderr",), ("stdout", "stderr")])
def test_a_reader_who_leaves_stops_nothing(gone):
    """What is printed afterwards goes nowhere, however much it is; the other stream is read as before."""
    with pipes() as readers:
        print_output("dòng một")
        print_error("lỗi một")
        assert readers["stdout"].readline() == "dòng một\n"
        assert readers["stderr"].readline() == "khacphuc: lỗi một\n"
        for name in gone:
            readers[name].close()
        for name in gone:
            for _ in range(3):
                print("dòng " * 100_000, file=getattr(sys, name), flush=True)
        if "stderr" not in gone:
            print_error("còn đọc")
            assert readers["stderr"].readline() == "khacphuc: còn đọc\n"


def test_children_may_write_there_too():
    """What is started after the reader has left writes to nowhere, and not into a broken pipe."""
    with pipes() as readers:
        readers["stdout"].close()
        print_output("x")
        assert os.write(sys.stdout.fileno(), b"x") == 1


def test_files_and_streams_of_python_stay_as_they_are(tmp_path, monkeypatch):
    """A full disk is still an error, and what a test or a notebook put there is left alone."""
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        monkeypatch.setattr(sys, "stderr", memory := io.StringIO())
        outlive_readers()
        assert (sys.stdout, sys.stderr) == (file, memory)


def test_no_stream_at_all_is_left_alone(monkeypatch):
    """Without a console there is none."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    outlive_readers()
    assert (sys.stdout, sys.stderr) == (None, None)
