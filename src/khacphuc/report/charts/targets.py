"""Draws the targets of a year: a mark for each, and the parts that have figures against their thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.report.charts.bars import Panel, draw_on
from khacphuc.report.charts.drawing import GAP, INK, LEADING, QUIET, WIDTH, Canvas, wrap
from khacphuc.report.charts.key import draw_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.charts.bars import ChartBar
    from khacphuc.report.charts.drawing import Sign

_PITCH: Final = 19
_EDGE: Final = 9
_KEY: Final = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """So many things in one state, how that state is marked, and what it is called."""

    count: int
    mark: Sign
    name: str


def draw_targets(
    title: str, tallies: Sequence[Tally], bars: Sequence[ChartBar], key: str, *, salt: str
) -> str:
    """Draw a mark a target in their order, and the bars of parts below them.

    Args:
        title: what the marks say together.
        tallies: how many targets are in each state.
        bars: each as a share of its threshold, so that 1 is the threshold; may be empty.
        key: what the line across the bars is.
        salt: makes the ids inside the SVG.

    Raises:
        ValueError: there are neither targets nor bars.
        DocumentError: the typeface lacks a letter.
    """
    marks = [tally.mark for tally in tallies for _ in range(tally.count)]
    if not marks and not bars:
        raise ValueError("a chart of targets needs a target or a part with a figure")
    with Canvas() as canvas:
        top = canvas.write(wrap(title, WIDTH - 2 * GAP, bold=True), 2, 0, bold=True) if marks else 0
        in_a_line = int((WIDTH - 2 * _EDGE) // _PITCH) + 1
        for place, mark in enumerate(marks):
            row, column = divmod(place, in_a_line)
            canvas.mark(mark, _EDGE + column * _PITCH, top + (row + 0.6) * _PITCH, size=12)
        top += -(-len(marks) // in_a_line) * _PITCH + GAP
        top = draw_key(canvas, [(tally.mark, tally.name) for tally in tallies if tally.count], top)
        if bars:
            top = draw_on(canvas, [Panel(tuple(bars), line=1)], top + GAP)
            canvas.rule([_KEY] * 2, [top, top + LEADING - 1], colour=INK, weight=2)
            top = canvas.write(wrap(key, WIDTH - 4 * GAP), _KEY + GAP, top, colour=QUIET)
        return canvas.save(top + 2, salt=salt)
