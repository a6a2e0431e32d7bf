"""Draws events on a line of time, from top to bottom: true to the day, labels apart where days crowd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, INK, LEADING, QUIET, WIDTH, Canvas, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.charts.drawing import Mark, Picture

_AXIS: Final = 62
_MARK: Final = 104
_LABEL: Final = _MARK + 10
_BETWEEN: Final = 5
_LEAST_HEIGHT: Final = 150
_MARGIN: Final = LEADING / 2 + 1
_TICK_ROOM: Final = LEADING + 4
_LAST_PADDED_MONTH: Final = 2  # as the office prints dates: see ``report.words.long_date``
_MONTHS: Final = 12
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
"""Months from one tick to the next: parts or multiples of a year, so that ticks fall on its beginning."""
_SHAPES: Final[tuple[Mark, ...]] = (
    "full",
    "open square",
    "diamond",
    "down",
    "square",
    "open diamond",
    "empty",
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day: the day as it is printed, what it was, and of which kind."""

    day: date
    printed: str
    text: str
    kind: str


def draw_timeline(events: Sequence[Event], *, salt: str) -> Picture:
    """Draw events in their order of time; kinds differ by shape, the most frequent first.

    Args:
        events: in any order.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there is no event.
        DocumentError: the typeface lacks a letter.
    """
    if not events:
        raise ValueError("a line of time needs at least one day")
    ordered = sorted(events, key=lambda event: event.day)
    kinds = list(dict.fromkeys(event.kind for event in ordered))
    kinds.sort(key=lambda kind: -sum(event.kind == kind for event in ordered))
    beside = max(text_width(event.printed, bold=True) for event in ordered) + GAP
    labels = [wrap(event.text, WIDTH - _LABEL - beside - 2) for event in ordered]
    heights = [len(label) * LEADING + _BETWEEN for label in labels]
    span = _Span(ordered[0].day, ordered[-1].day, max(sum(heights), _LEAST_HEIGHT))
    with Canvas() as canvas:
        _draw_axis(canvas, span)
        places = spread([span.at(event.day) - LEADING / 2 for event in ordered], heights, 0, span.bottom)
        for event, label, place in zip(ordered, labels, places, strict=True):
            at, middle = span.at(event.day), place + LEADING / 2
            canvas.rule([_AXIS, _AXIS + 12, _MARK], [at, at, middle], colour=QUIET, weight=0.8)
            canvas.mark(_SHAPES[kinds.index(event.kind) % len(_SHAPES)], _MARK, middle, size=8)
            canvas.write([event.printed], _LABEL, place, bold=True)
            canvas.write(label, _LABEL + beside, place)
        return canvas.save(span.bottom, salt=salt)


class _Span:
    """The whole months around two days, on so many points of paper."""

    def __init__(self, first: date, last: date, height: float) -> None:
        self._first, self._last = _months(first), _months(last) + 1
        self._begin, self._end = _month(self._first), _month(self._last)
        self._height = height

    @property
    def bottom(self) -> float:
        """Where the picture ends: half a line below the axis, as it begins half a line above."""
        return self._height + 2 * _MARGIN

    def at(self, day: date) -> float:
        """Where a day stands."""
        return _MARGIN + (day - self._begin).days / (self._end - self._begin).days * self._height

    def ticks(self) -> list[tuple[float, str]]:
        """Beginnings of months or years, as many as there is room for: where, and in words."""
        room = self._height / (self._last - self._first)
        step = next(step for step in _STEPS if step * room >= _TICK_ROOM)
        months = [month for month in range(self._first, self._last + 1) if month % step == 0]
        return [(self.at(_month(month)), _format_tick(month, step)) for month in months]


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where labels begin, each as near to where it is wanted as the others let it.

    Args:
        wanted: where each would begin, ascending.
        heights: how high each is.
        top: where the first may begin.
        bottom: where the last must end; all fit between the two.

    >>> spread([0, 1, 50], [10, 10, 10], 0, 60)
    [0, 10, 50]
    """
    places: list[float] = []
    free = top
    for place, height in zip(wanted, heights, strict=True):
        places.append(max(place, free))
        free = places[-1] + height
    limit = bottom
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit - heights[index])
        limit = places[index]
    return places


def _draw_axis(canvas: Canvas, span: _Span) -> None:
    canvas.rule([_AXIS] * 2, [_MARGIN, span.bottom - _MARGIN], colour=INK, weight=1.4)
    for at, label in span.ticks():
        canvas.rule([_AXIS - 5, _AXIS], [at, at], colour=INK)
        canvas.write([label], _AXIS - 9, at - LEADING / 2, colour=QUIET, align="right")


def _months(day: date) -> int:
    """The month of a day, counted from year 0."""
    return day.year * _MONTHS + day.month - 1


def _month(number: int) -> date:
    """The first day of a month counted from year 0."""
    return date(number // _MONTHS, number % _MONTHS + 1, 1)


def _format_tick(number: int, step: int) -> str:
    """``3/2021``, as dates are printed; the year alone where ticks are whole years apart."""
    year, month = number // _MONTHS, number % _MONTHS + 1
    if step >= _MONTHS:
        return str(year)
    return f"{month:02}/{year}" if month <= _LAST_PADDED_MONTH else f"{month}/{year}"
