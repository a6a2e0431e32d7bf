"""The rules of a page in, its tables out: which cells they enclose.

Only rules make a table: columns that are merely lined up are read as lines. A frame around a text is no
table, nor is a line under a word.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khacphuc.data.source.pdf.drawing import Run
    from khacphuc.data.source.pdf.rules import Stroke

_SAME = 3.0  # points: edges this near are one
_FEWEST_CELLS = 2
_MOST_RULES = 5_000  # a page that has more is a map or a drawing
_MOST_CELLS = 20_000
_SMALLEST = 6.0  # points: no letter fits into a smaller cell


@dataclass(slots=True)
class RuledCell:
    """A cell: its row and column from 0, how many it covers, its edges and what stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    bottom: float
    right: float
    top: float
    runs: list[Run] = field(default_factory=list)

    def holds(self, run: Run) -> bool:
        """Whether the middle of a run lies in it."""
        middle, height = (run.x + run.end) / 2, run.y + run.size / 4
        return self.left <= middle <= self.right and self.bottom <= height <= self.top


@dataclass(slots=True)
class RuledTable:
    """A table of a page: its edges and its cells, row by row."""

    edges: tuple[float, ...]
    bottom: float
    top: float
    cells: list[RuledCell]


def find_tables(rules: Sequence[Stroke]) -> list[RuledTable]:
    """Find what rules that cross enclose.

    Args:
        rules: horizontal and vertical.
    """
    if len(rules) > _MOST_RULES:
        return []
    flat = _joined([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.is_horizontal])
    upright = _joined([(rule.x0, rule.y0, rule.y1) for rule in rules if not rule.is_horizontal])
    tables = [table for group in _crossing(flat, upright) if (table := _table(*group))]
    return sorted(tables, key=lambda table: -table.top)


Edge = tuple[float, float, float]  # its place across, where it begins, where it ends


def _joined(strokes: Iterable[Edge]) -> list[Edge]:
    """Strokes in one line that touch, made one."""
    joined: list[Edge] = []
    for at, begin, end in sorted(strokes):
        near = len(joined)
        while near and at - joined[near - 1][0] <= _SAME:
            near -= 1
        for index in range(near, len(joined)):
            other, first, last = joined[index]
            if begin <= last + _SAME and end >= first - _SAME:
                joined[index] = (other, min(first, begin), max(last, end))
                break
        else:
            joined.append((at, begin, end))
    return joined


def _crossing(flat: list[Edge], upright: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """The groups of strokes that touch each other."""
    parent = list(range(len(flat) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row, (y, left, right) in enumerate(flat):
        for column, (x, bottom, top) in enumerate(upright, start=len(flat)):
            if left - _SAME <= x <= right + _SAME and bottom - _SAME <= y <= top + _SAME:
                parent[root(row)] = root(column)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for index, stroke in enumerate((*flat, *upright)):
        groups[root(index)][index >= len(flat)].append(stroke)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _table(flat: list[Edge], upright: list[Edge]) -> RuledTable | None:
    xs = _places([x for x, _, _ in upright] + [end for _, left, right in flat for end in (left, right)])
    ys = _places([y for y, _, _ in flat] + [end for _, low, high in upright for end in (low, high)])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or not _FEWEST_CELLS <= rows * columns <= _MOST_CELLS:
        return None
    parent = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while parent[cell] != cell:
            cell = parent[cell]
        return cell

    for row, column in list(parent):
        middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column + 1 < columns and not _has_wall(upright, xs[column + 1], middle_y):
            parent[root((row, column + 1))] = root((row, column))
        if row + 1 < rows and not _has_wall(flat, ys[row + 1], middle_x):
            parent[root((row + 1, column))] = root((row, column))
    areas: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for cell in parent:
        areas[root(cell)].append(cell)
    cells = [_cell(area, xs, ys) for area in areas.values()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(tuple(xs), ys[-1], ys[0], cells) if len(cells) >= _FEWEST_CELLS else None


def _cell(area: list[tuple[int, int]], xs: list[float], ys: list[float]) -> RuledCell:
    first_row, first_column = min(row for row, _ in area), min(column for _, column in area)
    rows = max(row for row, _ in area) - first_row + 1
    columns = max(column for _, column in area) - first_column + 1
    return RuledCell(
        first_row, first_column, rows, columns,
        xs[first_column], ys[first_row + rows], xs[first_column + columns], ys[first_row],
    )  # fmt: skip


def _places(values: Iterable[float]) -> list[float]:
    """Edges in order, those that are nearly the same once."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SMALLEST:
            places.append(value)
    return places


def _has_wall(strokes: list[Edge], at: float, middle: float) -> bool:
    return any(abs(place - at) <= _SMALLEST and begin <= middle <= end for place, begin, end in strokes)
