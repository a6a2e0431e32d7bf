"""What the remedy plan comes to: how many measures are due, done, late, silent, without evidence. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.records.counts import Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.data.records.settings import RecordSettings


def plan_counts(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> Iterator[Count]:
    """Count measures.

    Those due where the plan has dates, those done where the run records progress; of a plan that has neither
    nothing is counted.

    Args:
        tables: the clean tables, with ``plan_progress``.
        settings: the day.
    """
    measures, plan = tables["measures"], tables["plan_progress"]
    due = measures["due"]
    has_dates, has_progress = bool(due.notna().any()), len(plan) > 0
    if has_dates or has_progress:
        yield _count("measures.total", measures["measure_id"])
    if has_dates:
        yield _count("measures.due", measures.loc[due <= pd.Timestamp(settings.as_of), "measure_id"])
    if not has_progress:
        return
    code, is_done = plan["measure_id"], plan["status"] == "done"
    yield _count("measures.done", code[is_done])
    if has_dates:
        yield _count("measures.done_in_time", code[is_done & plan["due"].notna() & ~plan["done_late"]])
        yield _count("measures.overdue", code[plan["late"]])
    yield _count("measures.dropped", code[plan["status"] == "dropped"])
    yield _count("measures.silent", code[plan["silent"] != ""])
    yield _count("measures.unproven", code[plan["unproven"]])


def _count(code: str, rows: pd.Series[str]) -> Count:
    return Count(code, len(rows), "measure", tuple(rows))
