"""Draws shares month by month: a panel for each row of them, with the thresholds that held in each month."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, INK, LEADING, QUIET, WIDTH, Canvas, text_width, wrap
from khacphuc.report.charts.key import draw_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.charts.drawing import Sign

_BESIDE: Final = 2
_BETWEEN: Final = 26
_HEIGHT: Final = 96
_ROOM_BELOW: Final = 10
_TICK: Final = 4
_INSET: Final = 7
"""Points from the axis to the first month, and from the last one to the end."""
_WHOLE: Final = 100
_STEP: Final = 10
"""Percent: an axis begins at a multiple of it."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share from which on something holds: in which months, and how it is printed."""

    share: float
    printed: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class MonthPanel:
    """Shares of one role, in percent, by the number of their month; a month without any has None."""

    title: str
    shares: tuple[tuple[int, float | None], ...]


def draw_month_lines(
    panels: Sequence[MonthPanel],
    thresholds: Sequence[Threshold],
    key: Sequence[tuple[Sign, str]],
    *,
    salt: str,
) -> str:
    """Draw panels, two beside each other; months without a share are crossed on the axis, never bridged.

    Args:
        panels: all have the same months.
        thresholds: lines drawn across the months in which each holds; they may be none.
        key: what the marks stand for.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there is no share.
        DocumentError: the typeface lacks a letter.
    """
    numbers = [share for panel in panels for _, share in panel.shares if share is not None]
    if not numbers:
        raise ValueError("a chart needs at least one share")
    least = min(*numbers, *(threshold.share for threshold in thresholds), _WHOLE)
    axis = _Axis(least // _STEP * _STEP, thresholds)
    room = (WIDTH - _BETWEEN * (_BESIDE - 1)) / _BESIDE
    top = 0.0
    with Canvas() as canvas:
        for place in range(0, len(panels), _BESIDE):
            row = panels[place : place + _BESIDE]
            titles = [wrap(panel.title, room, bold=True) for panel in row]
            height = max(map(len, titles)) * LEADING
            for column, (panel, title) in enumerate(zip(row, titles, strict=True)):
                left = column * (room + _BETWEEN)
                canvas.write(title, left, top, bold=True)
                axis.draw(canvas, panel, left, left + room, top + height + GAP)
            top += height + GAP + _HEIGHT + LEADING + _ROOM_BELOW
        return canvas.save(draw_key(canvas, key, top) + 2, salt=salt)


class _Axis:
    """The same axes for every panel: percent upwards from ``least``, months to the right."""

    def __init__(self, least: float, thresholds: Sequence[Threshold]) -> None:
        self._least = least
        self._thresholds = thresholds
        ticks = [f"{_WHOLE}%", *(threshold.printed for threshold in thresholds)]
        self._beside = max(map(text_width, ticks)) + GAP

    def draw(self, canvas: Canvas, panel: MonthPanel, left: float, right: float, top: float) -> None:
        """Draw one panel between two edges, below ``top``."""
        months = [month for month, _ in panel.shares]
        begins, ends = left + self._beside, right - (self._beside if self._changes else 2)
        step = (ends - begins - 2 * _INSET) / max(len(months) - 1, 1)
        at = {month: begins + _INSET + place * step for place, month in enumerate(months)}
        bottom = top + _HEIGHT
        canvas.rule([begins, begins], [top, bottom], colour=QUIET)
        canvas.rule([begins, ends], [bottom, bottom], colour=INK)
        self._lines(canvas, at, (begins, ends), (left, right), top)
        for month in months[:: 2 if step < LEADING else 1]:
            width = text_width(str(month))
            canvas.write([str(month)], at[month] - width / 2, bottom + _TICK / 2, colour=QUIET)
        rated = [(month, share) for month, share in panel.shares if share is not None]
        for (month, before), (following, after) in pairwise(rated):
            if following == month + 1:
                ys = [self._height(before, top), self._height(after, top)]
                canvas.rule([at[month], at[following]], ys, colour=INK, weight=1.2)
        for month, share in panel.shares:
            if share is None:
                canvas.mark("dashed", at[month], bottom, size=7)
            else:
                canvas.mark("full", at[month], self._height(share, top), size=6)

    @property
    def _changes(self) -> bool:
        """Whether thresholds of one part of the year are others than those of another."""
        return len({threshold.first for threshold in self._thresholds}) > 1

    def _lines(
        self,
        canvas: Canvas,
        at: dict[int, float],
        plot: tuple[float, float],
        edges: tuple[float, float],
        top: float,
    ) -> None:
        """The thresholds: those of the first months are named on the left, those of the last on the right."""
        first, last = min(at), max(at)
        labels = {"left": [top - LEADING / 2], "right": [top - LEADING / 2]}
        canvas.write([f"{_WHOLE}%"], plot[0] - GAP, labels["left"][0], colour=QUIET, align="right")
        half = (at[last] - at[first]) / max(last - first, 1) / 2
        for threshold in self._thresholds:
            height = self._height(threshold.share, top)
            begins = plot[0] if threshold.first <= first else at[threshold.first] - half
            ends = plot[1] if threshold.last >= last else at[threshold.last] + half
            canvas.rule([begins, ends], [height, height], colour=QUIET, weight=0.7)
            place = height - LEADING / 2
            if threshold.first <= first and place - labels["left"][-1] >= LEADING - 2:
                canvas.write([threshold.printed], plot[0] - GAP, place, colour=QUIET, align="right")
                labels["left"].append(place)
            elif threshold.first > first and place - labels["right"][-1] >= LEADING - 2:
                canvas.write([threshold.printed], edges[1], place, colour=QUIET, align="right")
                labels["right"].append(place)

    def _height(self, share: float, top: float) -> float:
        """Where a share stands."""
        return top + (_WHOLE - share) / (_WHOLE - self._least or _STEP) * _HEIGHT
