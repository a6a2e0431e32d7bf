"""A table in plain words, as a terminal shows it: in columns where they fit, else a row cell by cell."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from khacphuc.console.progress import printable
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# what terminals and JupyterLab's console show without breaking a line
_LINE: Final = 110
_GAP: Final = "  "
# a person reads no more of a table in a terminal
_MOST_ROWS: Final = 200


def to_text(table: nodes.Table) -> str:
    """Print a table: its caption, its rows, its note."""
    rows = [[_cell(cell) for cell in row] for row in table.rows[:_MOST_ROWS]]
    left = len(table.rows) - len(rows)
    lines = [nodes.plain(table.caption)]
    if rows:
        lines += _grid(table, rows) or _records(table.columns, rows)
    if left:
        lines.append(f"… (+{left})")
    if table.note:
        lines.append(nodes.plain(table.note))
    return "\n".join(line.rstrip() for line in lines if line)


def _grid(table: nodes.Table, rows: Sequence[Sequence[str]]) -> list[str]:
    columns = list(zip(table.columns, *rows, strict=True))
    widths = [max(map(_width, column)) for column in columns]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > _LINE:
        return []
    lines = [_line(row, widths, table.align) for row in (table.columns, *rows)]
    return [lines[0], _GAP.join("-" * width for width in widths), *lines[1:]]


def _line(cells: Iterable[str], widths: Iterable[int], align: Iterable[str]) -> str:
    padded = []
    for cell, width, side in zip_longest(cells, widths, align, fillvalue="left"):
        blanks = " " * (int(width) - _width(str(cell)))
        padded.append(f"{blanks}{cell}" if side == "right" else f"{cell}{blanks}")
    return _GAP.join(padded)


def _records(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = []
    for row in rows:
        first, *rest = zip(columns, row, strict=True)
        lines.append(f"{first[0]}: {first[1]}")
        lines += [f"    {name}: {cell}" for name, cell in rest if cell]
    return lines


def _cell(cell: tuple[nodes.Inline, ...]) -> str:
    return " ".join(printable(nodes.plain(cell)).split())


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
