"""The tables of meetings and of supervision as an office types them, with the days papers are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.records.papers import with_due_days

from .typed import typed

if TYPE_CHECKING:
    import pandas as pd

_NAMES = ("meetings", "papers", "supervisions", "supervision_findings", "documents")


def tables(days_before: int = 3, **rows: list[dict[str, str]]) -> dict[str, pd.DataFrame]:
    """The clean tables of some rows; what they do not say is empty."""
    return with_due_days({name: typed(name, rows.get(name, [])) for name in _NAMES}, days_before)
