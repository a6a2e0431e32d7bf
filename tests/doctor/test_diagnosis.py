"""Tests of `khacphuc.doctor.diagnosis`."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.doctor.diagnosis import (
    Diagnosis,
    as_typed,
    exit_code,
    first_names,
    format_diagnoses,
)

FINE = Diagnosis("ok", "whole", name="fonts")
SLOW = Diagnosis("found", "missing " * 20, "seconds " * 20, "python -m compileall -q " + "x" * 80, "bytecode")
BAD = Diagnosis("stops", "closed", "no run", "chmod u+w .", "disk")


@pytest.mark.parametrize(
    ("diagnoses", "code", "last"),
    [
        ((FINE,), 0, "nothing found"),
        ((FINE, SLOW), 0, "1 found, and nothing that stops a run"),
        ((FINE, SLOW, BAD), 2, "2 found, 1 of them to mend before a run"),
    ],
)
def test_only_what_stops_a_run_is_an_error(diagnoses, code, last):
    """Slowness is told and is no failure; the last line says which it is."""
    assert exit_code(diagnoses) == code
    assert format_diagnoses(diagnoses).splitlines()[-1] == last


def test_everything_fits_80_columns_but_a_command():
    """Words are wrapped, and further in than where they began; what is to be copied stays in one line."""
    first, *others = format_diagnoses([SLOW]).splitlines()[:-1]
    assert first.startswith("found  bytecode: missing missing")
    assert all(line.startswith("       ") for line in others)
    assert [line for line in (first, *others) if len(line) > 80] == [f"       do: {SLOW.remedy}"]


def test_a_fine_thing_has_one_line():
    """There is no cost and no remedy."""
    assert format_diagnoses([FINE]) == "ok     fonts: whole\nnothing found"


def test_long_lists_are_cut():
    """So many names as are read, and the number of the others."""
    assert first_names([str(number) for number in range(9)]) == "0, 1, 2, 3, 4, 5 and 3 more"
    assert first_names([]) == ""


def test_a_path_can_be_typed_as_it_stands(tmp_path, monkeypatch):
    """From the working directory where it lies in it, and quoted for the shell."""
    monkeypatch.chdir(tmp_path)
    assert as_typed(tmp_path / "a b") == "'a b'"
    assert as_typed(tmp_path) == "."
    assert as_typed(tmp_path.parent / "c") == str(tmp_path.parent / "c")
    assert as_typed(Path("d")) == "d"
