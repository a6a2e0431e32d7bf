"""Clean tables in, two small frames out, for people who look over what cleaning did. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

READING_COLUMNS = (
    "figure_id",
    "section",
    "qualifier",
    "printed",
    "unit",
    "kind",
    "read_as",
    "flags",
    "problem",
)


def figures_as_read(figures: pd.DataFrame) -> pd.DataFrame:
    """Each figure as printed and as read (percent, đồng, quotient), flagged ones first.

    Args:
        figures: the clean table.

    Returns:
        One row per figure with ``READING_COLUMNS``; ``read_as`` is the exact value as plain digits, or
        ``9/11`` for a ratio, or empty where nothing could be read.
    """
    frame = figures.copy()
    read = [_read(row) for row in figures.to_dict("records")]
    frame["read_as"] = pd.Series(read, index=frame.index, dtype="str")
    plain = (frame["flags"] == "") & (frame["problem"] == "")
    return pd.concat([frame[~plain], frame[plain]], ignore_index=True)[list(READING_COLUMNS)]


def count_problems(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per table: ``table``, ``rows`` and ``with_problems``, rows with a cell that is unreadable."""
    return pd.DataFrame(
        [
            {"table": name, "rows": len(frame), "with_problems": int((frame["problem"] != "").sum())}
            for name, frame in tables.items()
        ],
        columns=["table", "rows", "with_problems"],
    )


def _read(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["value"]):
        return ""
    if row["kind"] == "ratio":
        return f"{row['numerator']}/{row['denominator']}"
    return f"{decimal_of(row['value']):f}".removesuffix(".0")
