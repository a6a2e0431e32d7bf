"""Looking a column up in another table by code. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


def column(frame: pd.DataFrame, key: str, name: str) -> dict[Any, Any]:
    """A column by the key of its rows; of rows with one key the first."""
    return dict(zip(frame[key][::-1], frame[name][::-1], strict=True))


def words(codes: pd.Series, found: Mapping[Any, str]) -> pd.Series:
    """The text each code has, empty where it has none."""
    return pd.Series([found.get(code, "") for code in codes], index=codes.index, dtype="str")


def numbers(codes: pd.Series, found: Mapping[Any, Any], dtype: str = "Int64") -> pd.Series:
    """The number each code has, missing where it has none."""
    return pd.Series([found.get(code) for code in codes], index=codes.index, dtype=dtype)
