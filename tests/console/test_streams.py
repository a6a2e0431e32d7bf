"""Streams whose reader may leave."""

from __future__ import annotations

import io
import os
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from khacphuc.console.output import print_error, print_output
from khacphuc.console.streams import output_refusal, secure_streams


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
        secure_streams()
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


def test_a_full_device_stops_nothing_and_is_remembered(monkeypatch):
    """What it did not take is lost; a reader who leaves is none of it."""
    with Path("/dev/full").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        monkeypatch.setattr(sys, "stderr", file)
        secure_streams()
        assert output_refusal() == ""
        for _ in range(3):
            print_output("dòng một")
            print_error("lỗi một")
        assert output_refusal() == "No space left on device"
    with pipes() as readers:
        readers["stdout"].close()
        print_output("x")
        assert output_refusal() == ""


def test_a_file_gets_everything(tmp_path, monkeypatch):
    """What was printed before comes first; nothing is kept back."""
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        sys.stdout.write("một ")
        secure_streams()
        sys.stdout.write("hai")
        assert output_refusal() == ""
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "một hai"


def test_streams_of_python_stay_as_they_are(monkeypatch):
    """What a test or a notebook put there is left alone."""
    monkeypatch.setattr(sys, "stdout", out := io.StringIO())
    monkeypatch.setattr(sys, "stderr", err := io.StringIO())
    secure_streams()
    assert (sys.stdout, sys.stderr, output_refusal()) == (out, err, "")


def test_without_a_console_what_is_printed_goes_nowhere(monkeypatch):
    """Streams that are closed are opened, for the processes that are started, too."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    secure_streams()
    print_output("dòng một")
    print_error("lỗi một")
    assert sys.stdin.read() == ""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        assert os.get_inheritable(stream.fileno())
