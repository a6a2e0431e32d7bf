"""Lines on standard output and standard error."""

from __future__ import annotations

import os
from pathlib import Path

from khacphuc.console.output import from_here, print_error, print_output


def test_what_controls_the_terminal_is_taken_off(capsys):
    """What is said goes to one stream, what went wrong to the other."""
    print_output("a\x1b[2Jb")
    print_error("c\x07d")
    assert capsys.readouterr() == ("ab\n", "khacphuc: c\N{REPLACEMENT CHARACTER}d\n")


def test_a_path_is_told_from_the_working_directory(tmp_path, monkeypatch):
    """So that it can be typed again as it stands."""
    monkeypatch.chdir(tmp_path)
    assert from_here(tmp_path.parent / "x" / "report.html") == os.path.join("..", "x", "report.html")  # noqa: PTH118


def test_a_path_on_another_drive_is_told_whole(monkeypatch):
    """Windows knows no way from one drive to another."""

    def no_way(_path):
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", no_way)
    assert from_here(Path("/a/b")) == str(Path("/a/b"))
