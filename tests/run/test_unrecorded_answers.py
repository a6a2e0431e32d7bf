"""Tests of `khacphuc.run.unrecorded_answers`: what reviewers typed where the file lies is not lost."""

import hashlib

import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.commands.answer import take_answers
from khacphuc.console.progress import Silent
from khacphuc.project.files import write_bytes, write_text
from khacphuc.review.workbook import findings_workbook
from khacphuc.run.attempt import run_report
from khacphuc.run.manifest import MANIFEST, Manifest
from khacphuc.run.unrecorded_answers import save_unrecorded

from .. import filled
from ..findings import finding

SHEET = findings_workbook([finding()])
FILLED = filled.fill(SHEET, {("SL-10", "SL031"): filled.ACCEPTED})
HALF = filled.fill(SHEET, {("SL-10", "SL031"): {"reason": "chưa xong"}})


@pytest.fixture
def folder(project):
    """The folder of the last attempt."""
    return project.runs("2021") / "attempt"


@pytest.mark.parametrize(
    ("data", "is_saved"), [(SHEET, False), (FILLED, True), (HALF, True), (b"not a workbook", False)]
)
def test_what_was_typed_is_kept(project, folder, caplog, data, is_saved):
    """Filled in and half filled in workbooks are copied, and where to is said."""
    write_bytes(folder / "findings.xlsx", data)
    copies = save_unrecorded(project, "2021", (folder, project.runs("2021") / "check"))
    assert [copy.read_bytes() for copy in copies] == ([data] if is_saved else [])
    assert ("answers-not-recorded-1.xlsx: khacphuc answer 2021 FILE" in caplog.text) is is_saved
    if is_saved:
        assert save_unrecorded(project, "2021", (folder,))[0].name == "answers-not-recorded-2.xlsx"


def test_what_was_recorded_need_not_be_kept(project, folder):
    """Once the answers are in the table, the workbook may go."""
    write_bytes(folder / "findings.xlsx", FILLED)
    write_text(folder / "clean" / "findings.json", CheckResult((finding(),)).to_json())
    take_answers(project, "2021", folder / "findings.xlsx")
    assert save_unrecorded(project, "2021", (folder,)) == []
    write_text(project.raw("2021") / "answers.csv", "damaged\n")
    assert len(save_unrecorded(project, "2021", (folder,))) == 1


@pytest.mark.usefixtures("writers")
def test_a_run_keeps_what_was_typed_into_its_last_attempt(project, folder, fake):
    """Publishing removes the attempt, not the work of a reviewer."""
    write_bytes(folder / "findings.xlsx", FILLED)
    outcome = run_report(project, "2021", progress=Silent(), execute=fake.InProcess())
    assert outcome.status == "published"
    assert not folder.exists()
    assert (project.runs("2021") / "answers-not-recorded-1.xlsx").read_bytes() == FILLED


def test_what_a_run_published_is_not_read_again(project, folder, monkeypatch):
    """Nobody has typed into it; once somebody has, it is."""
    hashes = {"report/findings.xlsx": hashlib.sha256(FILLED).hexdigest()}
    write_text(folder / MANIFEST, Manifest("2021", "published", outputs=hashes).to_json())
    write_bytes(folder / "findings.xlsx", FILLED)
    with monkeypatch.context() as patch:
        patch.setattr("khacphuc.review.workbook_reader.read_answers", None)
        assert save_unrecorded(project, "2021", (folder,)) == []
    write_bytes(folder / "findings.xlsx", HALF)
    assert len(save_unrecorded(project, "2021", (folder,))) == 1
