"""The rows of a page in, its columns out, in the order in which they are read.

A letterhead, a signature beside a list of recipients, and text set in columns are read column by column; rows
of words and numbers are read row by row.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from khacphuc.data.source.pdf.lines import PrintedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Gap = tuple[float, float]

_GUTTER = 1.5  # of the type size: a narrower gap stands between words
_FEWEST_ROWS = 2
_WORDY = 0.6  # of the rows of a column: so many have words
_FEWEST_WORDS = 2
_FEWEST_LETTERS = 4
_LONG = 5  # rows: a text in columns, not two lines beside each other
_DEEPEST = 4  # columns


def to_columns(
    rows: Sequence[PrintedRow], limit: float, depth: int = 0
) -> Iterator[tuple[list[PrintedRow], float]]:
    """Take rows apart into columns.

    Args:
        rows: from the top of the page to its bottom.
        limit: how far to the right they may go.
        depth: how many times that was done before.

    Yields:
        The rows of each column, and how far to the right those may go.
    """
    plain: list[PrintedRow] = []
    place = 0
    while place < len(rows):
        gutter, end = _gutter(rows, place) if depth < _DEEPEST else ((0.0, 0.0), place)
        if end == place:
            plain.append(rows[place])
            place += 1
            continue
        if plain:
            yield plain, limit
            plain = []
        middle = sum(gutter) / 2
        yield from to_columns(list(_side(rows[place:end], middle, left=True)), gutter[1], depth + 1)
        yield from to_columns(list(_side(rows[place:end], middle, left=False)), limit, depth + 1)
        place = end
    if plain:
        yield plain, limit


def _gutter(rows: Sequence[PrintedRow], place: int) -> tuple[Gap, int]:
    """The gap between two columns that begin at a row, and the place behind their last row."""
    gaps = [
        (last.end, run.x)
        for last, run in pairwise(rows[place].runs)
        if run.x - last.end >= _GUTTER * rows[place].size
    ]
    for gap in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        gutter, both, end = gap, [place], place + 1
        for index in range(place + 1, len(rows)):
            narrowed = _narrowed(rows[index], gutter)
            if narrowed is None:
                break
            gutter = narrowed
            if rows[index].x < gutter[0] + 1 and rows[index].end > gutter[1] - 1:
                both.append(index)
                end = index + 1
            elif len(both) >= _LONG:
                end = index + 1
        if len(both) >= _FEWEST_ROWS and all(
            _is_wordy([rows[index] for index in both], sum(gutter) / 2, left=left) for left in (True, False)
        ):
            return gutter, end
    return (0.0, 0.0), place


def _narrowed(row: PrintedRow, gutter: Gap) -> Gap | None:
    """What is left of a gutter beside the runs of a row; None if the row goes over it."""
    left, right = gutter
    middle = (left + right) / 2
    for run in row.runs:
        if run.end <= middle:
            left = max(left, run.end)
        elif run.x >= middle:
            right = min(right, run.x)
        else:
            return None
    return (left, right) if right - left >= row.size else None


def _side(rows: Sequence[PrintedRow], middle: float, *, left: bool) -> Iterator[PrintedRow]:
    for row in rows:
        runs = [run for run in row.runs if (run.x < middle) == left]
        if runs:
            largest = max(runs, key=lambda run: run.size)
            yield PrintedRow(largest.y, largest.size, runs)


def _is_wordy(rows: Sequence[PrintedRow], middle: float, *, left: bool) -> bool:
    texts = [" ".join(run.text for run in row.runs) for row in _side(rows, middle, left=left)]
    wordy = [
        text
        for text in texts
        if len(text.split()) >= _FEWEST_WORDS and sum(map(str.isalpha, text)) >= _FEWEST_LETTERS
    ]
    return len(wordy) >= _WORDY * len(texts)
