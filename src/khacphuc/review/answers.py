"""Recording answers: from a filled-in ``findings.xlsx`` into ``data/raw/<run>/answers.csv``."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.checks.fingerprint import fingerprint, one_line, seal
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.xlsx.register import REGISTER, read_register
from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.review.workbook import codes_of
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.review.workbook_reader import Answer

    Row = dict[str, str]

_TABLE = TABLES["answers"]
_COLUMNS = tuple(field.name for field in _TABLE.raw)
_MOST_TOLD = 5


@dataclass(frozen=True)
class Recorded:
    """What was recorded: where, which answers, how many of them in the place of an earlier one.

    ``closed`` are findings that were said to be corrected and are there no more: nothing is left to record.
    """

    file: Path
    answers: tuple[Answer, ...]
    replaced: int = 0
    closed: tuple[Answer, ...] = ()


def record_answers(
    layout: Layout, run: str, answers: Sequence[Answer], findings: Sequence[Mapping[str, str]]
) -> Recorded:
    """Put answers into the table ``answers`` of a run: each in the place of an earlier one, if there is.

    Args:
        layout: the project.
        run: the run.
        answers: what was filled in (``filled_sheets.read_answers``).
        findings: the last findings of the run, as text.

    Returns:
        What was recorded. The file is written whole or not at all, its rows sorted.

    Raises:
        SourceError: an answer is to no finding there is now, uses a figure that is not one of its finding,
            or the table stands in the register.
    """
    file = layout.inside(layout.raw(run) / f"{_TABLE.name}.csv")
    _refuse_register(layout, run)
    known = {seal(row["rule"], row["row_id"], row["observed"]): row for row in findings}
    closed = tuple(one for one in answers if one.seal not in known and one.decision == "corrected")
    taken = tuple(one for one in answers if one not in closed)
    _refuse_unknown(taken, known)
    several = _doubled(findings)
    fresh = {_slot(row, several): row for row in (_row(answer, known[answer.seal]) for answer in taken)}
    before = _existing(file, layout.relative(file))
    kept = [row for row in before if _slot(row, several) not in fresh]
    if taken:
        ordered = sorted([*kept, *fresh.values()], key=lambda row: [row[name] for name in _COLUMNS])
        write_text(file, _csv(ordered))
    return Recorded(file, taken, len(before) - len(kept), closed)


def recorded_answers(layout: Layout, run: str) -> set[tuple[str, ...]]:
    """The answers in the table of a run, without what was observed.

    Raises:
        SourceError: the table cannot be read.
    """
    file = layout.raw(run) / f"{_TABLE.name}.csv"
    rows = _existing(file, layout.relative(file))
    return {tuple(row[name] for name in _COLUMNS if name != "observed") for row in rows}


def _row(answer: Answer, finding: Mapping[str, str]) -> Row:
    return {
        "rule": finding["rule"],
        "row_id": finding["row_id"],
        "observed": fingerprint(finding["observed"]),
        "decision": answer.decision,
        "uses": answer.uses,
        "reason": one_line(answer.reason),
        "role": one_line(answer.role),
        "date": answer.date,
    }


def _refuse_register(layout: Layout, run: str) -> None:
    register = layout.raw(run) / REGISTER
    if register.is_file():
        shown = layout.relative(register)
        if _TABLE.name in read_register(layout.inside(register), filename=shown):
            raise SourceError(
                f"{shown}, sheet {_TABLE.name}: the answers of run {run} are kept here, where this command "
                f"does not write; type them there, or move the sheet to {_TABLE.name}.csv"
            )


def _refuse_unknown(answers: Iterable[Answer], known: Mapping[str, Mapping[str, str]]) -> None:
    wrong = []
    for answer in answers:
        finding = known.get(answer.seal)
        if finding is None:
            wrong.append(
                f"{answer.place}: {answer.rule} {answer.row_id}".rstrip() + " is not found any more as it "
                "stood in this file; answer in the findings.xlsx of the last run or check"
            )
        elif answer.uses and answer.uses not in codes_of(finding):
            wrong.append(
                f"{answer.place}: uses {answer.uses}, expected one of {', '.join(codes_of(finding))}; "
                "choose a figure of this finding"
            )
    if wrong:
        more = [f"and {len(wrong) - _MOST_TOLD} more"] if len(wrong) > _MOST_TOLD else []
        raise SourceError("\n".join([*wrong[:_MOST_TOLD], *more, "nothing was recorded"]))


def _doubled(findings: Iterable[Mapping[str, str]]) -> set[tuple[str, str]]:
    """Rule and row that several findings share: their answers are told apart by what was observed."""
    once: set[tuple[str, str]] = set()
    twice: set[tuple[str, str]] = set()
    for row in findings:
        place = row["rule"], row["row_id"]
        (twice if place in once else once).add(place)
    return twice


def _slot(row: Mapping[str, str], several: set[tuple[str, str]]) -> tuple[str, ...]:
    place = row["rule"], row["row_id"]
    return (*place, fingerprint(row["observed"])) if place in several else place


def _existing(file: Path, shown: str) -> list[Row]:
    if not file.exists():
        return []
    frame = read_table(file, _TABLE, filename=shown)
    return [{name: str(row[name]) for name in _COLUMNS} for row in frame.to_dict("records")]


def _csv(rows: Iterable[Row]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
