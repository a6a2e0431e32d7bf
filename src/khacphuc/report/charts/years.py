"""Draws indicators over years as small multiples: a line joins years that may be compared, else a gap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, INK, LEADING, QUIET, WIDTH, Canvas, text_width, wrap
from khacphuc.report.charts.key import draw_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.charts.drawing import Sign

_EDGE: Final = 2
_BESIDE: Final = 2
_BETWEEN: Final = 28
_PANEL_GAP: Final = 14
_HEIGHT: Final = 54
"""Points from zero to the largest value of a panel."""
_MARK: Final = 8
_BREAK: Final = 5
"""Half the height of the two strokes that mark a gap on the axis."""


@dataclass(frozen=True, slots=True)
class YearPoint:
    """The value of a year: what is written at it, and whether a line may lead to it from the year before."""

    year: int
    value: float
    text: str
    is_joined: bool


@dataclass(frozen=True, slots=True)
class YearPanel:
    """One indicator: its points from left to right, in the order of the years."""

    title: str
    points: tuple[YearPoint, ...]


def draw_years(panels: Sequence[YearPanel], *, joined: str, apart: str, salt: str) -> str:
    """Draw panels, two beside each other, each with an axis of its own from zero.

    Args:
        panels: of at least one point each; none is below zero.
        joined: in the key, what a line between two years says.
        apart: in the key, what a gap says; empty where there is none.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there is no panel, an empty one, or a value below zero.
        DocumentError: the typeface lacks a letter.
    """
    if not panels or any(not panel.points for panel in panels):
        raise ValueError("a chart of years needs at least one point in every panel")
    if min(point.value for panel in panels for point in panel.points) < 0:
        raise ValueError("a chart of years begins at zero")
    room = (WIDTH - 2 * _EDGE - _BETWEEN * (_BESIDE - 1)) / _BESIDE
    top = 0.0
    with Canvas() as canvas:
        for first in range(0, len(panels), _BESIDE):
            row = panels[first : first + _BESIDE]
            titles = [wrap(panel.title, room, bold=True) for panel in row]
            above = top + max(map(len, titles)) * LEADING + GAP
            bottoms = []
            for place, (panel, title) in enumerate(zip(row, titles, strict=True)):
                left = _EDGE + place * (room + _BETWEEN)
                canvas.write(title, left, top, bold=True)
                bottoms.append(_panel(canvas, panel, left, room, above))
            top = max(bottoms) + _PANEL_GAP
        signs: dict[Sign, str] = {"full": joined, "open square": apart}
        entries = [(sign, text) for sign, text in signs.items() if text]
        return canvas.save(draw_key(canvas, entries, top) + 2, salt=salt)


def _panel(canvas: Canvas, panel: YearPanel, left: float, room: float, top: float) -> float:
    """One panel below a place; the place below it."""
    points = panel.points
    slot = room / len(points)
    largest = max(point.value for point in points) or 1
    labels = [wrap(point.text, slot) for point in points]
    head = max(map(len, labels)) * LEADING + _MARK
    base = top + head + _HEIGHT
    xs = [left + slot * (place + 0.5) for place in range(len(points))]
    ys = [base - point.value / largest * _HEIGHT for point in points]
    canvas.rule([left, left + room], [base, base], colour=QUIET, weight=0.8)
    for (x, y, _), (later_x, later_y, later) in pairwise(zip(xs, ys, points, strict=True)):
        if later.is_joined:
            canvas.rule([x, later_x], [y, later_y], colour=INK)
        else:  # two strokes across the axis, as where an axis is broken
            middle = (x + later_x) / 2
            for stroke in (middle - 2, middle + 2):
                canvas.rule([stroke - 2, stroke + 2], [base + _BREAK, base - _BREAK], colour=INK)
    for place, (x, y, point, label) in enumerate(zip(xs, ys, points, labels, strict=True)):
        is_apart = place > 0 and not point.is_joined
        canvas.mark("open square" if is_apart else "full", x, y, size=_MARK)
        _centred(canvas, label, x, y - _MARK - len(label) * LEADING)
        _centred(canvas, [str(point.year)], x, base + _BREAK + 2)
    return base + _BREAK + 2 + LEADING


def _centred(canvas: Canvas, lines: list[str], x: float, top: float) -> None:
    """Write lines around a place from left to right."""
    for number, line in enumerate(lines):
        canvas.write([line], x - text_width(line) / 2, top + number * LEADING)
