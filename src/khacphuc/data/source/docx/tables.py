"""A table of Word's in, its cells out: their places, how far they reach, nothing that was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.data.source.docx.xml import MARKUP_COMPATIBILITY, chosen, toggle, value, w, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.source.docx.xml import Element

TRANSPARENT: Final = {
    w("sdt"), w("sdtContent"), w("customXml"), w("smartTag"), w("ins"), w("moveTo"),
}  # fmt: skip
"""Elements that stand around others and change nothing about them."""

_WIDEST: Final = 63  # columns of a table, as many as Word knows


class GridCell(NamedTuple):
    """A cell of a table: its place from 1, how many rows and columns it covers, its element."""

    row: int
    column: int
    rows: int
    columns: int
    element: Element


class Grid(NamedTuple):
    """The cells of a table in order, and how many of its rows the file calls its head."""

    cells: list[GridCell]
    head_rows: int


def read_grid(table: Element) -> Grid:
    """Find the cells of a table (``w:tbl``); deleted and hidden rows are none of its rows."""
    cells: list[GridCell] = []
    reaching: dict[int, int] = {}  # column to the index of the cell that reaches down there
    head_rows = row = 0
    for element in through(table, w("tr")):
        properties = element.find(w("trPr"))
        if properties is not None and (properties.find(w("del")) is not None or toggle(properties, "hidden")):
            continue
        row += 1
        if toggle(properties, "tblHeader") and head_rows == row - 1:
            head_rows = row
        column = 1 + min(whole(value(properties, "gridBefore")) or 0, _WIDEST)
        for cell in through(element, w("tc")):
            look = cell.find(w("tcPr"))
            columns = min(max(whole(value(look, "gridSpan")) or 1, 1), _WIDEST)
            merge = look.find(w("vMerge")) if look is not None else None
            goes_on = merge is not None and merge.get(w("val"), "continue") == "continue"
            if _is_deleted(look):
                continue
            if value(look, "hMerge") == "continue" and cells and cells[-1].row == row:
                cells[-1] = cells[-1]._replace(columns=cells[-1].columns + columns)
            elif goes_on and column in reaching:
                above = reaching[column]
                cells[above] = cells[above]._replace(rows=row - cells[above].row + 1)
            else:
                reaching.pop(column, None)
                if merge is not None:
                    reaching[column] = len(cells)
                cells.append(GridCell(row, column, 1, columns, cell))
            column += columns
    return Grid(cells, head_rows)


def through(parent: Element, tag: str) -> Iterator[Element]:
    """The children of a kind, those within content controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT:
            yield from through(child, tag)
        elif child.tag == f"{MARKUP_COMPATIBILITY}AlternateContent" and (form := chosen(child)) is not None:
            yield from through(form, tag)


def _is_deleted(look: Element | None) -> bool:
    return look is not None and look.find(w("cellDel")) is not None
