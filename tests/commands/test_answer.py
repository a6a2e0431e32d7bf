"""Tests of `khacphuc.commands.answer`: which findings are answered, and under which conditions."""

import os

import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.commands import answer as answering
from khacphuc.commands.answer import format_record, last_findings, take_answers
from khacphuc.errors import ParameterError, RunLockedError, SourceError, UsageError
from khacphuc.project.files import write_bytes, write_text
from khacphuc.review.answers import AnswerRecord
from khacphuc.review.workbook import findings_workbook
from khacphuc.review.workbook_reader import FilledAnswer
from khacphuc.run.lock import run_lock

from .. import filled
from ..findings import finding, place

KEY = ("SL-10", "SL031")
FINDING = finding(*KEY, related=("SL067",), choices=("SL031", "SL067"))
OTHER = finding(*KEY, place("SL031", "16"), related=("SL067",))


def save(layout, where, *findings):
    """Write findings into a folder of the run."""
    folder = layout.runs("2021") / where / "clean"
    file = (layout.published_clean("2021") if where == "published" else folder) / "findings.json"
    write_text(file, CheckResult(findings).to_json())
    return file


@pytest.fixture
def sheet(tmp_path):
    """A workbook with one answer."""
    data = findings_workbook([FINDING])
    write_bytes(tmp_path / "a.xlsx", filled.fill(data, {KEY: filled.ACCEPTED}))
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
    save(project, where, FINDING)
    done = take_answers(project, 2021, sheet)
    assert [item.rule for item in done.answers] == ["SL-10"]
    assert "SL-10,SL031,SL031 «17»,accepted" in done.file.read_text(encoding="utf-8")


def test_the_newest_findings_count(project, sheet):
    """What an older attempt found is not what is there now."""
    old = save(project, "attempt", FINDING)
    new = save(project, "check", OTHER)
    os.utime(old, (1, 1))
    assert last_findings(project, "2021") == (OTHER,)
    assert "không còn như trong tệp này" in refused(project, sheet, SourceError)
    os.utime(new, (0, 0))
    assert take_answers(project, "2021", sheet).answers


def test_what_cannot_be_started(project, sheet, tmp_path):
    """No such run, nothing checked, no workbook, no decision in it: told, and nothing is recorded."""
    assert "params/2012.yml: no such file" in refused(project, sheet, ParameterError, run="2012")
    assert "is not a run id" in refused(project, sheet, ParameterError, run="../x")
    assert "khacphuc check 2021" in refused(project, sheet, SourceError)
    assert "no such file" in refused(project, tmp_path / "b.xlsx", SourceError)
    save(project, "check", FINDING)
    write_bytes(sheet, findings_workbook([FINDING]))
    assert "no row has a decision" in refused(project, sheet, SourceError)


def test_a_workbook_of_another_run(project, sheet):
    """It is named as that, whatever is filled in; one of this run, or of no known one, is taken."""
    save(project, "check", FINDING)
    cells = {KEY: filled.ACCEPTED | {"date": None}}
    write_bytes(sheet, filled.fill(findings_workbook([FINDING], run="2020"), cells))
    assert refused(project, sheet, SourceError) == (
        f"{sheet}: a workbook of run 2020, expected one of run 2021; "
        "khacphuc answer 2020 FILE records it; nothing was recorded"
    )
    write_bytes(sheet, filled.fill(findings_workbook([FINDING], run="2021"), {KEY: filled.ACCEPTED}))
    assert take_answers(project, "2021", sheet).answers


def test_all_that_is_wrong_is_named_at_once(project, sheet):
    """A cell that cannot be read and an answer to what is not there any more come in one message."""
    save(project, "check", FINDING)
    gone, third = finding("SL-13", "SL061"), finding("SL-14", "SL062")
    cells = {
        KEY: filled.ACCEPTED | {"date": None, "reason": None},
        ("SL-13", "SL061"): filled.ACCEPTED,
        ("SL-14", "SL062"): {"reason": "rõ"},
    }
    write_bytes(sheet, filled.fill(findings_workbook([FINDING, gone, third]), cells))
    message = refused(project, sheet, SourceError)
    for part in ("ô K2", "ô I2", "ô G4", "SL-13 SL061 không còn như trong tệp này"):
        assert part in message
    assert message.endswith("\nchưa ghi câu trả lời nào")


def test_the_lock_is_taken(project, sheet):
    """While the run is at work nothing is changed under it."""
    save(project, "check", FINDING)
    with run_lock(project, "2021"):
        refused(project, sheet, RunLockedError)
    assert take_answers(project, "2021", sheet).answers


def test_a_disk_that_refuses_is_explained(project, sheet, monkeypatch):
    """A folder that may not be written is named."""
    save(project, "check", FINDING)

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(answering, "record_answers", refuse)
    assert "data/raw/2021: it may not be written" in refused(project, sheet)


def test_findings_that_cannot_be_read(project, sheet):
    """What an earlier version or a careless hand left is named, with the remedy."""
    write_text(project.runs("2021") / "check" / "clean" / "findings.json", "{}")
    message = refused(project, sheet, SourceError)
    assert "findings.json: holds no findings of this version" in message
    assert "check again" in message


def test_a_workbook_from_before_rows_were_inserted(project, sheet):
    """The finding is the same although its lines are others."""
    save(project, "check", finding(*KEY, place("SL031", "17", line=40), related=("SL067",)))
    assert take_answers(project, "2021", sheet).answers


def test_what_was_recorded_is_told(tmp_path):
    """Each answer has its line; replaced and closed ones are counted."""
    empty = dict.fromkeys(("seal", "observed", "reason", "role", "date", "place", "observed_place"), "")
    first = FilledAnswer("SL-10", "SL031", decision="accepted", uses="SL067", **empty)
    second = FilledAnswer("SL-13", "SL061", decision="corrected", uses="", **empty)
    assert format_record(
        AnswerRecord(tmp_path, (first, second), 1, (second,)), "a.csv", "en"
    ).splitlines() == [
        "2 answers recorded in a.csv",
        "  SL-10 SL031: accepted, uses SL067",
        "  SL-13 SL061: corrected",
        "  SL-13 SL061: corrected and gone already",
        "1 of them in the place of an earlier answer",
    ]
    assert format_record(AnswerRecord(tmp_path, (first,)), "a.csv", "en").startswith("1 answer recorded")
    assert format_record(
        AnswerRecord(tmp_path, (first, second), 1, (second,)), "a.csv", "vi"
    ).splitlines() == [
        "đã ghi 2 câu trả lời vào a.csv",
        "  SL-10 SL031: chấp nhận, dùng SL067",
        "  SL-13 SL061: đã sửa",
        "  SL-13 SL061: đã sửa, phát hiện không còn",
        "trong đó 1 câu thay cho câu trả lời trước",
    ]
