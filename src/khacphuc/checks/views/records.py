"""The frames of what an office records besides figures, system by system. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.views.meetings import meeting_views
from khacphuc.checks.views.progress import progress_views
from khacphuc.checks.views.ratings import rating_views
from khacphuc.checks.views.scores import score_views
from khacphuc.checks.views.supervision import supervision_views
from khacphuc.data.records.systems import unused_suites

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def record_views(
    tables: Mapping[str, pd.DataFrame], units: pd.DataFrame, year: int | None
) -> dict[str, pd.DataFrame]:
    """The tables and frames of the systems a run has rows of, by the names of their suites.

    The suites of the others are not asked, but that of meetings: its table is an older one.

    Args:
        tables: the clean tables.
        units: those that are valid in the year.
        year: the year the report is about; without it nothing is overdue.
    """
    unused = unused_suites(tables)
    views = meeting_views(tables, year)
    if "progress" not in unused:
        views |= progress_views(tables, year)
    if "supervisions" not in unused:
        views |= supervision_views(tables, year)
    if "ratings" not in unused:
        views |= rating_views(tables, year)
    if "scores" not in unused:
        views |= score_views(tables, units, year)
    return views
