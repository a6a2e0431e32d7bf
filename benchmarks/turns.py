"""Things measured in turns, round after round, so that a busy minute of the machine is everybody's.

Of several rounds the median is told; of two contenders the median of the ratios within the rounds.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Who = TypeVar("Who", bound=str)
Figure = TypeVar("Figure")


def in_turns(who: Sequence[Who], rounds: int, measure: Callable[[Who], Figure]) -> dict[Who, list[Figure]]:
    """Measure everybody once a round; who begins changes from round to round."""
    found: dict[Who, list[Figure]] = {one: [] for one in who}
    for number in range(rounds):
        begin = number % len(who)
        for one in (*who[begin:], *who[:begin]):
            found[one].append(measure(one))
    return found


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of what was measured in the same round.

    >>> median_ratio([2.0, 9.0, 4.0], [1.0, 3.0, 1.0])
    3.0
    """
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


def medians(readings: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median of each figure.

    >>> medians([{"wall": 1.0}, {"wall": 3.0}, {"wall": 2.0}])
    {'wall': 2.0}
    """
    return {name: statistics.median(reading[name] for reading in readings) for name in readings[0]}
