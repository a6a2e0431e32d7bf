"""Taking reviewers' answers: from their workbook into the raw table of a run, under its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.xlsx.container import LARGEST_FILE
from khacphuc.errors import ParameterError, SourceError
from khacphuc.locale import words
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_bytes
from khacphuc.project.layout import check_run_id
from khacphuc.project.runs import existing_runs
from khacphuc.project.workspace import FINDINGS
from khacphuc.review.answers import record_answers
from khacphuc.review.workbook_reader import read_answers
from khacphuc.run.lock import run_lock
from khacphuc.run.result_tables import read_result

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.checks.findings import Finding
    from khacphuc.project.layout import Layout
    from khacphuc.review.answers import AnswerRecord


def take_answers(layout: Layout, run: object, file: Path) -> AnswerRecord:
    """Record the answers of a workbook.

    Args:
        layout: the project.
        run: the run.
        file: the ``findings.xlsx`` that was filled in.

    Raises:
        UsageError: there is no such run, nothing was checked yet, the workbook cannot be read, is another
            run's or holds no answer, an answer is to no finding of the last run or check, or another process
            is at the run.
            Nothing was recorded.
    """
    run = check_run_id(run)
    if run not in existing_runs(layout):
        raise ParameterError(f"no such file, so no run {run}", place=layout.relative(layout.parameters(run)))
    filled = read_answers(read_bytes(file, at_most=LARGEST_FILE), filename=str(file))
    if filled.run not in {"", run}:  # workbooks of earlier versions name none
        raise SourceError(
            f"a workbook of run {filled.run}",
            place=str(file),
            expected=f"one of run {run}",
            remedy=f"khacphuc answer {filled.run} FILE records it; nothing was recorded",
        )
    if not filled.answers and not filled.errors:
        raise SourceError(
            "no row has a decision, so nothing to record", place=str(file), remedy="choose one and save"
        )
    # a run at work has its inputs hashed already, and would be refused at its end
    with run_lock(layout, run), explained(layout, layout.raw(run)):
        return record_answers(layout, run, filled, last_findings(layout, run))


def format_record(record: AnswerRecord, filename: str, language: str) -> str:
    """What was recorded in a file, an answer a line, in a language."""
    labels, decisions = words(language, "terminal"), words(language, "decision")
    count = len(record.answers)
    lines = [labels.counted("recorded", count).format(count=count, file=filename)]
    for answer in record.answers:
        text = decisions[answer.decision]
        if answer.uses:
            text = labels["recorded_uses"].format(decision=text, code=answer.uses)
        lines.append(f"  {answer.rule} {answer.row_id}: {text}")
    lines += [f"  {answer.rule} {answer.row_id}: {labels['recorded_closed']}" for answer in record.closed]
    if record.replaced:
        lines.append(labels.counted("replaced", record.replaced).format(count=record.replaced))
    return "\n".join(lines)


def last_findings(layout: Layout, run: str) -> tuple[Finding, ...]:
    """The newest findings there are of a run: of its last attempt, its last check, or published.

    Raises:
        SourceError: there are none, or an earlier version left them.
    """
    runs = layout.runs(run)
    places = (layout.published_clean(run), runs / "attempt" / "clean", runs / "check" / "clean")
    files = [place / FINDINGS for place in places if (place / FINDINGS).is_file()]
    if not files:
        raise SourceError(
            f"run {run} was not checked yet, so there is no finding to answer",
            remedy=f"khacphuc check {run}",
        )
    return read_result(max(files, key=lambda file: file.stat().st_mtime_ns)).findings
