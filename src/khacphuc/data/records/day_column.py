"""Days looked up for rows, as a column of the type days have in clean tables. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    Days = pd.Series[Any]


def day_column(days: Sequence[Any], index: pd.Index) -> Days:
    """A day for each row, missing where there is none.

    Args:
        days: dates, timestamps or None, in the order of the rows.
        index: that of the rows.
    """
    return pd.to_datetime(pd.Series(days, index=index, dtype="object")).astype("datetime64[us]")
