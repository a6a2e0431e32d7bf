"""Columns of one table looked up for the codes of another. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


def by_key(frame: pd.DataFrame, key: str, name: str) -> dict[Any, Any]:
    """The cells of a column by the key of their rows; of rows with the same key the first."""
    return dict(zip(reversed(frame[key].tolist()), reversed(frame[name].tolist()), strict=True))


def look_up_texts(codes: pd.Series, texts: Mapping[Any, str]) -> pd.Series:
    """The text of each code, empty where it has none; with the index of the codes."""
    return pd.Series([texts.get(code, "") for code in codes], index=codes.index, dtype="str")


def look_up_numbers(codes: pd.Series, values: Mapping[Any, Any], dtype: str = "Int64") -> pd.Series:
    """The number of each code, missing where it has none; with the index of the codes."""
    return pd.Series([values.get(code) for code in codes], index=codes.index, dtype=dtype)
