"""Tests of `khacphuc.commands.new`."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from khacphuc.commands.new import format_new
from khacphuc.office.carry_over import CarryOver
from khacphuc.office.new import NewRun
from khacphuc.office.next_rows import AwaitedFigure
from khacphuc.office.open_records import OpenRecords

from .. import run2021
from ..office import forms


def test_what_was_made_and_what_is_next():
    """The files, and the two commands that follow."""
    text = format_new(NewRun("2022", "en", (Path("params/2022.yml"),)))
    assert text.splitlines()[:2] == ["run 2022 was made:", "  params/2022.yml"]
    assert "khacphuc check 2022" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_was_carried_over_and_is_awaited(language):
    """Shortcomings, those left behind, what ended, and each number with last year's."""
    carried = CarryOver(
        run="2021",
        parameters=run2021.parameters(),
        prose="",
        tables={},
        orders={"KD1": (1, 1)},
        remedied=("KD2",),
        awaited=(AwaitedFigure("SL001", "SL010", "9/11 chỉ tiêu"),),
        judged=("KD1.2",),
        indicators={},
        ended=(("rating_rounds", dt.date(2022, 8, 31), ("KD3.4",)),),
        left_open=OpenRecords({}, (("GP1.2", "GP1.1"),), ("GP4.3",), (("GS02.2", "GS01.1"),)),
    )
    text = format_new(NewRun("2022", language, (), carried))
    for part in (
        "KD1",
        "KD2",
        "SL001",
        "SL010",
        "9/11 chỉ tiêu",
        "KD1.2",
        "31/8/2022",
        "KD3.4",
        "GP1.1 (GP1.2)",
        "GS01.1 (GS02.2)",
        "GP4.3",
        "GS01.1 (GS02.2)",
    ):
        assert part in text


@pytest.mark.full
def test_in_a_console_of_windows(tmp_path):
    """A console that cannot print Vietnamese gets sentences all the same."""
    layout = forms.make_project(tmp_path)
    command = [sys.executable, "-m", "khacphuc", "new", "2022", "--office", "tay-ninh"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, cwd=layout.root, env=environment, capture_output=True, check=True)
    assert b"register.xlsx" in done.stdout
    assert done.stderr == b""
