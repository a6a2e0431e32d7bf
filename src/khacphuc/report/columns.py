"""Columns of our tables as people read them, where a name of the column alone does not say how. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.labels import INDICATOR_COLUMNS
from khacphuc.locale import words
from khacphuc.report.table import TableColumn

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def readable_columns(
    columns: Iterable[str], indicators: pd.DataFrame, table: str = "", language: str = "vi"
) -> list[TableColumn]:
    """An indicator is called by its name, with its code for who points at it; what is computed is no print.

    Args:
        columns: of a table.
        indicators: the clean table.
        table: the name of the table.
        language: of the run.
    """
    names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
    result = words(language, "cleaning")["column_result"]
    readable = []
    for column in columns:
        if column in INDICATOR_COLUMNS:
            readable.append(TableColumn(column, kind="word", names=names))
        elif (table, column) == ("computed", "printed"):
            readable.append(TableColumn(column, label=result, align="right"))
        else:
            readable.append(TableColumn(column))
    return readable
