"""Pair the elements of two sequences in order, at the least cost. Pure, for elements of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Left = TypeVar("Left")
Right = TypeVar("Right")


def align(
    left: Sequence[Left], right: Sequence[Right], cost: Callable[[Left, Right], float]
) -> list[tuple[Left | None, Right | None]]:
    """Pair two sequences in order at the least cost.

    Args:
        left: the first sequence.
        right: the second sequence.
        cost: what it costs to pair two elements: 0 where they agree. Leaving an element alone costs 1, so
            two elements are never paired at 2 or more.

    Returns:
        Pairs in order; None stands beside an element that has no partner.

    >>> align("abc", "axbd", lambda item, other: 0 if item == other else 1.5)
    [('a', 'a'), (None, 'x'), ('b', 'b'), ('c', 'd')]
    """
    # a table and its document mostly agree; what comes before the first difference needs no search
    start = 0
    while start < min(len(left), len(right)) and not cost(left[start], right[start]):
        start += 1
    head: list[tuple[Left | None, Right | None]] = list(zip(left[:start], right[:start], strict=True))
    return head + _align_unlike(left[start:], right[start:], cost)


def _align_unlike(
    left: Sequence[Left], right: Sequence[Right], cost: Callable[[Left, Right], float]
) -> list[tuple[Left | None, Right | None]]:
    costs = [[cost(item, other) for other in right] for item in left]
    # best[i][j]: the least cost of pairing what follows from i and from j on
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left), -1, -1):
        for j in range(len(right), -1, -1):
            if i == len(left) or j == len(right):
                best[i][j] = float(len(left) - i + len(right) - j)
            else:
                best[i][j] = min(costs[i][j] + best[i + 1][j + 1], 1 + best[i + 1][j], 1 + best[i][j + 1])
    pairs: list[tuple[Left | None, Right | None]] = []
    i = j = 0
    while i < len(left) or j < len(right):
        both = i < len(left) and j < len(right)
        if both and best[i][j] == costs[i][j] + best[i + 1][j + 1]:
            pairs.append((left[i], right[j]))
            i, j = i + 1, j + 1
        elif i < len(left) and (j == len(right) or best[i][j] == 1 + best[i + 1][j]):
            pairs.append((left[i], None))
            i += 1
        else:
            pairs.append((None, right[j]))
            j += 1
    return pairs
