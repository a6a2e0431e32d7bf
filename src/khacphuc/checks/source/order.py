"""Which rows of a table stand out of order, against the order its document prints. Pure."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def misplaced(places: Sequence[int]) -> list[int]:
    """The fewest positions to take out of a sequence of different numbers so that the rest rises.

    >>> misplaced([1, 2, 9, 3, 4]), misplaced([1, 2, 3])
    ([2], [])
    """
    ends: list[int] = []  # the least number a rising run of each length ends in
    at: list[int] = []  # where that number stands
    before: list[int] = []  # the position each number follows in its run
    for position, number in enumerate(places):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length:] = [number, *ends[length + 1 :]]
        at[length:] = [position, *at[length + 1 :]]
    rising: set[int] = set()
    position = at[-1] if at else -1
    while position >= 0:
        rising.add(position)
        position = before[position]
    return [position for position in range(len(places)) if position not in rising]


def moves(places: Sequence[int]) -> list[list[int]]:
    """What was moved in a sequence of different numbers that should rise, as positions.

    Two elements that stand in each other's place are one move, and so is a run moved together.

    >>> moves([4, 1, 2, 3, 0]), moves([0, 7, 8, 1, 2, 3, 4]), moves([1, 2])
    ([[0, 4]], [[1, 2]], [])
    """
    rank = {place: rank for rank, place in enumerate(sorted(places))}
    targets = [rank[place] for place in places]
    out = misplaced(places)
    swaps = {
        tuple(sorted((position, targets[position])))
        for position in out
        if targets[targets[position]] == position != targets[position]
    }
    swapped = {position for swap in swaps for position in swap}
    moved = [list(swap) for swap in swaps]
    last = -2
    for position in out:
        if position in swapped:
            continue
        if position == last + 1:
            moved[-1].append(position)
        else:
            moved.append([position])
        last = position
    return sorted(moved)


def ranks(places: Sequence[tuple[str, int]]) -> list[int]:
    """The order in which rows should stand, as a number for each.

    Args:
        places: section and place in the document of each row, in the order of the table.

    Returns:
        Numbers that rise where the rows stand as the document prints them. A note stands where its page
        has room, so the notes of a section belong where the table has most of them.

    >>> ranks([("I", 0), ("fn1", 9), ("II", 4), ("I", 1)])
    [0, 1, 3, 2]
    """
    body = sorted(place for section, place in places if not _is_note(section))
    ends = {place: rank + 1 for rank, place in enumerate(body)}  # how many stand up to each
    borders = {
        max(ends[p] for s, p in places if s == section) for section, _ in places if not _is_note(section)
    }
    notes = {section for section, _ in places if _is_note(section)}
    anchors = {section: _anchor(section, places, ends, borders) for section in notes}
    keys = [
        (anchors[section], 1, place) if _is_note(section) else (ends[place], 0, place)
        for section, place in places
    ]
    order = {key: rank for rank, key in enumerate(sorted(keys))}
    return [order[key] for key in keys]


def _is_note(section: str) -> bool:
    """Whether a section is a footnote, ``fn2``."""
    return section.startswith("fn")


def _anchor(note: str, places: Sequence[tuple[str, int]], ends: Mapping[int, int], borders: set[int]) -> int:
    """Behind how many rows of the body a note belongs, so that the fewest stand on its wrong side."""
    wrong = [0] * (len(ends) + 1)
    for position, (section, _) in enumerate(places):
        if section != note:
            continue
        above = {ends[place] for name, place in places[:position] if not _is_note(name)}
        count = len(above)  # with the note first of all, those above are wrong
        for rank in range(len(wrong)):
            count += 0 if not rank else -1 if rank in above else 1
            wrong[rank] += count
    return min(range(len(wrong)), key=lambda rank: (wrong[rank], rank not in borders))
