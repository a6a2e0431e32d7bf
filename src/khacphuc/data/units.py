"""The units there are in a year. Pure."""

from __future__ import annotations

import pandas as pd


def valid_units(units: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The rows of the units there are at the end of a year; without a year all."""
    if year is None:
        return units
    day = pd.Timestamp(year, 12, 31)
    since = units["valid_from"].isna() | (units["valid_from"] <= day)
    until = units["valid_to"].isna() | (units["valid_to"] >= day)
    return units[since & until]
