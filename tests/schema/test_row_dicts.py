"""Tests of `khacphuc.schema.row_dicts`."""

import numpy as np
import pandas as pd
import pytest

from khacphuc.schema.row_dicts import row_dicts

COLUMNS = {
    "str": pd.Series(["một", None], dtype="str"),
    "Int64": pd.Series([1, None], dtype="Int64"),
    "boolean": pd.Series([True, None], dtype="boolean"),
    "float64": pd.Series([1.5, None]),
    "int64": pd.Series([1, 2]),
    "bool": pd.Series([True, False]),
    "datetime64[us]": pd.Series([pd.Timestamp(2021, 3, 3), None]).astype("datetime64[us]"),
    "category": pd.Series(["một", None], dtype="category"),
    "object": pd.Series([np.int64(1), pd.NA], dtype="object"),
}


@pytest.mark.parametrize("frame", [pd.DataFrame({name: COLUMNS[name]}) for name in COLUMNS], ids=COLUMNS)
def test_cells_are_those_of_pandas(frame):
    """Of every type of column, with their types; what is missing, too."""
    rows, expected = row_dicts(frame), frame.to_dict("records")
    assert list(map(repr, rows)) == list(map(repr, expected))
    assert [type(cell) for row in rows for cell in row.values()] == [
        type(cell) for row in expected for cell in row.values()
    ]


@pytest.mark.parametrize("frame", [pd.DataFrame(COLUMNS)[:0], pd.DataFrame(index=[1, 2]), pd.DataFrame()])
def test_nothing_is_left_out(frame):
    """A frame without rows has none; rows without columns have no cells."""
    assert row_dicts(frame) == frame.to_dict("records")
