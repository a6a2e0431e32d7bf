"""Draws what became of things month by month: a row each, a column a month, a sign where one is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, LEADING, QUIET, WIDTH, Canvas, text_width, wrap
from khacphuc.report.charts.key import draw_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.report.charts.drawing import Sign

_EDGE: Final = 2
_PADDING: Final = 4
_NARROWEST: Final = 22
"""Points a month needs: three letters in a typeface of 12 points."""
_MOST_LINES: Final = 2
"""Of a label; the table beside the chart has it whole."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One thing: what it is called, and its sign in each month of which something is known."""

    label: str
    signs: Mapping[str, Sign]


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Rows that belong together, below a heading."""

    heading: str
    rows: tuple[GridRow, ...]


def draw_month_grid(
    groups: Sequence[GridGroup],
    months: Mapping[str, str],
    key: Sequence[tuple[Sign, str]],
    *,
    salt: str,
) -> str:
    """Draw a grid.

    Args:
        groups: in their order.
        months: what stands above the column of each, in order; twelve at most.
        key: each sign with what it stands for.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there is no row or no month.
        DocumentError: the typeface lacks a letter.
    """
    if not months or not any(group.rows for group in groups):
        raise ValueError("a grid needs a row and a month")
    room = WIDTH - _EDGE - _NARROWEST * len(months) - GAP
    columns = {month: WIDTH - _NARROWEST * (len(months) - place - 0.5) for place, month in enumerate(months)}
    with Canvas() as canvas:
        for month, name in months.items():
            canvas.write([name], columns[month] - text_width(name) / 2, 0, colour=QUIET)
        top = LEADING + _PADDING
        for group in groups:
            canvas.rule([_EDGE, WIDTH - _EDGE], [top, top], colour=QUIET, weight=0.6)
            heading = wrap(group.heading, WIDTH - 2 * _EDGE, bold=True)
            top = canvas.write(heading, _EDGE, top + _PADDING / 2, bold=True)
            for row in group.rows:
                below = canvas.write(_label(row.label, room), _EDGE, top)
                for month, sign in row.signs.items():
                    if month in columns:
                        canvas.mark(sign, columns[month], top + LEADING / 2, size=9)
                top = below + _PADDING
        return canvas.save(draw_key(canvas, key, top + GAP) + 2, salt=salt)


def _label(text: str, room: float) -> list[str]:
    lines = wrap(text, room)
    if len(lines) <= _MOST_LINES:
        return lines
    words = " ".join(lines).split(" ")
    while words:
        words.pop()
        lines = wrap(f"{' '.join(words)}…", room)
        if len(lines) <= _MOST_LINES:
            break
    return lines[:_MOST_LINES]
