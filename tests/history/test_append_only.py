"""Rows are added to a table, and nothing else happens to it."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from khacphuc.errors import SourceError
from khacphuc.history.append_only import add_history_rows, read_history_rows, today

COLUMNS = ("day", "note")


def cells(file):
    """The rows without their places."""
    return [row for _, row in read_history_rows(file, COLUMNS)]


def test_rows_are_added_behind_those_there_are(tmp_path):
    """Whatever stands in a cell; each knows its line."""
    file = tmp_path / "history" / "table.csv"
    assert cells(file) == []
    add_history_rows(file, COLUMNS, [("1", 'a "b", c\nd')])
    add_history_rows(file, COLUMNS, [("2", "=1+1"), ("3", "")])
    assert cells(file) == [["1", 'a "b", c\nd'], ["2", "=1+1"], ["3", ""]]
    assert [place for place, _ in read_history_rows(file, COLUMNS)] == [
        f"{file}, line {line}" for line in (3, 4, 5)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: another heading, expected day,note"),
        ("note\n", "line 1: another heading, expected day,note"),
        ("day,note\n1,a\n2\n", "line 3: 2, expected day,note"),
        ("day,note\n1,a", "its last line does not end, expected whole rows"),
    ],
)
def test_a_damaged_table_is_told_and_left_as_it_is(tmp_path, text, message):
    """Somebody else wrote into it, or only half of it is there."""
    file = tmp_path / "table.csv"
    file.write_text(text)
    with pytest.raises(SourceError, match=re.escape(message)):
        add_history_rows(file, COLUMNS, [("3", "c")])
    assert file.read_text() == text


def test_a_day_is_written_as_iso_8601():
    """It is one of ours here, not of Greenwich."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", today())


ADDING = """
import itertools, sys
from pathlib import Path
from khacphuc.history.append_only import add_history_rows
for number in itertools.count():
    add_history_rows(Path(sys.argv[1]), ("day", "note"), [(str(number), "x" * 5000)])
    print(number, flush=True)
"""


@pytest.mark.full
@pytest.mark.untraced
@pytest.mark.parametrize("seed", range(4))
def test_whoever_is_killed_while_adding_leaves_whole_rows(tmp_path, seed):
    """Every row said to be added is there, at most one more, and the next is added behind them."""
    file = tmp_path / "table.csv"
    command = [sys.executable, "-c", ADDING, file]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        process.stdout.readline()
        time.sleep(random.Random(seed).random() / 4)  # noqa: S311 - no secret
        os.kill(process.pid, signal.SIGKILL)
        count = len(process.stdout.read().splitlines()) + 1
    rows = cells(file)
    assert [row[0] for row in rows] == list(map(str, range(len(rows))))
    assert len(rows) in {count, count + 1}
    add_history_rows(file, COLUMNS, [("last", "")])
    assert cells(file) == [*rows, ["last", ""]]
