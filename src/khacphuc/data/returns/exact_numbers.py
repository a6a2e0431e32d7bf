"""Sums and averages of a column without the errors of binary floats. Pure.

A table holds doubles, each of which stands for the shortest decimal that reads back as it (decision 0002).
Here a column of them becomes whole numbers over one scale, so that adding them is exact at any length and in
any order, and a result is rounded once, to the double nearest to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING, Final

import numpy as np

from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]
    Counts = NDArray[np.int64]

# whole numbers below are exact as doubles, and so is a sum that stays below
_EXACT: Final = 2.0**53
# two decimals of 15 digits are never the same double, so what is read off a double is what was printed
_MOST: Final = 1e15
_DECIMALS: Final = 15


@dataclass(frozen=True, slots=True)
class ExactNumbers:
    """Numbers as whole numerators over one scale.

    Attributes:
        numerators: whole doubles, or Python's integers (dtype object) where doubles would not be exact.
        scale: what each is divided by.
    """

    numerators: np.ndarray
    scale: int = 1

    @classmethod
    def read(cls, numbers: Doubles) -> ExactNumbers:
        """The decimals that doubles stand for; none may be missing.

        >>> ExactNumbers.read(np.array([0.1, 0.25]))
        ExactNumbers(numerators=array([10., 25.]), scale=100)
        """
        largest = float(np.abs(numbers).max(initial=0))
        for decimals in range(_DECIMALS + 1):
            scale = 10**decimals
            if largest * scale >= _MOST:
                break
            scaled = np.rint(numbers * scale)
            if bool((scaled / scale == numbers).all()):
                return cls(scaled, scale)
        fractions = [decimal_of(number) for number in numbers.tolist()]
        decimals = max((-int(fraction.as_tuple().exponent) for fraction in fractions), default=0)
        shifted = [int(fraction.scaleb(max(decimals, 0))) for fraction in fractions]
        return cls(_integers(shifted), 10 ** max(decimals, 0))

    def sums(self, groups: Counts, size: int) -> ExactNumbers:
        """The sum of each of so many groups; 0 of one that has no number."""
        if self.numerators.dtype != object and np.abs(self.numerators).sum() < _EXACT / 2:
            return ExactNumbers(np.bincount(groups, self.numerators, size), self.scale)
        total = _integers([0] * size)
        np.add.at(total, groups, self._as_integers())
        return ExactNumbers(total, self.scale)

    def divided_by(self, counts: Counts) -> ExactNumbers:
        """Each divided by a count of its own, all over one scale."""
        common = lcm(*np.unique(counts).tolist())
        factors = common // counts
        if self.numerators.dtype != object and np.abs(self.numerators).max(initial=0) * common < _EXACT / 2:
            return ExactNumbers(self.numerators * factors, self.scale * common)
        return ExactNumbers(self._as_integers() * _integers(factors.tolist()), self.scale * common)

    def doubles(self, counts: Counts | int = 1) -> Doubles:
        """The doubles nearest to the numbers, or to them divided by counts; NaN where a count is 0."""
        divisors = np.broadcast_to(np.asarray(counts, dtype=np.int64), self.numerators.shape)
        if self.numerators.dtype != object and divisors.max(initial=1) * self.scale < _EXACT:
            with np.errstate(divide="ignore", invalid="ignore"):
                quotients: Doubles = np.where(divisors > 0, self.numerators / (divisors * self.scale), np.nan)
            return quotients
        # Python divides integers of any size to the nearest double, as the processor does small ones
        pairs = zip(self._as_integers().ravel().tolist(), divisors.ravel().tolist(), strict=True)
        exact = [number / (count * self.scale) if count else np.nan for number, count in pairs]
        return np.array(exact, dtype=np.float64).reshape(self.numerators.shape)

    def __getitem__(self, rows: np.ndarray) -> ExactNumbers:
        """Some of the numbers."""
        return ExactNumbers(self.numerators[rows], self.scale)

    def _as_integers(self) -> np.ndarray:
        if self.numerators.dtype == object:
            return self.numerators
        whole = _integers(map(int, self.numerators.ravel().tolist()))
        return whole.reshape(self.numerators.shape)


def _integers(numbers: Iterable[int]) -> np.ndarray:
    """Python's integers as an array, of any size."""
    listed = list(numbers)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array
