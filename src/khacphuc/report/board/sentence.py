"""Sentences of the catalogue with nodes in the place of their names, and the cells of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.report.document import nodes
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from khacphuc.report.cells import Cell

_NAME = re.compile(r"\{(\w+)\}")


def sentence(template: str, **parts: nodes.Inline | Cell | str) -> Cell:
    """A sentence as nodes.

    Args:
        template: with names in braces.
        parts: what stands in the place of each name: words, a node, or several.

    Raises:
        KeyError: a name has no part.

    >>> nodes.plain(sentence("Có {count} báo cáo.", count=nodes.Text(text="05")))
    'Có 05 báo cáo.'
    """
    cell: list[nodes.Inline] = []
    # re.split gives words and names in turn
    for place, piece in enumerate(_NAME.split(template)):
        part = parts[piece] if place % 2 else piece
        if isinstance(part, str):
            cell += [nodes.Text(text=part)] if part else []
        elif isinstance(part, tuple):
            cell += part
        else:
            cell.append(part)
    return tuple(cell)


def in_paragraph(template: str, **parts: nodes.Inline | Cell | str) -> nodes.Paragraph:
    """The same as a paragraph."""
    return nodes.Paragraph(children=sentence(template, **parts))


def cell(value: Any) -> Cell:
    """Words, a node, or a day as documents print it; nothing for what is not there."""
    if isinstance(value, nodes.Text | nodes.CitedValue):
        return (value,)
    if pd.isna(value):
        return ()
    text = format_date(value.date()) if isinstance(value, pd.Timestamp) else str(value)
    return (nodes.Text(text=text),) if text else ()
