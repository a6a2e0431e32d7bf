"""The frames of what an office records besides figures, system by system. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.views.meetings import meeting_views
from khacphuc.checks.views.progress import progress_views
from khacphuc.checks.views.ratings import rating_views
from khacphuc.checks.views.scores import score_views
from khacphuc.checks.views.supervision import supervision_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def record_views(
    tables: Mapping[str, pd.DataFrame], units: pd.DataFrame, year: int | None
) -> dict[str, pd.DataFrame]:
    """The tables and frames of every system, by the names of their suites.

    Args:
        tables: the clean tables.
        units: those that are valid in the year.
        year: the year the report is about; without it nothing is overdue.
    """
    return {
        **progress_views(tables, year),
        **meeting_views(tables, year),
        **supervision_views(tables, year),
        **rating_views(tables, year),
        **score_views(tables, units, year),
    }
