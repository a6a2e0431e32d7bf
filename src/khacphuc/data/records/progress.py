"""How far each measure of the plan is on a day, from what was reported of it month by month. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.months import is_month, last_month_ended, month_of, months_between
from khacphuc.schema.allowed import PROGRESS_STATES
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from khacphuc.data.records.settings import RecordSettings

ENDED: Final = ("done", "dropped")
"""Statuses of a measure nothing more is awaited of."""
PROGRESS_COLUMNS: Final = (
    *("issued_on", "status", "since", "reason", "work_done", "evidence", "months", "states"),
    *("late", "done_late", "silent", "unproven"),
)
"""What ``plan_progress`` adds to a measure."""

_TEXTS: Final = ("status", "since", "reason", "work_done", "evidence", "months", "states", "silent")


@dataclass(frozen=True, slots=True)
class _Row:
    """What was reported of a measure in a month."""

    month: str
    status: str
    reason: str
    done: str
    evidence: tuple[str, ...]


def plan_progress(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> pd.DataFrame:
    """How far each measure is.

    A measure is late when it was due by the end of the day and is neither done nor dropped. A month is silent
    when nothing was reported of the measure, from the month its first document was issued (of a measure
    without documents from the first month anything was reported in; not before the year of the day) until it
    was done or dropped, or the last month that is over: an overdue measure is reported on all the more.
    Months after the day are not looked at.

    Args:
        tables: the clean tables ``measures``, ``progress`` and ``documents``.
        settings: the day.

    Returns:
        The clean measures, in their order, with ``issued_on`` (when the first of its documents was),
        ``status`` (of ``PROGRESS_STATES``; empty where nothing was reported), ``since`` (the month that
        status began), ``reason`` (of a dropped one), ``work_done`` (what was done, month by month, a line
        each), ``evidence`` (codes), ``months`` (those reported) and ``states`` (their statuses, in the same
        order), ``late`` and ``done_late`` (done in a month after that of its due date), ``silent`` (the
        months without a word), and ``unproven`` (done without evidence).
        No rows where the run records no progress.
    """
    measures, progress = tables["measures"], tables["progress"]
    reported = _reported(progress, settings.as_of)
    if progress.empty:
        measures = measures.head(0)
    first = min((row.month for by_month in reported.values() for row in by_month), default="")
    issued = issue_dates(tables["documents"])
    rows = [
        _of_measure(row, reported.get(row["measure_id"], ()), issued, first, settings.as_of)
        for row in measures.pipe(row_dicts)
    ]
    frame = pd.DataFrame(rows, columns=list(PROGRESS_COLUMNS), index=measures.index)
    types = {name: "str" if name in _TEXTS else "bool" for name in PROGRESS_COLUMNS}
    return measures.join(frame.astype(types | {"issued_on": "datetime64[us]"}))


def _reported(progress: pd.DataFrame, as_of: date) -> dict[str, list[_Row]]:
    """What was reported of each measure in the year until a day; of two rows of a month the later counts."""
    rows: dict[str, dict[str, _Row]] = {}
    last = month_of(as_of)
    for row in progress.pipe(row_dicts):
        month = row["month"]
        # other rules tell of a status there is none of, and of a row of another year
        is_known = row["status"] in PROGRESS_STATES and month.startswith(f"{as_of.year}-")
        if is_known and is_month(month) and month <= last:
            evidence = tuple(filter(None, row["evidence"].split(SEPARATOR)))
            rows.setdefault(row["measure_id"], {})[month] = _Row(
                month, row["status"], row["reason"], row["done"], evidence
            )
    return {code: [by_month[month] for month in sorted(by_month)] for code, by_month in rows.items()}


def issue_dates(documents: pd.DataFrame) -> dict[str, date]:
    """The day each document was issued on, by its code."""
    pairs = zip(documents["document_id"], documents["issued_on"], strict=True)
    return {code: day.date() for code, day in pairs if not pd.isna(day)}


def _of_measure(
    measure: Mapping[Any, Any],
    rows: Sequence[_Row],
    issued: Mapping[str, date],
    first_month: str,
    as_of: date,
) -> dict[str, object]:
    due = None if pd.isna(measure["due"]) else measure["due"].date()
    status = rows[-1].status if rows else ""
    since = _since(rows)
    is_ended, is_done = status in ENDED, status == "done"
    evidence = dict.fromkeys(code for row in rows for code in row.evidence)
    reported = [row.month for row in rows]
    issued_on = first_issue(measure["documents"], issued)
    # where its documents have no date, of which another rule tells, nobody knows since when it is awaited
    begin = reported[0] if measure["documents"] and reported else first_month
    if issued_on:
        begin = max(month_of(issued_on), f"{as_of.year}-01")
    end = since if is_ended else last_month_ended(as_of)
    return {
        "issued_on": None if issued_on is None else pd.Timestamp(issued_on),
        "status": status,
        "since": since,
        "reason": rows[-1].reason if status == "dropped" else "",
        "work_done": "\n".join(row.done for row in rows if row.done),
        "evidence": SEPARATOR.join(evidence),
        "months": SEPARATOR.join(reported),
        "states": SEPARATOR.join(row.status for row in rows),
        "late": due is not None and due <= as_of and not is_ended,
        "done_late": due is not None and is_done and since > month_of(due),
        "silent": SEPARATOR.join(
            month for month in (months_between(begin, end) if begin else ()) if month not in reported
        ),
        "unproven": is_done and not evidence,
    }


def first_issue(documents: str, issued: Mapping[str, date]) -> date | None:
    """When the first of some documents was issued; None where no date is known.

    Args:
        documents: their codes.
        issued: see ``issue_dates``.
    """
    return min((issued[code] for code in documents.split(SEPARATOR) if code in issued), default=None)


def _since(rows: Sequence[_Row]) -> str:
    """The month in which the last status began."""
    since = ""
    for row in reversed(rows):
        if row.status != rows[-1].status:
            break
        since = row.month
    return since
