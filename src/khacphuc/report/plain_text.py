"""Blocks in plain words, as a terminal shows them.

A table stands in columns where they fit, else row by row with a line for each cell.
"""

from __future__ import annotations

import textwrap
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
# behind these no sign parts a line of a cell from the next
_ENDS: Final = (".", ",", ";", ":", "!", "?", "…")
# a person reads no more of a table in a terminal
_MOST_ROWS: Final = 200


def to_text(block: nodes.Heading | nodes.Paragraph | nodes.ItemList | nodes.Table | nodes.Figure) -> str:
    """Print a block of a body."""
    match block:
        case nodes.Heading():
            return f"{'#' * block.level} {block.label} {_line_of(block.children)}".replace("  ", " ")
        case nodes.ItemList():
            signs = (f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1))
            return "\n".join(f"{sign} {_item(item)}" for sign, item in zip(signs, block.items, strict=True))
        case nodes.Table():
            return _table(block)
        case nodes.Figure():
            caption = nodes.plain(block.caption)
            return block.alt if block.alt.startswith(caption) else f"{caption}\n{block.alt}"
    return printable(nodes.plain(block))


def _item(item: tuple[nodes.Block, ...]) -> str:
    return textwrap.indent("\n".join(map(nodes.plain, item)), "  ").strip()


def _table(table: nodes.Table) -> str:
    rows = [[_line_of(cell) for cell in row] for row in table.rows[:_MOST_ROWS]]
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
        lines += _wrapped(*first, indent="")
        for name, cell in rest:
            if cell:
                lines += _wrapped(name, cell, indent="    ")
    return lines


def _wrapped(name: str, cell: str, indent: str) -> list[str]:
    """A cell with its name; what does not fit the line goes on below, further in."""
    line = f"{indent}{name}: {cell}"
    if len(line) <= _LINE and line.isprintable() and not line.endswith(" "):  # as most do: to wrap takes long
        return [line]
    return textwrap.wrap(
        f"{name}: {cell}",
        _LINE,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _line_of(cell: tuple[nodes.Inline, ...]) -> str:
    """The lines of a cell in one: what stands below each other is parted by a sign."""
    text = "".join("\n" if isinstance(node, nodes.Break) else nodes.plain(node) for node in cell)
    lines = [" ".join(printable(line).split()) for line in text.splitlines()]
    joined = ""
    for line in filter(None, lines):
        between = " " if joined.endswith(_ENDS) else "; "
        joined = f"{joined}{between}{line}" if joined else line
    return joined


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
