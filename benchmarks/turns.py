"""Measure contenders in turns, round after round, so that a busy minute of the machine slows all of them.

Several rounds are summed up by their median, two contenders by the median of the ratios within the rounds.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Contender = TypeVar("Contender", bound=str)
Figure = TypeVar("Figure")


def in_turns(
    contenders: Sequence[Contender], rounds: int, measure: Callable[[Contender], Figure]
) -> dict[Contender, list[Figure]]:
    """Measure every contender once a round; which of them begins changes from round to round."""
    readings: dict[Contender, list[Figure]] = {contender: [] for contender in contenders}
    for number in range(rounds):
        begin = number % len(contenders)
        for contender in (*contenders[begin:], *contenders[:begin]):
            readings[contender].append(measure(contender))
    return readings


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of what was measured in the same round.

    >>> median_ratio([2.0, 9.0, 4.0], [1.0, 3.0, 1.0])
    3.0
    """
    return statistics.median(
        numerator / denominator for numerator, denominator in zip(above, below, strict=True)
    )


def medians(readings: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median of each figure.

    >>> medians([{"wall": 1.0}, {"wall": 3.0}, {"wall": 2.0}])
    {'wall': 2.0}
    """
    return {name: statistics.median(reading[name] for reading in readings) for name in readings[0]}
