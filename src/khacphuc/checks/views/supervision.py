"""The frames of social supervision, with what their rules need joined on. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from khacphuc.checks.views.lookups import by_key
from khacphuc.checks.views.meetings import NO_DAY
from khacphuc.checks.views.numbering import gaps
from khacphuc.data.records.day_column import day_column
from khacphuc.data.records.supervision import supervision_states

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def supervision_views(tables: Mapping[str, pd.DataFrame], year: int | None) -> dict[str, pd.DataFrame]:
    """Supervisions and what they found, as they are known at the end of a year.

    Args:
        tables: the clean tables.
        year: the year the report is about; without it nothing is overdue, too early or too late.
    """
    as_of = date(year, 12, 31) if year else NO_DAY
    return {
        "supervisions": _supervisions(tables, year),
        "supervision_findings": _supervision_findings(tables, as_of, year),
    }


def _supervisions(tables: Mapping[str, pd.DataFrame], year: int | None) -> pd.DataFrame:
    """The supervisions with ``missing_before`` and the days that bound that of the visit.

    Returns:
        ``planned_by`` and ``followed_on``, the days of their documents, ``not_visited`` (the code, where the
        day of the visit is empty though something was found or a letter was sent), ``earliest`` and
        ``latest``.
    """
    supervisions = tables["supervisions"]
    code = supervisions["supervision_id"]
    was_held = code.isin(tables["supervision_findings"]["supervision_id"]) | (supervisions["follow_up"] != "")
    issued = by_key(tables["documents"], "document_id", "issued_on")
    first, end = (date(year - 1, 1, 1), date(year, 12, 31)) if year else (None, None)
    index = supervisions.index
    return supervisions.assign(
        missing_before=gaps(code),
        not_visited=code.where(was_held & supervisions["visited_on"].isna(), ""),
        planned_by=day_column([issued.get(code) for code in supervisions["plan"]], index),
        followed_on=day_column([issued.get(code) for code in supervisions["follow_up"]], index),
        earliest=day_column([first] * len(index), index),
        latest=day_column([end] * len(index), index),
    )


def _supervision_findings(tables: Mapping[str, pd.DataFrame], as_of: date, year: int | None) -> pd.DataFrame:
    """The findings of supervisions with ``missing_before`` and what became of them.

    Returns:
        ``visited_on``, ``followed_on`` (of a letter of their own), ``follow_up_known`` (their letter, or that
        of the supervision), ``never_asked`` and ``never_answered`` (the code) and ``answerable_until``.
    """
    findings = tables["supervision_findings"]
    states = supervision_states(tables, as_of).set_axis(findings.index)
    issued = by_key(tables["documents"], "document_id", "issued_on")
    code, is_open = findings["supervision_finding_id"], findings["answered_on"].isna()
    until = date(year + 1, 12, 31) if year else None
    return findings.assign(
        missing_before=gaps(code),
        visited_on=states["visited_on"],
        followed_on=day_column([issued.get(letter) for letter in findings["follow_up"]], findings.index),
        follow_up_known=states["follow_up"],
        never_asked=code.where((states["state"] == "not_asked") & is_open, ""),
        never_answered=code.where((states["state"] == "unanswered") & is_open, ""),
        answerable_until=day_column([until] * len(findings), findings.index),
    )
