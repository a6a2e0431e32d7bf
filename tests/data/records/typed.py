"""Rows of any table as people type them, as its clean table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


def typed(name: str, rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """The clean table of some rows; what they do not say is empty."""
    columns = [field.name for field in TABLES[name].raw]
    cells = ([*(row.get(column, "") for column in columns), "a.csv", 2] for row in rows)
    return clean_table(TABLES[name], text_frame(TABLES[name], cells))
