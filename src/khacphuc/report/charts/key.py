"""Draws what the marks of a chart stand for, in lines below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.drawing import GAP, LEADING, QUIET, WIDTH, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.report.charts.drawing import Canvas, Sign

_EDGE: Final = 9
_TEXT: Final = 10
_BETWEEN: Final = 18
_SIZE: Final = 8


def draw_key(canvas: Canvas, entries: Iterable[tuple[Sign, str]], top: float) -> float:
    """Draw marks with their words, as many on a line as fit; the place below them.

    Raises:
        DocumentError: the typeface lacks a letter.
    """
    left: float = _EDGE
    for mark, text in entries:
        lines = wrap(text, WIDTH - _EDGE - _TEXT - GAP)
        length = _TEXT + max(map(text_width, lines))
        if left > _EDGE and left + length > WIDTH - GAP:
            left, top = _EDGE, top + LEADING
        canvas.mark(mark, left, top + LEADING / 2, size=_SIZE)
        below = canvas.write(lines, left + _TEXT, top, colour=QUIET)
        if len(lines) > 1:
            left, top = _EDGE, below
        else:
            left += length + _BETWEEN
    return top + (LEADING if left > _EDGE else 0)
