"""The plan and its progress, with what their rules need joined on. Pure."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.checks.views.lookups import by_key, look_up_texts
from khacphuc.checks.views.numbering import gaps
from khacphuc.data.records.months import is_month, month_of
from khacphuc.data.records.progress import first_issue, issue_dates, plan_progress
from khacphuc.data.records.settings import RecordSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAN: Final = "plan_progress"
_BACK: Final = MappingProxyType({"not_started": 0, "on_the_way": 1, "dropped": 2, "done": 2})
"""How far a measure is: what is less than the month before went back."""


def progress_views(tables: Mapping[str, pd.DataFrame], year: int | None) -> dict[str, pd.DataFrame]:
    """The tables of the plan, by the names of their suites.

    Args:
        tables: the clean tables.
        year: the year the report is about; without it no month is of another one.

    Returns:
        ``progress`` and ``plan_progress`` (see ``data.records.progress``), as ``10_clean`` left it or
        computed anew; without rows where the year is not known.
    """
    progress = _progress(tables["progress"], tables, year)
    if _PLAN in tables:
        return {"progress": progress, _PLAN: tables[_PLAN]}
    known = dict(tables) if year else {**tables, "progress": progress.head(0)}
    settings = RecordSettings(date(year or date.min.year, 12, 31))
    return {"progress": progress, _PLAN: plan_progress(known, settings)}


def _progress(progress: pd.DataFrame, tables: Mapping[str, pd.DataFrame], year: int | None) -> pd.DataFrame:
    """The rows of progress with what is odd about them; empty where nothing is.

    Returns:
        ``missing_before``, ``other_year`` (a month of another year), ``stray_reason`` (a reason where nothing
        was dropped), ``went_back`` (the status of the measure's month before, where it was further) and
        ``before_plan`` (the month its first document was issued in, where that is later).
    """
    month = progress["month"]
    is_other = month.map(is_month).astype("bool") & (month.str[:4] != f"{year}") & (year is not None)
    issued = issue_dates(tables["documents"])
    begins = {
        code: month_of(day)
        for code, documents in by_key(tables["measures"], "measure_id", "documents").items()
        if (day := first_issue(documents, issued))
    }
    begin = look_up_texts(progress["measure_id"], begins)
    of_year = progress[month.map(is_month).astype("bool") & ~is_other]
    ordered = of_year.sort_values(["measure_id", "month"], kind="stable")
    before = ordered.groupby("measure_id")["status"].shift().fillna("").astype("str")
    back = [
        then if _BACK.get(now, 0) < _BACK.get(then, 0) else ""
        for now, then in zip(ordered["status"], before, strict=True)
    ]
    went_back = pd.Series(back, index=ordered.index, dtype="str")
    return progress.assign(
        missing_before=gaps(progress["progress_id"]),
        other_year=month.where(is_other, ""),
        stray_reason=progress["reason"].mask(progress["status"] == "dropped", ""),
        went_back=went_back.reindex(progress.index, fill_value=""),
        before_plan=begin.where(month.map(is_month).astype("bool") & (begin > month), ""),
    )
