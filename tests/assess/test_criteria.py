"""Tests of `khacphuc.assess.criteria`."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.assess.criteria import CRITERION_COLUMNS, holds, judge
from khacphuc.data.values import Value, Values

COMPARATORS = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
}


def value(number, kind="count"):
    """Give a value."""
    return Value("X", kind, Fraction(number), str(number), "", 0)


@given(st.fractions(), st.fractions(), st.sampled_from(sorted(COMPARATORS)))
def test_comparators(actual, threshold, comparator):
    """A comparator holds exactly as the numbers stand to each other."""
    expected = COMPARATORS[comparator](actual, threshold)
    assert holds(value(actual), comparator, value(threshold)) is expected


@pytest.mark.parametrize(
    ("kind", "comparator"),
    [
        ("percentage", ">="),  # 11 is not compared with 100 %
        ("count", ""),
        ("count", "=>"),
    ],
)
def test_what_cannot_be_compared(kind, comparator):
    """Numbers of different kinds, or an unknown comparator, give no answer."""
    assert holds(value(1), comparator, value(1, kind)) is None


def figures(**numbers):
    """Give clean figures that are counts."""
    return pd.DataFrame(
        [
            {
                "figure_id": code,
                "printed": str(number),
                "unit": "lần",
                "kind": "count",
                "value": float(number),
                "numerator": pd.NA,
                "denominator": pd.NA,
                "decimals": 0,
                "indicator": "i",
            }
            for code, number in numbers.items()
        ]
    )


def status(figure="A", comparator=">=", threshold="10", baseline="", **cells):
    """Judge one criterion where A is 5, OLD is 3, NEW is 7 and NONE could not be read."""
    row = dict.fromkeys(("shortcoming_id", "evidence", "reason", "status"), "")
    row |= {"criterion_id": "K", "kind": "measured", "proxy": False}
    row |= {"figure": figure, "comparator": comparator, "threshold": threshold, "baseline": baseline}
    values = Values(figures(A=5, OLD=3, NEW=7, NONE=float("nan")))
    return judge(pd.DataFrame([row | cells]), values)["status"].item()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"threshold": "5"}, "achieved"),
        ({"threshold": "OLD"}, "achieved"),  # a code
        ({"comparator": "<="}, "achieved"),
        ({"comparator": "=", "threshold": "05"}, "achieved"),
        ({"baseline": "7", "threshold": "5"}, "achieved"),  # worse than last year, but reached
        ({}, "not_achieved"),  # no baseline, no improvement
        ({"baseline": "OLD"}, "improved"),
        ({"baseline": "5"}, "not_achieved"),  # as last year
        ({"baseline": "NEW"}, "worse"),
        ({"comparator": ">", "baseline": "3"}, "improved"),
        ({"comparator": "<=", "threshold": "2", "baseline": "7"}, "improved"),  # less is better
        ({"comparator": "<", "threshold": "2", "baseline": "3"}, "worse"),
        ({"comparator": "=", "threshold": "6", "baseline": "3"}, "improved"),  # nearer from below
        ({"comparator": "=", "threshold": "4", "baseline": "7"}, "improved"),  # nearer from above
        ({"comparator": "=", "threshold": "6", "baseline": "7"}, "not_achieved"),  # as far on the other side
        ({"comparator": "=", "threshold": "8", "baseline": "7"}, "worse"),
        ({"figure": ""}, "missing"),
        ({"figure": "SL999"}, "missing"),
        ({"figure": "NONE"}, "missing"),
        ({"threshold": ""}, "missing"),
        ({"threshold": "100%"}, "missing"),  # another kind
        ({"comparator": ""}, "missing"),
        ({"baseline": "SL999"}, "missing"),
        ({"baseline": "50%"}, "missing"),
        ({"baseline": "NONE"}, "missing"),
    ],
)
def test_measured(cells, expected):
    """A measured criterion follows from its figure, threshold and baseline; without them it is missing."""
    assert status(**cells) == expected


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ("achieved", "achieved"),
        ("improved", "improved"),
        ("not_achieved", "not_achieved"),
        ("worse", "worse"),
        ("", "missing"),
        ("đạt", "missing"),  # no status: told when the cell was typed, and no class rests on it
    ],
)
def test_judged(recorded, expected):
    """A judged criterion has the status that was recorded, whatever figure stands beside it."""
    assert status(kind="judged", status=recorded, threshold="5") == expected


def test_a_measured_criterion_ignores_a_recorded_status():
    """What is measured is not overruled by a judgement in the same row."""
    assert status(status="achieved") == "not_achieved"


def test_the_criteria_of_2021(tables, values):
    """The twelve published criteria have the statuses the domain lists, and two rest on something near."""
    before = tables["criteria"].copy(deep=True)
    judged = judge(tables["criteria"], values)
    pd.testing.assert_frame_equal(tables["criteria"], before)
    assert list(judged.columns) == list(CRITERION_COLUMNS)
    assert dict(zip(judged["criterion_id"], judged["status"], strict=True)) == {
        "KD1.1": "not_achieved",
        "KD1.2": "improved",
        "KD2.1": "achieved",
        "KD2.2": "achieved",
        "KD2.3": "not_achieved",
        "KD2.4": "not_achieved",
        "KD3.1": "improved",
        "KD3.2": "not_achieved",
        "KD3.3": "not_achieved",
        "KD3.4": "not_achieved",
        "KD4.1": "improved",
        "KD4.2": "improved",
    }
    assert judged.loc[judged["proxy"], "criterion_id"].tolist() == ["KD1.2", "KD4.2"]
    assert (judged["kind"] == "measured").sum() == 4


def test_no_criteria(tables, values):
    """An empty table gives an empty one with the same columns."""
    judged = judge(tables["criteria"].head(0), values)
    assert len(judged) == 0
    assert list(judged.columns) == list(CRITERION_COLUMNS)
