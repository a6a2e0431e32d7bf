"""Draws the state of shortcomings: for each its criteria, with a mark each, and its classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, LEADING, QUIET, WIDTH, Canvas, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.charts.drawing import Sign

MARKS: Final[dict[str, Sign]] = {
    "achieved": "full",
    "improved": "half",
    "not_achieved": "empty",
    "worse": "down",
    "missing": "dashed",
}
"""How the status of a criterion is marked: by how much of the mark is filled, then by its shape."""

_EDGE: Final = 2
_MARK: Final = 12
_ASPECT: Final = _MARK + 12
_STATUS_ROOM: Final = 152
_STATUS: Final = WIDTH - _EDGE - _STATUS_ROOM
_PADDING: Final = 4
_ROW_GAP: Final = 2


@dataclass(frozen=True, slots=True)
class Criterion:
    """What was looked at, its status (a key of ``MARKS``), and in words that status and what it rests on."""

    aspect: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A shortcoming: its name, its class or classes in words, its criteria."""

    name: str
    classes: tuple[str, ...]
    criteria: tuple[Criterion, ...]


def draw_criteria(shortcomings: Sequence[Shortcoming], *, salt: str) -> str:
    """Draw a row a shortcoming.

    Args:
        shortcomings: in the order of the report.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there is no shortcoming.
        DocumentError: the typeface lacks a letter.
    """
    if not shortcomings:
        raise ValueError("a chart of criteria needs at least one shortcoming")
    with Canvas() as canvas:
        beside = min(
            max(text_width(shortcoming.name, bold=True) for shortcoming in shortcomings), WIDTH * 0.4
        )
        top = 0.0
        for place, shortcoming in enumerate(shortcomings):
            if place:
                canvas.rule([_EDGE, WIDTH - _EDGE], [top, top], colour=QUIET, weight=0.6)
            top = _row(canvas, shortcoming, beside, top + _PADDING) + _PADDING
        return canvas.save(top, salt=salt)


def _row(canvas: Canvas, shortcoming: Shortcoming, beside: float, top: float) -> float:
    below_name = canvas.write(wrap(shortcoming.name, beside, bold=True), _EDGE, top, bold=True)
    for line in shortcoming.classes:
        left = _EDGE + beside + 2 * GAP
        top = canvas.write(wrap(line, WIDTH - _EDGE - left), left, top)
    top = max(below_name, top) + _ROW_GAP
    for criterion in shortcoming.criteria:
        canvas.mark(MARKS[criterion.status], _MARK, top + LEADING / 2, size=9.5)
        aspect = canvas.write(wrap(criterion.aspect, _STATUS - _ASPECT - 2 * GAP), _ASPECT, top)
        top = max(aspect, canvas.write(wrap(criterion.text, _STATUS_ROOM), _STATUS, top)) + _ROW_GAP
    return top
