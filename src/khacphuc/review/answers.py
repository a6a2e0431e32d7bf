"""Recording answers: from a filled-in ``findings.xlsx`` into ``data/raw/<run>/answers.csv``."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.checks.fingerprint import one_line, seal
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.raw.folder import writable_table
from khacphuc.errors import SourceError
from khacphuc.locale import words
from khacphuc.project.files import write_text
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from khacphuc.checks.findings import Finding
    from khacphuc.locale import Words
    from khacphuc.project.layout import Layout
    from khacphuc.review.workbook_reader import FilledAnswer, FilledWorkbook

    Row = dict[str, str]

_TABLE = TABLES["answers"]
_COLUMNS = tuple(field.name for field in _TABLE.raw)
_MAX_ERRORS = 100  # a column that was filled in wrong throughout has one a row


@dataclass(frozen=True)
class AnswerRecord:
    """What was recorded.

    Attributes:
        file: the table of answers.
        answers: those that were recorded.
        replaced: how many of them took the place of an earlier one.
        closed: answers to findings that were said to be corrected and are there no more: nothing is left to
            record.
    """

    file: Path
    answers: tuple[FilledAnswer, ...]
    replaced: int = 0
    closed: tuple[FilledAnswer, ...] = ()


def record_answers(
    layout: Layout, run: str, filled: FilledWorkbook, findings: Sequence[Finding]
) -> AnswerRecord:
    """Put answers into the table ``answers`` of a run: each in the place of an earlier one, if there is.

    Args:
        layout: the project.
        run: the run.
        filled: what was filled in (``workbook_reader.read_answers``).
        findings: the last findings of the run.

    Returns:
        What was recorded. The file is written whole or not at all, its rows sorted.

    Raises:
        SourceError: a row cannot be read, an answer is to no finding there is now, uses a figure that is not
            one of its finding, or the words it was given to were changed, all such rows named at once; or
            the table stands in the register.
    """
    remedy = f"type them there, or move the sheet to {_TABLE.name}.csv"
    file = writable_table(layout, run, _TABLE.name, remedy=remedy)
    known = {seal(finding.rule, finding.row_id, finding.fingerprint): finding for finding in findings}
    closed = tuple(
        answer for answer in filled.answers if answer.seal not in known and answer.decision == "corrected"
    )
    open_answers = tuple(answer for answer in filled.answers if answer not in closed)
    labels = words(filled.language, "filled_answer")
    _refuse([*filled.errors, *_unknown(open_answers, known, labels)], labels)
    by_key = _by_key(findings)
    rows = [_row(answer, known[answer.seal]) for answer in open_answers]
    fresh = {_slot(row, by_key): row for row in rows}
    before = _existing(file, layout.relative(file))
    remaining = [row for row in before if _slot(row, by_key) not in fresh]
    if open_answers:
        ordered = sorted([*remaining, *fresh.values()], key=lambda row: [row[name] for name in _COLUMNS])
        write_text(file, _csv(ordered))
    return AnswerRecord(file, open_answers, len(before) - len(remaining), closed)


def recorded_answers(layout: Layout, run: str) -> set[tuple[str, ...]]:
    """The answers in the table of a run, without what was observed.

    Raises:
        SourceError: the table cannot be read.
    """
    file = layout.raw(run) / f"{_TABLE.name}.csv"
    rows = _existing(file, layout.relative(file))
    return {tuple(row[name] for name in _COLUMNS if name != "observed") for row in rows}


def _row(answer: FilledAnswer, finding: Finding) -> Row:
    return {
        "rule": finding.rule,
        "row_id": finding.row_id,
        "observed": finding.fingerprint,
        "decision": answer.decision,
        "uses": answer.uses,
        "reason": one_line(answer.reason),
        "role": one_line(answer.role),
        "date": answer.date,
    }


def _unknown(
    answers: Iterable[FilledAnswer], known: Mapping[str, Finding], labels: Words
) -> list[SourceError]:
    return [error for answer in answers if (error := _wrong(answer, known.get(answer.seal), labels))]


def _refuse(wrong: Sequence[SourceError], labels: Words) -> None:
    if wrong:
        rest = len(wrong) - _MAX_ERRORS
        more = [labels["more"].format(count=rest)] if rest > 0 else []
        lines = [*map(str, wrong[:_MAX_ERRORS]), *more, labels["nothing_recorded"]]
        raise SourceError("\n".join(lines))


def _wrong(answer: FilledAnswer, finding: Finding | None, labels: Words) -> SourceError | None:
    if finding is None:
        name = f"{answer.rule} {answer.row_id}".rstrip()
        return SourceError(labels["gone"].format(name=name), place=answer.place)
    if answer.observed is not None and not finding.was_observed_as(answer.observed):
        return SourceError(labels["not_printed"], place=answer.observed_place)
    if answer.uses and answer.uses not in finding.choices:
        key = "other_figure" if finding.choices else "no_figure"
        message = labels[key].format(code=answer.uses, codes=", ".join(finding.choices))
        return SourceError(message, place=answer.place)
    return None


def _by_key(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    by_key: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_key.setdefault((finding.rule, finding.row_id), []).append(finding)
    return by_key


def _slot(row: Row, findings: Mapping[tuple[str, str], list[Finding]]) -> tuple[str, ...]:
    """What there is one answer for: rule and row, and where findings share those what was observed."""
    key = row["rule"], row["row_id"]
    alike = findings.get(key, [])
    if len(alike) < 2:  # noqa: PLR2004 - several
        return key
    observed = row["observed"]
    return (
        *key,
        next((finding.fingerprint for finding in alike if finding.was_observed_as(observed)), observed),
    )


def _existing(file: Path, filename: str) -> list[Row]:
    if not file.exists():
        return []
    frame = read_table(file, _TABLE, filename=filename)
    return [{name: str(row[name]) for name in _COLUMNS} for row in frame.pipe(row_dicts)]


def _csv(rows: Iterable[Row]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
