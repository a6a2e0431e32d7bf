"""Charts: bars from zero, labelled where they stand, the same bytes every time."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khacphuc.fonts import register_matplotlib

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_IN = 6.3
"""Inches: the width of the text of an A4 page with the form's margins."""

# all in points, from the top left corner; characters in a line
_WIDTH = WIDTH_IN * 72
_SIZE, _LEADING, _PADDING, _BAR_HEIGHT, _GAP, _HEAD = 11, 14, 14, 17, 6, 20
_LABEL_LINE, _TEXT_LINE = 34, 24
_INK, _BAR, _SHORT, _MUTED = "#1a1a1a", "#2f5d8a", "#b5651d", "#5a5a5a"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, what is written at its end, and whether it falls short."""

    label: str
    value: float
    text: str
    falls_short: bool = False


def bars_svg(bars: Sequence[Bar], *, salt: str, line: tuple[float, str] | None = None) -> str:
    """Horizontal bars as SVG.

    Args:
        bars: from top to bottom; values from zero up, all in one unit.
        salt: makes the ids inside the SVG; the same salt and bars give the same bytes.
        line: a threshold every bar is measured against, and its label. Bars that fall short of it are
            hatched too, so that colour is not the only sign.

    Raises:
        ValueError: there is no bar, or one is negative.
    """
    import matplotlib as mpl  # noqa: PLC0415 - slow, and only charts need it

    figure = bars_figure(bars, line=line)
    stream = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": salt, "hatch.linewidth": 0.8}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def bars_png(bars: Sequence[Bar], *, line: tuple[float, str] | None = None) -> bytes:
    """The same bars as PNG, for Word."""
    stream = io.BytesIO()
    bars_figure(bars, line=line).savefig(stream, format="png", dpi=200, metadata={"Software": None})
    return stream.getvalue()


def bars_figure(bars: Sequence[Bar], *, line: tuple[float, str] | None = None) -> Figure:
    """Draw what ``bars_svg`` writes."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    if not bars or min(bar.value for bar in bars) < 0:
        raise ValueError("a bar chart needs at least one bar, and none below zero")
    labels = [textwrap.fill(bar.label, _LABEL_LINE) for bar in bars]
    texts = [textwrap.fill(bar.text, _TEXT_LINE) for bar in bars]
    settings: dict[Any, Any] = {"font.family": register_matplotlib(), "font.size": _SIZE}
    with mpl.rc_context(settings | {"text.parse_math": False}):
        head = _HEAD if line else 0
        centres, bottom = _rows(labels, texts, head)
        figure = Figure(figsize=(WIDTH_IN, bottom / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, _WIDTH), ylim=(bottom, 0))
        axes.axis("off")
        left, right = max(map(_width, labels)) + _GAP + 2, _WIDTH - max(map(_width, texts)) - 2 * _GAP
        scale = (right - left) / (max(*(bar.value for bar in bars), line[0] if line else 0) or 1)
        threshold = left + line[0] * scale if line else None
        for bar, label, text, centre in zip(bars, labels, texts, centres, strict=True):
            end = left + bar.value * scale
            # what is written never stands on the line: past it where it would reach it
            over = threshold is not None and end < threshold + _GAP and end + _GAP + _width(text) > threshold
            start = max(end, threshold) if over and threshold is not None else end
            _draw_bar(axes, bar, centre, left, end - left)
            _write(axes, label, left - _GAP, centre, ha="right")
            _write(axes, text, start + _GAP, centre, ha="left")
        axes.plot([left, left], [head, bottom], color=_MUTED, linewidth=0.8)
        if line and threshold is not None:
            axes.plot([threshold] * 2, [head, bottom], color=_INK, linewidth=1.2, dashes=(4, 2))
            half = _width(line[1]) / 2
            middle = min(max(threshold, half + 1), _WIDTH - half - 1)
            _write(axes, line[1], middle, head / 2, ha="center", color=_MUTED)
    return figure


def _rows(labels: list[str], texts: list[str], head: float) -> tuple[list[float], float]:
    """The middle of every row, high enough for its words, and where the last one ends."""
    centres, bottom = [], head
    for label, text in zip(labels, texts, strict=True):
        height = _LEADING * (max(label.count("\n"), text.count("\n")) + 1) + _PADDING
        centres.append(bottom + height / 2)
        bottom += height
    return centres, bottom


def _width(text: str) -> float:
    """How wide the longest line of a text is."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    font = FontProperties()
    return max(
        float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0])
        for words in text.split("\n")
    )


def _draw_bar(axes: Axes, bar: Bar, centre: float, left: float, length: float) -> None:
    colour = _SHORT if bar.falls_short else _BAR
    axes.barh(
        centre,
        length,
        left=left,
        height=_BAR_HEIGHT,
        color="white" if bar.falls_short else colour,
        edgecolor=colour,
        hatch="////" if bar.falls_short else None,
        linewidth=1,
    )


def _write(axes: Axes, text: str, x: float, y: float, *, ha: Any, color: str = _INK) -> None:
    axes.text(x, y, text, ha=ha, va="center_baseline", color=color, linespacing=1.3)
