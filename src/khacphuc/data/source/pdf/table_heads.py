"""The cells of a table in, the words at the head of each one's row and column out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN = " / "
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[\s\d.,/%+–-]+")


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell: its row and column from 1, how many it covers, and its words."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class CellHeads:
    """What stands at the head of a cell's row, and of its column."""

    row: str = ""
    column: str = ""


def find_heads(cells: Sequence[SpannedCell]) -> list[CellHeads]:
    """Find the heads of every cell.

    The first row is the head of the columns unless numbers stand in it, and so are the rows below it that
    its cells cover or divide. The head of a row is its first cell with words, left of the cell.

    Args:
        cells: of one table.

    Returns:
        Theirs, in the same order; a cell of the head has those above it.

    >>> rows = [["TT", "Đơn vị", "Số đội"], ["1", "Xã A", "04"]]
    >>> places = [(row, column) for row in (1, 2) for column in (1, 2, 3)]
    >>> cells = [SpannedCell(row, column, 1, 1, rows[row - 1][column - 1]) for row, column in places]
    >>> find_heads(cells)[-1]
    CellHeads(row='Xã A', column='Số đội')
    """
    last_head = count_head_rows(cells)
    heads = [cell for cell in cells if cell.row <= last_head]
    return [CellHeads(_row_head(cell, cells, last_head), _column_head(cell, heads)) for cell in cells]


def count_head_rows(cells: Sequence[SpannedCell]) -> int:
    """How many of a table's first rows are the heads of its columns."""
    first = [cell for cell in cells if cell.row == 1]
    numbers = [cell for cell in first if _NUMBER.fullmatch(cell.text) and cell.text.strip()]
    if numbers or not any(_LETTER.search(cell.text) for cell in first):
        return 0
    if len(first) == 1:  # a title over the whole table: the heads are below it
        second = [cell for cell in cells if cell.row == 1 + first[0].rows]
        return max((cell.row + cell.rows - 1 for cell in second), default=1)
    last = max(cell.rows for cell in first)
    is_divided = any(cell.columns > 1 for cell in first)
    return max(last, 2) if is_divided else last


def _column_head(cell: SpannedCell, heads: Sequence[SpannedCell]) -> str:
    above = [
        head.text
        for head in heads
        if head.row < cell.row and head.column <= cell.column < head.column + head.columns and head.text
    ]
    return _BETWEEN.join(dict.fromkeys(above))


def _row_head(cell: SpannedCell, cells: Sequence[SpannedCell], last_head: int) -> str:
    if cell.row <= last_head:
        return ""
    left = [
        other
        for other in cells
        if other.column < cell.column
        and other.row <= cell.row < other.row + other.rows
        and _LETTER.search(other.text)
    ]
    return min(left, key=lambda other: other.column).text if left else ""
