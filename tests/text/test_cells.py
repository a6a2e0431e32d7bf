"""Tests of `khacphuc.text.cells`."""

import math

import pandas as pd
import pytest

from khacphuc.text.cells import csv_cell, readable_cell, unquoted

MISSING = [None, pd.NA, pd.NaT, math.nan]


@pytest.mark.parametrize("value", MISSING)
def test_what_is_missing_is_empty(value):
    """In both forms, in every language."""
    assert csv_cell(value) == readable_cell(value) == readable_cell(value, "vi") == ""


@pytest.mark.parametrize(
    ("value", "machine", "people", "vietnamese", "english"),
    [
        ("1.231 lượt", "1.231 lượt", "1.231 lượt", "1.231 lượt", "1.231 lượt"),
        (1231, "1231", "1231", "1.231", "1,231"),
        (1231.0, "1231", "1231.0", "1.231", "1,231"),
        (1231.5, "1231.5", "1231.5", "1.231,5", "1,231.5"),
        (0.1 + 0.2, "0.30000000000000004", "0.30000000000000004", "0,3", "0.3"),
        (1e22, "10000000000000000000000", "1e+22", "1e+22", "1e+22"),
        (True, "true", "True", "True", "True"),
        (pd.Timestamp(2021, 3, 3), "2021-03-03", "03/03/2021", "03/03/2021", "03/03/2021"),
        (pd.Timestamp(2020, 12, 14), "2020-12-14", "14/12/2020", "14/12/2020", "14/12/2020"),
    ],
)
def test_a_cell_of_each_type(value, machine, people, vietnamese, english):
    """Each in the form of programs and of people, numbers grouped where a language is given."""
    assert csv_cell(value) == machine
    assert readable_cell(value) == people
    assert readable_cell(value, "vi") == vietnamese
    assert readable_cell(value, "en") == english


@pytest.mark.parametrize("dtype", ["Int64", "float64", "bool", "str", "datetime64[us]"])
def test_cells_of_a_frame(dtype):
    """What pandas gives for a column of each type is taken, too."""
    values = {"Int64": [1], "float64": [1.5], "bool": [True], "str": ["a"], "datetime64[us]": ["2021-03-03"]}
    cells = pd.Series(values[dtype], dtype=dtype)
    expected = {"Int64": "1", "float64": "1.5", "bool": "true", "str": "a", "datetime64[us]": "2021-03-03"}
    assert cells.map(csv_cell).tolist() == [expected[dtype]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("«=1+1»", "=1+1"), ("««=1+1»»", "=1+1"), ("«a» và «b»", "«a» và «b»"), ("«a", "«a"), ("«»", "")],
)
def test_one_pair_is_left_for_the_sentence(text, expected):
    """Marks around all of a text are taken away, others stay."""
    assert unquoted(text) == expected
