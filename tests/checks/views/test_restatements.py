"""What was issued beside what a run is about to publish, and the finding about it."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.checks.run import check_assessed
from khacphuc.checks.views.restatements import RESTATEMENTS, restatement_views
from khacphuc.history.restatements import COLUMNS_OF_ISSUED, issued
from khacphuc.schema.tables import ISSUED, TABLES

from ... import run2021

pytestmark = pytest.mark.untraced
NOTHING = pd.DataFrame(columns=list(COLUMNS_OF_ISSUED), dtype="str")
OBSERVED = "SL031 phiên bản 1 (05/01/2022) «17 chi hội», nay «18 chi hội»"


def version():
    """What run 2021 issued as it is."""
    assessment = run2021.assessment()
    frames = {name: getattr(assessment, name) for name in ("targets", "criteria", "assessments")}
    return issued(NOTHING, run2021.tables() | frames, version="1", issued_on="2022-01-05")


def with_printed(tables, code, printed, value):
    """The tables with another number of a figure."""
    figures = tables["figures"]
    chosen = figures["figure_id"] == code
    figures = figures.assign(
        printed=figures["printed"].mask(chosen, printed), value=figures["value"].mask(chosen, value)
    )
    return tables | {"figures": figures}


@pytest.fixture(scope="module")
def suites(tmp_path_factory):
    """The suite about what was issued, alone."""
    folder = tmp_path_factory.mktemp("expectations")
    shutil.copy(run2021.LAYOUT.expectations / f"{RESTATEMENTS}.yml", folder)
    return folder


def check(tables, suites, *, status="final", answers=(), class_=""):
    """What is found, as rule, severity and what was observed, with what was decided."""
    assessment = run2021.assessment()
    if class_:
        frame = assessment.assessments
        assessment.assessments["declared_class"] = frame["declared_class"].mask(
            frame["shortcoming_id"] == "KD2", class_
        )
    usual = {"row_id": "SL031", "uses": "", "reason": "đã rà soát", "role": "Bí thư"}
    usual |= {"date": pd.Timestamp("2022-02-01"), "file": "answers.csv", "line": 2, "problem": ""}
    columns = [field.name for field in TABLES["answers"].clean]
    rows = pd.DataFrame([{"rule": "PB-01"} | usual | answer for answer in answers], columns=columns)
    return check_assessed(
        CheckResult(()),
        tables | {"answers": rows},
        assessment,
        status=status,
        suites=suites,
        class_names=run2021.policy().class_names("vi"),
    ).findings


def test_nothing_is_asked_where_nothing_was_version():
    """There is no such frame."""
    assessment = run2021.assessment()
    frames = {name: getattr(assessment, name) for name in ("targets", "criteria", "assessments")}
    assert restatement_views(run2021.tables(), **frames) == {}


def test_every_value_is_looked_at_and_stands_where_its_row_does(suites):
    """A run that has not moved has no finding."""
    assessment = run2021.assessment()
    frames = {name: getattr(assessment, name) for name in ("targets", "criteria", "assessments")}
    view = restatement_views(run2021.tables() | {ISSUED: version()}, **frames)[RESTATEMENTS]
    assert view["same"].all()
    assert len(view) == len(version())
    rows = view.set_index("code")
    assert rows.loc["SL031", ["number", "file", "line"]].tolist() == [
        *("17 chi hội", "data/raw/2021/figures.csv", 32)
    ]
    assert (rows.loc["KD2", "class"], rows.loc["KD2.1", "status"]) == ("partly", "achieved")
    assert check(run2021.tables() | {ISSUED: version()}, suites) == ()


@pytest.mark.parametrize(("status", "severity"), [("final", "critical"), ("draft", "warning")])
def test_a_number_that_moved_asks_why(suites, status, severity):
    """It stops a final document; both numbers are quoted as they were printed."""
    tables = with_printed(run2021.tables() | {ISSUED: version()}, "SL031", "18", 18.0)
    (finding,) = check(tables, suites, status=status)
    assert (finding.rule, finding.severity, finding.row_id) == ("PB-01", severity, "SL031")
    assert finding.fingerprint.startswith(OBSERVED)
    assert (finding.restates, finding.expected) == (True, "17 chi hội")


@pytest.mark.parametrize("reason", ["correction", "definition"])
def test_a_reason_answers_it_until_it_moves_again(suites, reason):
    """Then the answer is to something else."""
    tables = with_printed(run2021.tables() | {ISSUED: version()}, "SL031", "18", 18.0)
    (finding,) = check(tables, suites)
    answer = {"observed": finding.fingerprint, "decision": reason}
    (answered,) = check(tables, suites, answers=[answer])
    assert (answered.is_blocking, answered.answer.decision) == (False, reason)
    again = check(with_printed(tables, "SL031", "19", 19.0), suites, answers=[answer])
    assert {(item.rule, item.is_blocking) for item in again} == {("PB-01", True), ("AN-02", False)}


@pytest.mark.parametrize("decision", ["accepted", "not_related"])
def test_to_accept_it_says_nothing(suites, decision):
    """One of the six reasons does."""
    tables = with_printed(run2021.tables() | {ISSUED: version()}, "SL031", "18", 18.0)
    (finding,) = check(tables, suites)
    answer = {"observed": finding.fingerprint, "decision": decision}
    findings = check(tables, suites, answers=[answer])
    assert {(item.rule, item.is_blocking) for item in findings} == {("PB-01", True), ("AN-10", False)}


def test_a_class_that_moved_is_told_in_words(suites):
    """As the policy calls it; the answer is given to its code."""
    (finding,) = check(run2021.tables() | {ISSUED: version()}, suites, class_="improved")
    assert "«đã khắc phục một phần», nay «chưa khắc phục hoàn toàn" in finding.observed
    assert "«partly», nay «improved»" in finding.fingerprint


def test_what_is_withdrawn_is_said_to_be(suites):
    """No empty quotation."""
    tables = run2021.tables() | {ISSUED: version()}
    figures = tables["figures"]
    (finding,) = check(tables | {"figures": figures[figures["figure_id"] != "SL061"]}, suites)
    assert "«05 lần», nay «không còn»" in finding.observed
