"""Every bad input ends as it should: the same tables, or one message that says where, what and how."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from khacphuc.data.raw.run import read_run
from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
try:
    from make_bad_input import cases, main, new_project
finally:
    sys.path.remove(str(ROOT / "scripts"))

CASES = cases()
SECONDS = 10
LONGEST_MESSAGE = 800
WITHOUT_RIGHTS = not hasattr(os, "geteuid") or os.geteuid() == 0  # root reads everything


def project_of(case, folder):
    """The project of a case."""
    if case.needs == "rights" and WITHOUT_RIGHTS:
        pytest.skip("this user reads every file")
    if case.needs == "pipes" and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    root = new_project(folder / "project")
    case.make(root)
    return root


def by_kind(kind):
    """The cases of a kind, by name."""
    return [pytest.param(case, id=case.name) for case in CASES if case.kind == kind]


def texts(frame):
    """What a table says, apart from where it stands."""
    return frame.drop(columns=["file", "line"])


@pytest.fixture(scope="module")
def good():
    """The tables of 2021 as they are."""
    return read_run(Layout(ROOT), "2021").tables


@pytest.mark.sampled(6)
@pytest.mark.untraced
@pytest.mark.parametrize("case", by_kind("table"))
def test_odd_input_is_read(case, good, tmp_path):
    """Input that only looks odd gives the tables of 2021, every row with its file and line."""
    root = project_of(case, tmp_path)
    since = time.process_time()
    tables = read_run(Layout(root), "2021").tables
    assert time.process_time() - since < SECONDS
    for name, frame in tables.items():
        expected = texts(good[name]).copy()
        for (table, row, column), text in case.changed.items():
            if table == name:
                expected.loc[row, column] = text
        pd.testing.assert_frame_equal(texts(frame), expected)
        assert frame["line"].is_monotonic_increasing
        assert set(frame["file"]) <= {
            f"data/raw/2021/{name}.csv",
            f"data/raw/2021/register.xlsx#{name}",
            f"data/raw/reference/{name}.csv",
            f"data/raw/reference/tay-ninh/{name}.csv",
        }


@pytest.mark.sampled(6)
@pytest.mark.untraced
@pytest.mark.parametrize("case", by_kind("error"))
def test_bad_input_is_refused(case, tmp_path):
    """Bad input ends in time in an error its owner can mend, in one line that says where and what to do."""
    root = project_of(case, tmp_path)
    since = time.process_time()
    with pytest.raises(UsageError) as caught:
        read_run(Layout(root), "2021")
    assert time.process_time() - since < SECONDS
    message = str(caught.value)
    assert [part for part in case.words if part not in message] == [], message
    assert message.startswith("data/raw/2021")
    assert message.isprintable()
    assert len(message) < LONGEST_MESSAGE
    assert str(tmp_path) not in message or "a link to" in message


def test_there_are_enough_cases():
    """The corpus has at least 60 cases, each under a name of its own."""
    kinds = Counter((case.form, case.kind) for case in CASES)
    assert len({case.name for case in CASES}) == len(CASES) >= 60
    assert min(kinds["csv", "error"], kinds["register", "error"], kinds["register", "table"]) >= 20


def test_the_corpus_can_be_looked_at(tmp_path, capsys, monkeypatch):
    """The script writes every case into a folder of its own."""
    import make_bad_input  # noqa: PLC0415

    few = [case for case in CASES if case.name in {"csv-as-it-is", "register-formula"}]
    monkeypatch.setattr(make_bad_input, "cases", lambda: few)
    main([str(tmp_path)])
    assert "2 cases" in capsys.readouterr().out
    assert (tmp_path / "register-formula" / "data/raw/2021/register.xlsx").is_file()
    assert (tmp_path / "csv-as-it-is" / "data/raw/2021/figures.csv").is_file()
