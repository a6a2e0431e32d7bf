"""Tests of `khacphuc.commands.answer`: which findings are answered, and under which conditions."""

import os

import pandas as pd
import pytest

from khacphuc.commands import answer as answering
from khacphuc.commands.answer import last_findings, take_answers, told
from khacphuc.errors import KhacphucError, ParameterError, RunLockedError, SourceError, UsageError
from khacphuc.project.files import write_bytes, write_text
from khacphuc.review.answers import Recorded
from khacphuc.review.workbook import findings_workbook
from khacphuc.review.workbook_reader import Answer
from khacphuc.run.lock import run_lock

from .. import filled

COLUMNS = ("severity", "rule", "row_id", "related", "observed", "expected", "description", "answer")
ROW = ("warning", "SL-10", "SL031", "SL067", "SL031 «17» (f.csv:32)", "", "", "")
PLACE = ("SL-10", "SL031")


def findings(layout, where, *rows):
    """Write findings into a folder of the run."""
    folder = layout.published_report("2021") if where == "published" else layout.runs("2021") / where
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    write_text(folder / "tables" / "findings.csv", frame.to_csv(index=False))
    return folder / "tables" / "findings.csv"


@pytest.fixture
def sheet(tmp_path):
    """A workbook with one answer."""
    data = findings_workbook(pd.DataFrame([ROW], columns=list(COLUMNS)), {PLACE: ("SL031", "SL067")})
    write_bytes(tmp_path / "a.xlsx", filled.fill(data, {PLACE: filled.ACCEPTED}))
    return tmp_path / "a.xlsx"


def refused(project, sheet, kind=UsageError, run="2021"):
    """The message answers are refused with; nothing was recorded."""
    with pytest.raises(kind) as error:
        take_answers(project, run, sheet)
    assert not (project.raw("2021") / "answers.csv").exists()
    assert error.value.exit_code == 2
    return str(error.value)


@pytest.mark.parametrize("where", ["published", "attempt", "check"])
def test_answers_are_recorded(project, sheet, where):
    """Wherever the last findings lie, an answer to one of them is recorded."""
    findings(project, where, ROW)
    done = take_answers(project, 2021, sheet)
    assert [one.rule for one in done.answers] == ["SL-10"]
    assert "SL-10,SL031,SL031 «17»,accepted" in done.file.read_text(encoding="utf-8")


def test_the_newest_findings_count(project, sheet):
    """What an older attempt found is not what is there now."""
    old = findings(project, "attempt", ROW)
    new = findings(project, "check", (*ROW[:4], "SL031 «16» (f.csv:32)", "", "", ""))
    os.utime(old, (1, 1))
    assert last_findings(project, "2021") == new
    assert "is not found any more" in refused(project, sheet, SourceError)
    os.utime(new, (0, 0))
    assert take_answers(project, "2021", sheet).answers


def test_what_cannot_be_started(project, sheet, tmp_path):
    """No such run, nothing checked, no workbook, no decision in it: told, and nothing is recorded."""
    assert "params/2012.yml: no such file" in refused(project, sheet, ParameterError, run="2012")
    assert "is not a run id" in refused(project, sheet, ParameterError, run="../x")
    assert "khacphuc check 2021" in refused(project, sheet, SourceError)
    assert "no such file" in refused(project, tmp_path / "b.xlsx", SourceError)
    findings(project, "check", ROW)
    write_bytes(sheet, findings_workbook(pd.DataFrame([ROW], columns=list(COLUMNS)), {}))
    assert "no row has a decision" in refused(project, sheet, SourceError)


def test_the_lock_is_taken(project, sheet):
    """While the run is at work nothing is changed under it."""
    findings(project, "check", ROW)
    with run_lock(project, "2021"):
        refused(project, sheet, RunLockedError)
    assert take_answers(project, "2021", sheet).answers


def test_a_disk_that_refuses_is_explained(project, sheet, monkeypatch):
    """A folder that may not be written is named."""
    findings(project, "check", ROW)

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(answering, "record_answers", refuse)
    assert "data/raw/2021: it may not be written" in refused(project, sheet)


def test_findings_of_an_earlier_version(project, sheet):
    """A table without our columns is told."""
    write_text(project.runs("2021") / "check" / "tables" / "findings.csv", "rule\n")
    with pytest.raises(KhacphucError, match="lacks the column"):
        take_answers(project, "2021", sheet)


def test_what_was_recorded_is_told(tmp_path):
    """Each answer has its line; replaced and closed ones are counted."""
    one = Answer("SL-10", "SL031", "", "accepted", "SL067", "", "", "", "")
    other = Answer("SL-13", "SL061", "", "corrected", "", "", "", "", "")
    assert told(Recorded(tmp_path, (one, other), 1, (other,)), "a.csv").splitlines() == [
        "2 answers recorded in a.csv",
        "  SL-10 SL031: accepted, uses SL067",
        "  SL-13 SL061: corrected",
        "  SL-13 SL061: corrected and gone already",
        "1 of them in the place of an earlier answer",
    ]
    assert told(Recorded(tmp_path, (one,)), "a.csv").startswith("1 answer recorded")
