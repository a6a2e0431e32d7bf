"""Which printed numbers say the same: equal values, equal ranges, and a number inside a range that allows it.

The clean figures go in, a column out in which figures of one indicator have equal cells if they agree. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.quantities import Kind

if TYPE_CHECKING:
    from collections.abc import Collection


def agreeing_ranges(figures: pd.DataFrame, ranges: Collection[str]) -> pd.Series:
    """The range a figure prints or agrees with, as text; empty where there is none.

    A number agrees with a range where their indicator says so, which is where it is one of ``ranges``; where
    the report prints one range of it; and where all its single numbers are the same.

    Args:
        figures: ``indicator``, ``value`` and ``value_to``.
        ranges: the indicators whose numbers are ranges.

    >>> figures = pd.DataFrame({"indicator": ["a", "a"], "value": [4.0, 3.0], "value_to": [None, 5.0]})
    >>> agreeing_ranges(figures, {"a"}).tolist(), agreeing_ranges(figures, ()).tolist()
    (['3.0–5.0', '3.0–5.0'], ['', '3.0–5.0'])
    """
    texts = pd.Series("", index=figures.index, dtype="str")
    is_range = figures["value_to"].notna()
    if not is_range.any():
        return texts
    both = figures["value"].astype("str") + "–" + figures["value_to"].astype("str")
    texts = both.where(is_range, "").astype("str")
    named = figures["indicator"].isin(list(ranges)) & figures["value"].notna()
    for _, group in figures[named].groupby("indicator"):
        single = group["value_to"].isna()
        bounds, numbers = texts[group.index[~single]].unique(), group["value"][single].unique()
        if len(bounds) == len(numbers) == 1 and _inside(numbers[0], group[~single].iloc[0]):
            texts[group.index] = bounds[0]
    return texts


def comparable_values(figures: pd.DataFrame, ranges: Collection[str] = ()) -> pd.Series:
    """What two figures have in common that agree: the value, or the range it is or is inside of.

    Args:
        figures: as of ``agreeing_ranges``.
        ranges: the indicators whose numbers are ranges.
    """
    texts = agreeing_ranges(figures, ranges)
    is_range = texts != ""
    return figures["value"].astype("object").mask(is_range, texts) if is_range.any() else figures["value"]


def year_values(figures: pd.DataFrame) -> pd.Series:
    """The values that are about the whole year; missing where a figure is the total of one period of it.

    A month is no other number of the year: the two are compared with nothing of each other.

    Args:
        figures: ``value`` and ``from_returns``.

    >>> figures = pd.DataFrame({"value": [48.0, 24.0], "from_returns": ["sessions", "sessions;2021-02"]})
    >>> year_values(figures).tolist()
    [48.0, nan]
    """
    return figures["value"].mask(figures["from_returns"].str.contains(SEPARATOR, regex=False))


def range_indicators(indicators: pd.DataFrame) -> frozenset[str]:
    """The indicators whose numbers are ranges, or single numbers inside one."""
    return frozenset(indicators.loc[indicators["kind"] == Kind.RANGE, "indicator_id"])


def _inside(number: float, row: Any) -> bool:
    return bool(row["value"] <= number <= row["value_to"])
