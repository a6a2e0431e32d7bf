"""Tests of `khacphuc.data.agreement`."""

import pandas as pd
import pytest

from khacphuc.data.agreement import agreeing_ranges, comparable_values, range_indicators


def figures(*rows):
    """Clean figures of one indicator: their values, and upper bounds of ranges."""
    return pd.DataFrame(
        [{"indicator": "sessions", "value": float(value), "value_to": to} for value, to in rows]
    ).astype({"value_to": "float64"})


@pytest.mark.parametrize(
    ("rows", "agree"),
    [
        ([(3, 5), (4, None)], True),
        ([(3, 5), (3, None)], True),  # a bound is inside
        ([(3, 5), (5, None), (5, None)], True),
        ([(3, 5), (3, 5)], True),
        ([(3, 5), (6, None)], False),
        ([(3, 5), (3, 6)], False),
        ([(3, 5), (3, None), (4, None)], False),  # two numbers disagree with each other
        ([(3, 5), (3, 6), (4, None)], False),
        ([(4, None), (4, None)], True),
    ],
)
def test_a_number_inside_a_range(rows, agree):
    """It agrees with the range where its indicator is one of ranges, and in no other indicator."""
    frame = figures(*rows)
    assert (len(set(comparable_values(frame, {"sessions"}))) == 1) is agree
    alike = len(set(rows)) == 1
    assert (len(set(comparable_values(frame))) == 1) is alike


def test_without_ranges_the_values_are_compared():
    """Nothing is made of what prints no range."""
    frame = figures((4, None), (5, None))
    assert comparable_values(frame).equals(frame["value"])
    assert agreeing_ranges(frame, {"sessions"}).tolist() == ["", ""]


def test_indicators_of_ranges():
    """They are known by their kind."""
    indicators = pd.DataFrame({"indicator_id": ["a", "b"], "kind": ["range", "count"]})
    assert range_indicators(indicators) == {"a"}
