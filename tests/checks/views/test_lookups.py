"""Tests of `khacphuc.checks.views.lookups`."""

import pandas as pd

from khacphuc.checks.views.lookups import by_key, look_up_numbers, look_up_texts

CODES = pd.Series(["a", "b", "x"], index=[7, 8, 9])


def test_of_rows_with_one_key_the_first():
    """A key that two rows have gives the first one's cell."""
    frame = pd.DataFrame({"key": ["a", "b", "a"], "cell": [1, 2, 3]})
    assert by_key(frame, "key", "cell") == {"a": 1, "b": 2}


def test_codes_without_a_cell():
    """A code that is not found gives an empty text, a missing number; the index is kept."""
    texts, counts = look_up_texts(CODES, {"a": "A", "b": ""}), look_up_numbers(CODES, {"a": 1, "b": None})
    assert texts.tolist() == ["A", "", ""]
    assert counts.tolist() == [1, pd.NA, pd.NA]
    assert texts.index.tolist() == counts.index.tolist() == [7, 8, 9]
    assert str(texts.dtype) == "str"
    assert str(look_up_numbers(CODES, {}, "float64").dtype) == "float64"
