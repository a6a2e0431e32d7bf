"""Tests of `khacphuc.data.records.day_column`."""

from datetime import date

import pandas as pd

from khacphuc.data.records.day_column import day_column


def test_days_of_rows():
    """A day a row, missing where there is none; a table without rows has the same type."""
    column = day_column([date(2021, 3, 1), None, pd.Timestamp("2021-03-02")], pd.Index([4, 5, 6]))
    assert column.isna().tolist() == [False, True, False]
    assert column.index.tolist() == [4, 5, 6]
    assert str(column.dtype) == str(day_column([], pd.Index([])).dtype) == "datetime64[us]"
