"""Tests of `khacphuc.data.returns.exact_numbers`."""

from fractions import Fraction

import numpy as np
import pytest

from khacphuc.data.returns.exact_numbers import ExactNumbers
from khacphuc.text.numerals import decimal_of

COLUMNS = {
    "whole": [1.0, 0.0, 19732.0, 3.0],
    "decimals": [0.1, 0.2, 13.6, 82.48],
    "negative": [-0.1, 0.1, -5.0, 2.0],
    "long": [999_999_999_999_999.0, 0.000_000_1, 1e15, 123_456_789_012_345.0],  # too long for doubles
    "huge": [1e22, 1.0, -1e22, 1e300],
    "tiny": [1e-20, 3e-20, 1 / 3, 2 / 3],
    "none": [],
}
GROUPS = np.array([0, 0, 2, 2])


def fractions(column):
    """The exact numbers of a column."""
    return [Fraction(decimal_of(number)) for number in column]


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_a_double_is_the_decimal_it_was_printed_as(column):
    """Read and given back, alone and divided, rounded once."""
    numbers = ExactNumbers.read(np.array(column))
    exact = [Fraction(int(numerator), numbers.scale) for numerator in numbers.numerators]
    assert exact == fractions(column)
    assert numbers.doubles().tolist() == column
    thirds = numbers.divided_by(np.full(len(column), 3)) if column else numbers
    assert thirds.doubles().tolist() == [float(number / 3) for number in fractions(column)]


@pytest.mark.parametrize("column", [column for column in COLUMNS.values() if column])
def test_sums_and_averages_are_rounded_once(column):
    """In groups, of which one may be empty."""
    sums = ExactNumbers.read(np.array(column)).sums(GROUPS, 3)
    exact = fractions(column)
    pairs = [exact[0] + exact[1], Fraction(0), exact[2] + exact[3]]
    assert sums.doubles().tolist() == [float(pair) for pair in pairs]
    averages = sums.doubles(np.array([2, 0, 2]))
    assert averages[[0, 2]].tolist() == [float(pairs[0] / 2), float(pairs[2] / 2)]
    assert np.isnan(averages[1])


def test_a_million_dimes_are_a_hundred_thousand():
    """Where a sum of doubles is not."""
    dimes = np.full(10**6, 0.1)
    assert ExactNumbers.read(dimes).sums(np.zeros(10**6, dtype=int), 1).doubles().tolist() == [100_000.0]
    assert sum(dimes.tolist()) != 100_000.0


def test_different_divisors_come_over_one_scale():
    """So that averages over different numbers of periods can be added."""
    halves_and_thirds = ExactNumbers.read(np.array([1.0, 1.0, 1.0])).divided_by(np.array([2, 3, 6]))
    assert halves_and_thirds.sums(np.zeros(3, dtype=int), 1).doubles().tolist() == [1.0]
    assert halves_and_thirds[np.array([1])].doubles().tolist() == [1 / 3]


@pytest.mark.parametrize("seed", range(5))
def test_a_column_made_at_random_is_added_exactly(seed):
    """Of any numbers of decimals, in any groups."""
    random = np.random.default_rng(seed)
    column = np.round(random.normal(0, 10.0 ** random.integers(0, 12), 60), int(random.integers(0, 6)))
    groups, counts = random.integers(0, 4, 60), random.integers(1, 13, 60)
    exact = fractions(column.tolist())
    divided = ExactNumbers.read(column).divided_by(counts).sums(groups, 4).doubles().tolist()
    expected = [Fraction(0)] * 4
    for number, count, group in zip(exact, counts.tolist(), groups.tolist(), strict=True):
        expected[group] += number / count
    assert divided == [float(number) for number in expected]
