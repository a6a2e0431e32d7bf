"""Tests of `khacphuc.data.returns.plausibility.outliers`."""

import statistics

import numpy as np
import pandas as pd
import pytest

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.plausibility.outliers import modified_z_scores, outlier_faults


def months(*numbers, unit="A", indicator="sessions", year=2021):
    """The numbers of a unit, month after month; None is blank."""
    ends = pd.date_range(f"{year}-01-31", periods=len(numbers), freq="ME")
    return pd.DataFrame(
        {
            "unit_id": unit,
            "indicator": indicator,
            "collection": "monthly",
            "period": [f"{day:%Y-%m}" for day in ends],
            "period_end": ends,
            "value": np.array(numbers, dtype=float),
            "raw": [str(x) for x in numbers],
            "file": "a.xlsx",
            "sheet": "Biểu",
            "cell": "D9",
        }
    )


def doubtful(values, earlier=None):
    """The months in which a number is far from the earlier ones, and their median."""
    faults = outlier_faults(values, earlier)
    assert {fault.kind for fault in faults} <= {FaultKind.OUTLIER}
    return [(fault.unit_id, fault.period, fault.observed, fault.expected) for fault in faults]


def test_a_number_far_from_the_earlier_ones_is_doubted():
    """Only after six of them."""
    steady = [10, 12, 9, 11, 10, 12]
    assert doubtful(months(*steady, 120)) == [("A", "2021-07", "120", "10.5")]
    assert doubtful(months(*steady[:5], 120)) == []
    assert doubtful(months(*steady, 14)) == []
    assert doubtful(months(*steady[:5], None, 120)) == []  # a blank is no number


def test_only_the_same_unit_and_indicator_are_looked_at():
    """In the order of their periods, whatever that of the rows."""
    steady = [10, 12, 9, 11, 10, 12]
    values = pd.concat(
        [months(*steady, 11), months(*[900] * 6, 905, unit="B"), months(*steady, 100, indicator="gifts")]
    )
    assert doubtful(values.sample(frac=1, random_state=1)) == [("A", "2021-07", "100", "10.5")]


def test_numbers_of_other_years_are_earlier_ones():
    """And are not doubted themselves."""
    before = months(10, 12, 9, 11, 10, 1200, year=2020)
    assert doubtful(months(11, 130), before) == [("A", "2021-02", "130", "11")]


def test_numbers_that_hardly_differ_may_still_change_a_little():
    """Two teams after one in each month are no outlier, thirty are."""
    assert doubtful(months(*[1] * 6, 2)) == []
    assert doubtful(months(*[1] * 6, 30)) == [("A", "2021-07", "30", "1")]


def test_the_last_twelve_are_looked_at():
    """What was long ago says nothing."""
    before = months(*[1000] * 12, year=2019)
    assert doubtful(pd.concat([months(*[1000] * 12, year=2020), months(1000)]), before) == []
    assert doubtful(months(1000), pd.concat([before, months(*[1] * 12, year=2020)])) != []


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_those_of_the_definition(seed):
    """The distance from the median in median deviations, at least in square roots."""
    random = np.random.default_rng(seed)
    before, numbers = random.normal(5, 10, (20, 7)), random.normal(5, 30, 20)
    _, scores = modified_z_scores(numbers, before)
    for number, row, score in zip(numbers, before.tolist(), scores, strict=True):
        middle = statistics.median(row)
        deviation = statistics.median(abs(x - middle) for x in row) / 0.6745
        assert score == pytest.approx(abs(number - middle) / max(deviation, abs(middle) ** 0.5, 1))


def test_nothing_is_doubted_of_nothing():
    """No value, no fault."""
    assert outlier_faults(months()) == []
