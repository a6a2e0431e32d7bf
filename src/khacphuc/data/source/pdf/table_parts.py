"""The tables of a PDF's pages in, their cells as parts out; a table goes on over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.source.grid_heads import CellWords, read_heads
from khacphuc.data.source.parts import TextPart
from khacphuc.data.source.pdf.lines import to_line, to_rows
from khacphuc.data.source.pdf.paragraphs import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.data.source.pdf.tables import RuledCell, RuledTable

_SAME_EDGE = 4.0  # points: the columns of one table on two pages differ by less
_PADDING = 2.0  # points: letters stand this far from the edge of their cell, at least


class TableWriter:
    """Numbers the tables of a document, and knows which goes on on the next page."""

    def __init__(self) -> None:
        self._number = 0
        self._rows = 0
        self._edges: tuple[float, ...] = ()
        self._head: list[CellWords] = []

    def parts(self, table: RuledTable, *, begins_page: bool) -> list[TextPart]:
        """The cells of a table that have words, row by row.

        Args:
            table: a table of a page.
            begins_page: whether nothing stands above it, so that it may go on with the one before.
        """
        texts = [_paragraphs(cell) for cell in table.cells]
        cells = [
            CellWords(cell.row + 1, cell.column + 1, cell.rows, cell.columns, " ".join(text))
            for cell, text in zip(table.cells, texts, strict=True)
        ]
        goes_on = begins_page and self._number > 0 and _have_same_edges(table.edges, self._edges)
        repeats = goes_on and bool(self._head) and _words(cells, 1) == _words(self._head, 1)
        before = self._head if goes_on and not repeats else []
        depth = _head_rows(before)
        moved = [cell._replace(row=cell.row + depth) for cell in cells]
        by_place = read_heads([*before, *moved], depth)
        heads = [by_place[cell.row, cell.column] for cell in moved]
        # the head of a table is printed again on each of its pages
        skipped = _head_rows(cells) if repeats else 0
        if not goes_on:
            self._number += 1
            self._rows = 0
            has_head = any(head.column for head in heads)
            self._head = [cell for cell in cells if has_head and cell.row <= _head_rows(cells)]
        self._edges = table.edges
        parts = [
            TextPart(
                paragraph, "cell", number=len(paragraph) * head.is_index, row_head=head.row,
                column_head=head.column, table=self._number, row=self._rows + cell.row - skipped,
                column=cell.column,
            )
            for cell, text, head in zip(cells, texts, heads, strict=True)
            for paragraph in text
            if cell.row > skipped
        ]  # fmt: skip
        self._rows += max((cell.row + cell.rows - 1 for cell in cells), default=0) - skipped
        return parts


def _paragraphs(cell: RuledCell) -> list[str]:
    lines = [line for line in map(to_line, to_rows(cell.runs)) if line.text]
    if not lines:
        return []
    padding = max(min(line.x for line in lines) - cell.left, _PADDING)
    return join_lines(lines, cell.right - padding)


def _have_same_edges(edges: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return len(edges) == len(others) and all(
        abs(edge - other) <= _SAME_EDGE for edge, other in zip(edges, others, strict=True)
    )


def _words(cells: list[CellWords], row: int) -> list[str]:
    return [cell.text for cell in cells if cell.row == row]


def _head_rows(cells: Sequence[CellWords]) -> int:
    """How many rows the cells of the first one reach down to: as many may be its head."""
    return max((cell.rows for cell in cells if cell.row == 1), default=0)
