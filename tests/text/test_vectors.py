"""Tests of `khacphuc.text.vectors`."""

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.text.quantities import parse
from khacphuc.text.vectors import parse_column

DTYPES = ["str", "float64", "float64", "Int64", "Int64", "Int64", "str", "str", "str", "str"]
TEXTS = st.text() | st.text("0123456789.,/% ¹lượtriệuđồngr", max_size=12)
UNITS = st.sampled_from(["", "xã", "%", "triệu đồng"])


def test_columns():
    """The frame has the declared columns and types, whatever it holds."""
    for texts in ([], ["94"], ["abc"]):
        frame = parse_column(pd.Series(texts, dtype="str"))
        assert [str(dtype) for dtype in frame.dtypes] == DTYPES


def test_values_and_index():
    """Each row is read with its unit and keeps its label, repeated labels too."""
    printed = pd.Series(["13.6", "94/94", "abc", None, "13.6"], index=[7, 7, 3, 1, 0])
    unit = pd.Series(["triệu đồng", "xã", None, "xã", "%"], index=printed.index)
    before = printed.copy()
    frame = parse_column(printed, unit)
    assert list(frame.index) == [7, 7, 3, 1, 0]
    assert frame["kind"].fillna("-").tolist() == ["money", "ratio", "-", "-", "percentage"]
    assert frame["value"].iloc[[0, 1, 4]].tolist() == [13600000.0, 1.0, 13.6]
    assert frame["numerator"].iloc[1] == 94
    assert frame["flags"].iloc[0] == "english_decimal"
    assert frame["unit"].tolist() == ["triệu đồng", "xã", "", "", "%"]
    assert "'abc' is not a quantity" in frame["error"].iloc[2]
    assert "empty" in frame["error"].iloc[3]
    pd.testing.assert_series_equal(printed, before)


def test_several_flags():
    """Flags are sorted and joined."""
    frame = parse_column(pd.Series(["1.231¹ triệu"]))
    assert frame["flags"].iloc[0] == "ambiguous_grouping;footnote_mark;implied_currency"


def test_cells_that_are_not_text():
    """Numbers, booleans and lists are refused each by its own type."""
    frame = parse_column(pd.Series([1, 1.0, True, [1], float("nan"), pd.NA, pd.NaT, "1"], dtype="object"))
    for row, kind in enumerate(["int", "float", "bool", "list"]):
        assert f"it is {kind}" in frame["error"].iloc[row]
    assert all("empty" in error for error in frame["error"].iloc[4:7])
    assert frame["error"].iloc[7] == ""
    assert "it is float" in parse_column(pd.Series([1.231]))["error"].iloc[0]


def test_other_index():
    """Columns of two tables are not mixed."""
    with pytest.raises(QuantityError, match="different indexes"):
        parse_column(pd.Series(["1"]), pd.Series(["xã"], index=[5]))


def read_or_refuse(text, unit):
    """Give what the scalar reader reads, or the error of its refusal."""
    try:
        return parse(text, unit=unit)
    except QuantityError as error:
        return error


@given(st.lists(st.tuples(TEXTS, UNITS), max_size=8))
def test_agrees_with_scalar(rows):
    """The column reads every row as the scalar reader does."""
    printed = pd.Series([text for text, _ in rows], dtype="object")
    unit = pd.Series([unit for _, unit in rows], dtype="object")
    frame = parse_column(printed, unit)
    for row, (text, its_unit) in zip(frame.itertuples(index=False), rows, strict=True):
        quantity = read_or_refuse(text, its_unit)
        if isinstance(quantity, QuantityError):
            assert row.error == str(quantity)
            assert pd.isna(row.value)
            continue
        assert row.error == ""
        assert row.kind == quantity.kind
        assert row.value == float(quantity.value)
        assert row.decimals == quantity.decimals
        assert (row.unit, row.qualifier) == (quantity.unit, quantity.qualifier)
        assert row.flags == ";".join(sorted(quantity.flags))
        assert (None if pd.isna(row.numerator) else row.numerator) == quantity.numerator
        assert (None if pd.isna(row.denominator) else row.denominator) == quantity.denominator


@pytest.mark.full  # it measures; in make test, a few rows are read right
def test_a_million_rows():
    """A million rows of few distinct texts take seconds."""
    printed = pd.Series(["13.6", "hơn 1.231 lượt", "94/94", "abc"] * 250_000)
    start = time.perf_counter()
    frame = parse_column(printed)
    assert time.perf_counter() - start < 20
    assert len(frame) == 1_000_000
    assert (frame["error"] != "").sum() == 250_000
