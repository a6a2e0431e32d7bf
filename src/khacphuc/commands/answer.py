"""Taking reviewers' answers: from their workbook into the raw table of a run, under its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.xlsx.container import LARGEST_FILE
from khacphuc.errors import ParameterError, SourceError
from khacphuc.project.files import read_bytes
from khacphuc.project.layout import check_run_id
from khacphuc.review.answers import record_answers
from khacphuc.review.workbook_reader import read_answers
from khacphuc.run.disk_errors import explained
from khacphuc.run.lock import run_lock
from khacphuc.run.result_tables import read_rows
from khacphuc.run.stages import existing_runs

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.review.answers import Recorded

_COLUMNS = ("rule", "row_id", "related", "observed")


def take_answers(layout: Layout, run: object, file: Path) -> Recorded:
    """Record the answers of a workbook.

    Args:
        layout: the project.
        run: the run.
        file: the ``findings.xlsx`` that was filled in.

    Raises:
        UsageError: there is no such run, nothing was checked yet, the workbook cannot be read or holds no
            answer, an answer is to no finding of the last run or check, or another process is at the run.
            Nothing was recorded.
    """
    run = check_run_id(run)
    if run not in existing_runs(layout):
        raise ParameterError(f"{layout.relative(layout.parameters(run))}: no such file, so no run {run}")
    answers = read_answers(read_bytes(file, at_most=LARGEST_FILE), shown=str(file))
    if not answers:
        raise SourceError(f"{file}: no row has a decision, so nothing to record; choose one and save")
    # a run at work has its inputs hashed already, and would be refused at its end
    with run_lock(layout, run), explained(layout, layout.raw(run)):
        findings = read_rows(last_findings(layout, run), _COLUMNS)
        return record_answers(layout, run, answers, findings)


def told(recorded: Recorded, shown: str) -> str:
    """Say what was recorded in the file ``shown``, an answer a line."""
    count = len(recorded.answers)
    lines = [f"{count} answer{'' if count == 1 else 's'} recorded in {shown}"]
    for one in recorded.answers:
        used = f", uses {one.uses}" if one.uses else ""
        lines.append(f"  {one.rule} {one.row_id}: {one.decision}{used}")
    lines += [f"  {one.rule} {one.row_id}: corrected and gone already" for one in recorded.closed]
    if recorded.replaced:
        lines.append(f"{recorded.replaced} of them in the place of an earlier answer")
    return "\n".join(lines)


def last_findings(layout: Layout, run: str) -> Path:
    """The newest findings there are of a run: of its last attempt, its last check, or published.

    Raises:
        SourceError: there are none.
    """
    places = (layout.published_report(run), layout.runs(run) / "attempt", layout.runs(run) / "check")
    found = [place / "tables" / "findings.csv" for place in places]
    there = [file for file in found if file.is_file()]
    if not there:
        raise SourceError(
            f"run {run} was not checked yet, so there is no finding to answer; khacphuc check {run}"
        )
    return max(there, key=lambda file: file.stat().st_mtime_ns)
