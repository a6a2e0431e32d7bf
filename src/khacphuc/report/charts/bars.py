"""Draws bars from zero: panels in, a picture out. Each panel has its own axis, for a unit of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, INK, LEADING, QUIET, WIDTH, Canvas, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence


_EDGE: Final = 2
_BAR: Final = 15
_ROOM_BELOW: Final = 8
_BETWEEN: Final = 24
_PANEL_GAP: Final = 12
_OVERSHOOT: Final = 3
_LABEL_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: what it is, how long, what is written at its end, and whether it falls short."""

    label: str
    value: float
    text: str
    falls_short: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that share an axis, from top to bottom.

    ``line`` is a value every bar is measured against: it is drawn across each.
    """

    bars: tuple[ChartBar, ...]
    title: str = ""
    line: float | None = None


def draw_bars(panels: Sequence[Panel], *, salt: str) -> str:
    """Draw panels, two beside each other where there are several.

    Args:
        panels: each with an axis of its own, from zero.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there is no bar, or one is below zero.
        DocumentError: the typeface lacks a letter.
    """
    with Canvas() as canvas:
        return canvas.save(draw_on(canvas, panels, 0), salt=salt)


def draw_on(canvas: Canvas, panels: Sequence[Panel], top: float) -> float:
    """Draw panels below a place; the place below them."""
    bars = [bar for panel in panels for bar in panel.bars]
    if not bars or not all(panel.bars for panel in panels) or min(bar.value for bar in bars) < 0:
        raise ValueError("a chart needs at least one bar in every panel, and none below zero")
    beside = min(len(panels), 2)
    room = (WIDTH - 2 * _EDGE - _BETWEEN * (beside - 1)) / beside
    lefts = [_EDGE + column * (room + _BETWEEN) for column in range(beside)]
    for first in range(0, len(panels), beside):
        row = panels[first : first + beside]
        top = _panels_beside(canvas, row, lefts, room, top=top + (_PANEL_GAP if first else 0))
    return top


def _panels_beside(
    canvas: Canvas, panels: Sequence[Panel], lefts: Sequence[float], room: float, *, top: float
) -> float:
    """Panels beside each other; their first bars stand level, and so do the others."""
    titles = [wrap(panel.title, room, bold=True) if panel.title else [] for panel in panels]
    for title, left in zip(titles, lefts, strict=False):
        canvas.write(title, left, top, bold=True)
    top += max(len(title) for title in titles) * LEADING + (GAP if any(titles) else 0)
    axes = [_Axis(canvas, panel, left, room) for panel, left in zip(panels, lefts, strict=False)]
    for index in range(max(len(panel.bars) for panel in panels)):
        level = [(axis, axis.panel.bars[index]) for axis in axes if index < len(axis.panel.bars)]
        labels = [wrap(bar.label, room) for _, bar in level]
        ends = [_end(bar, room) for _, bar in level]
        bars_top = top + max(map(len, labels)) * LEADING + _LABEL_GAP
        height = max(_BAR, max(map(len, ends)) * LEADING)
        for (axis, bar), label, end in zip(level, labels, ends, strict=True):
            canvas.write(label, axis.left, bars_top - _LABEL_GAP - len(label) * LEADING)
            axis.draw(bar, end, bars_top + height / 2)
        top = bars_top + height + _ROOM_BELOW
    return top


def _end(bar: ChartBar, room: float) -> list[str]:
    """What is written behind a bar, on half the room at most: the other half is the bar's."""
    return wrap(bar.text, room / 2)


class _Axis:
    """A panel on its room: points for one of its unit, so that every bar and the words behind it fit."""

    def __init__(self, canvas: Canvas, panel: Panel, left: float, room: float) -> None:
        self.panel, self.left = panel, left
        self._canvas = canvas
        largest = max(*(bar.value for bar in panel.bars), panel.line or 0) or 1
        # at least a thousandth of the longest: an empty bar would ask for an endless axis
        reaches = [max(bar.value, panel.line or 0, largest / 1000) for bar in panel.bars]
        ends = [max(text_width(line) for line in _end(bar, room)) for bar in panel.bars]
        self._scale = min((room - 2 * GAP - end) / reach for end, reach in zip(ends, reaches, strict=True))

    def draw(self, bar: ChartBar, end: list[str], middle: float) -> None:
        """Draw a bar around a height, and write its end behind it."""
        upper, lower = middle - _BAR / 2, middle + _BAR / 2
        self._canvas.bar(self.left, upper, bar.value * self._scale, _BAR, hatched=bar.falls_short)
        self._canvas.rule([self.left] * 2, [upper - 1, lower + 1], colour=QUIET)
        reached = bar.value
        if self.panel.line is not None:
            at = self.left + self.panel.line * self._scale
            for colour, weight in (("white", 4.5), (INK, 2)):  # visible on a dark bar too
                ends = [upper - _OVERSHOOT, lower + _OVERSHOOT]
                self._canvas.rule([at] * 2, ends, colour=colour, weight=weight)
            reached = max(reached, self.panel.line)
        # what is written never stands on the line: always past it
        self._canvas.write(end, self.left + reached * self._scale + GAP, middle - len(end) * LEADING / 2)
