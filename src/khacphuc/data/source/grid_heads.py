"""The heads of a table's rows and columns, for each of its cells. Pure; for every kind of file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_BETWEEN: Final = " / "
_LETTER: Final = re.compile(r"[^\W\d_]")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_INDEX: Final = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)]?")
# a row under the head that numbers the columns: (1), 2, A, 4=2/3
_COLUMN_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}|[A-Z])(?:\s*=[^)]*)?\)?")
_ROW_NUMBERS: Final = re.compile(r"(?:s?tt|số\s*tt|số thứ tự|no\.?)", re.IGNORECASE)
_DEEPEST: Final = 10  # rows of a head; what reaches further down is a table made to be slow
_WIDEST: Final = 64  # columns that are looked at for the head of a row; Word knows 63
_FEW: Final = 2


class CellWords(NamedTuple):
    """A cell: its place from 1, how many rows and columns it covers, its words."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Heads:
    """The words at the head of a cell's row and column, and whether it only numbers its row or column."""

    row: str = ""
    column: str = ""
    is_index: bool = False


def read_heads(cells: Sequence[CellWords], head_rows: int = 0) -> dict[tuple[int, int], Heads]:
    """Find the heads of each cell.

    Args:
        cells: of one table; a cell over several rows or columns once.
        head_rows: how many rows the file says are the head; 0 where it does not say.

    Returns:
        The heads of each cell by its row and column. A table of one row, or one that begins with numbers,
        has no heads of columns.

    >>> table = [("", "Nam", "Nữ"), ("Xã A", "4", "5")]
    >>> cells = [CellWords(r, c, 1, 1, x) for r, row in enumerate(table, 1) for c, x in enumerate(row, 1)]
    >>> read_heads(cells)[2, 3]
    Heads(row='Xã A', column='Nữ', is_index=False)
    """
    rows = max((cell.row for cell in cells), default=0)
    top = _head_rows(cells, rows, head_rows)
    grid = dict(_places(cells, rows, top))
    numbering = {row for row in range(1, rows + 1) if _numbers_columns(cells, row, top)}
    index_column = _index_column(cells, grid, top, numbering)
    heads = {}
    for cell in cells:
        if cell.row in numbering:
            heads[cell.row, cell.column] = Heads(is_index=True)
            continue
        if cell.row <= top:
            heads[cell.row, cell.column] = Heads()
            continue
        is_index = cell.column == index_column and bool(_INDEX.fullmatch(cell.text.strip()))
        heads[cell.row, cell.column] = Heads(
            row=_row_head(grid, cell, index_column),
            column=_column_head(grid, cell, [row for row in range(1, top + 1) if row not in numbering]),
            is_index=is_index,
        )
    return heads


def _places(cells: Iterable[CellWords], rows: int, top: int) -> Iterator[tuple[tuple[int, int], CellWords]]:
    """Every place a cell covers, as far as it is looked at for heads: all of the head, below it the left."""
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.rows, rows + 1)):
            end = cell.column + cell.columns
            for column in range(cell.column, end if row <= top else min(end, _WIDEST)):
                yield (row, column), cell


def _head_rows(cells: Sequence[CellWords], rows: int, stated: int) -> int:
    """How many rows are the head: as the file says, else the first, and those its cells reach down to."""
    if stated:
        return min(stated, rows, _DEEPEST)
    first = [cell for cell in cells if cell.row == 1]
    if rows < _FEW or len(first) < _FEW or any(_is_number(cell.text) for cell in first):
        return 0
    reach = max(cell.rows for cell in first)
    if reach == 1 and any(cell.columns > 1 for cell in first):  # divided below
        second = [cell.text for cell in cells if cell.row == _FEW]
        reach = _FEW if second and not any(map(_is_number, second)) else reach
    return min(reach, rows - 1, _DEEPEST)


def _is_number(text: str) -> bool:
    text = text.strip()
    return bool(text) and not _LETTER.search(text) and not _YEAR.fullmatch(text)


def _numbers_columns(cells: Iterable[CellWords], row: int, top: int) -> bool:
    """Whether a row right under the head, or its last one, only numbers the columns."""
    if not top or row not in {top, top + 1}:
        return False
    texts = [cell.text.strip() for cell in cells if cell.row == row and cell.text.strip()]
    if len(texts) <= _FEW:
        return False
    numbers = [int(match[0]) for text in texts if (match := re.search(r"\d+", text))]
    return (
        all(map(_COLUMN_NUMBER.fullmatch, texts))
        and len(numbers) > 1
        and all(later == number + 1 for number, later in pairwise(numbers))
    )


def _index_column(
    cells: Sequence[CellWords], grid: Mapping[tuple[int, int], CellWords], top: int, numbering: set[int]
) -> int | None:
    """The first column, where it numbers the rows: 1, 2, 3 or by its head."""
    head = grid.get((1, 1))
    if top and head is not None and _ROW_NUMBERS.fullmatch(head.text.strip()):
        return 1
    first = [cell for cell in cells if cell.column == 1 and cell.row > top and cell.row not in numbering]
    numbers = [
        int(match[1])
        for cell in first
        if (match := _INDEX.fullmatch(cell.text.strip())) and match[1].isdecimal()
    ]
    return 1 if len(numbers) >= _FEW and numbers == list(range(1, len(numbers) + 1)) else None


def _row_head(grid: Mapping[tuple[int, int], CellWords], cell: CellWords, index_column: int | None) -> str:
    """The first words left of a cell, after those of a group of rows it stands in."""
    words: list[str] = []
    for column in range(1, min(cell.column, _WIDEST)):
        left = grid.get((cell.row, column))
        if left is None or left.column == index_column or not _LETTER.search(left.text):
            continue
        if left.text not in words:
            words.append(left.text)
        if left.rows == 1:
            break
    return _BETWEEN.join(words)


def _column_head(grid: Mapping[tuple[int, int], CellWords], cell: CellWords, rows: list[int]) -> str:
    """The words above a cell, from the outermost in."""
    words: list[str] = []
    for row in rows:
        above = grid.get((row, cell.column))
        if above is not None and above.text and above.text not in words:
            words.append(above.text)
    return _BETWEEN.join(words)
