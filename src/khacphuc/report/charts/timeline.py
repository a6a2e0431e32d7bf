"""Draws events on a line of time, from top to bottom: true to the day, labels apart where days crowd.

Years in which nothing happened, and which would leave the rest no room, are left out: the line is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, INK, LEADING, QUIET, WIDTH, Canvas, text_width, wrap
from khacphuc.report.charts.key import draw_key
from khacphuc.text.dates import format_month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.report.charts.drawing import Sign

_AXIS: Final = 62
_MARK: Final = 104
_LABEL: Final = _MARK + 10
_BETWEEN: Final = 5
_LEAST_HEIGHT: Final = 150
_MARGIN: Final = LEADING / 2 + 1
_TICK_ROOM: Final = LEADING + 4
_BREAK: Final = 24
_DASH: Final = 4
_LONGEST_GAP: Final = 730
"""Days that may always pass without an event before the line is broken: months are still told apart on it."""
_FAR_LONGER: Final = 4
"""Than the median: documents of every third year are a line of time, one law ten years ago is not."""
_MONTHS: Final = 12
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
"""Months from one tick to the next: parts or multiples of a year, so that ticks fall on its beginning."""
_SHAPES: Final[tuple[Sign, ...]] = (
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


def draw_timeline(events: Sequence[Event], *, salt: str) -> str:
    """Draw events in their order of time; kinds differ by shape, and a key below says which is which.

    The most frequent kinds come first; where there are more of them than shapes, the rest share the last.

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
    shapes = {kind: _SHAPES[min(place, len(_SHAPES) - 1)] for place, kind in enumerate(kinds)}
    parts = periods([event.day for event in ordered])
    least = _LEAST_HEIGHT if len(parts) == 1 else 2 * _TICK_ROOM
    top = 0.0
    with Canvas() as canvas:
        for part in parts:
            if part.start:
                _draw_break(canvas, top - _MARGIN, top + _BREAK + _MARGIN)
                top += _BREAK
            days = ordered[part]
            span = _Span(days[0].day, days[-1].day, top, max(sum(heights[part]), least))
            _draw_axis(canvas, span)
            wanted = [span.at(event.day) - LEADING / 2 for event in days]
            places = spread(wanted, heights[part], span.top, span.bottom)
            for event, label, place in zip(days, labels[part], places, strict=True):
                at, middle = span.at(event.day), place + LEADING / 2
                canvas.rule([_AXIS, _AXIS + 12, _MARK], [at, at, middle], colour=QUIET, weight=0.8)
                canvas.mark(shapes[event.kind], _MARK, middle, size=8)
                canvas.write([event.printed], _LABEL, place, bold=True)
                canvas.write(label, _LABEL + beside, place)
            top = span.bottom
        return canvas.save(draw_key(canvas, _key(shapes), top + GAP) + 2, salt=salt)


def periods(days: Sequence[date]) -> list[slice]:
    """The periods days fall into: between them nothing happened for far longer than it usually did.

    Args:
        days: ascending.

    >>> periods([date(2010, 5, 1), date(2020, 12, 4), date(2021, 3, 3)])
    [slice(0, 1, None), slice(1, 3, None)]
    >>> periods([date(2019, 5, 1), date(2020, 12, 4), date(2021, 3, 3)])
    [slice(0, 3, None)]
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    longest = max(_LONGEST_GAP, _FAR_LONGER * median_low(gaps or [0]))
    begins = [0, *(place for place, gap in enumerate(gaps, start=1) if gap > longest), len(days)]
    return [slice(first, last) for first, last in pairwise(begins)]


def _key(shapes: Mapping[str, Sign]) -> list[tuple[Sign, str]]:
    """Each shape with the kinds it stands for."""
    kinds: dict[Sign, list[str]] = {}
    for kind, shape in shapes.items():
        kinds.setdefault(shape, []).append(kind)
    return [(shape, ", ".join(names)) for shape, names in kinds.items()]


class _Span:
    """The whole months around two days, on so many points of paper."""

    def __init__(self, first: date, last: date, top: float, height: float) -> None:
        self._first, self._last = _months(first), _months(last) + 1
        self._begin, self._end = _month(self._first), _month(self._last)
        self.top, self._height = top, height

    @property
    def bottom(self) -> float:
        """Where it ends: half a line below the axis, as it begins half a line above."""
        return self.top + self._height + 2 * _MARGIN

    def at(self, day: date) -> float:
        """Where a day stands."""
        share = (day - self._begin).days / (self._end - self._begin).days
        return self.top + _MARGIN + share * self._height

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
    canvas.rule([_AXIS] * 2, [span.top + _MARGIN, span.bottom - _MARGIN], colour=INK, weight=1.4)
    for at, label in span.ticks():
        canvas.rule([_AXIS - 5, _AXIS], [at, at], colour=INK)
        canvas.write([label], _AXIS - 9, at - LEADING / 2, colour=QUIET, align="right")


def _draw_break(canvas: Canvas, top: float, bottom: float) -> None:
    """The line where years are left out: dashes."""
    count = int((bottom - top) // (2 * _DASH))
    for dash in range(count):
        begin = top + _DASH / 2 + dash * (bottom - top) / count
        canvas.rule([_AXIS] * 2, [begin, begin + _DASH], colour=QUIET, weight=1.4)


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
    return f"{format_month(month)}/{year}"
