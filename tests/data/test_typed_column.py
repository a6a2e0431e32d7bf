"""Tests of `khacphuc.data.typed_column`."""

import pandas as pd
import pytest

from khacphuc.data.typed_column import empty_column, typed_column
from khacphuc.schema.tables import Field


@pytest.mark.parametrize(
    ("dtype", "cell", "value"),
    [("Int64", "12", 12), ("bool", "có", True), ("date", "02/03/2021", pd.Timestamp(2021, 3, 2))],
)
def test_a_cell_is_typed_and_a_wrong_one_is_missing(dtype, cell, value):
    """The message quotes the cell and names its column."""
    cells = pd.Series([cell, "không rõ"], dtype="str")
    column, wrong = typed_column(Field("when", "A test", dtype), cells, "vi", "")
    assert column.iloc[0] == value
    assert pd.isna(column.iloc[1]) or column.iloc[1] == False  # noqa: E712 - of numpy
    assert wrong[0] == ""
    assert wrong[1].startswith("when: ")
    assert "không rõ" in wrong[1]


def test_codes_are_parted_alike():
    """However people part them."""
    column, wrong = typed_column(Field("codes", "A test", "codes"), pd.Series(["KD1 , KD2"]), "vi", "")
    assert (column.iloc[0], wrong) == ("KD1;KD2", [])


def test_a_column_without_cells_has_its_type():
    """Text is empty, a number is missing."""
    index = pd.RangeIndex(2)
    assert empty_column(Field("name", "A test"), index).tolist() == ["", ""]
    assert empty_column(Field("count", "A test", "Int64"), index).dtype == "Int64"
