"""The canvas charts draw on, in points from its top left corner; it is saved as SVG.

Words are measured before they are drawn, so every chart can give them the room they need; they are never
shrunk and never overlap. The same drawing gives the same bytes, whatever the settings of matplotlib on
the machine.
"""

from __future__ import annotations

import io
import re
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, Self, cast

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from khacphuc.errors import DocumentError
from khacphuc.fonts import letters, register_matplotlib
from khacphuc.fonts.widths import width
from khacphuc.report.charts.letters import LettersRenderer, TypefaceLetters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH_IN: Final = 6.3
"""Inches: the width of the text of an A4 page with the form's margins."""
WIDTH: Final = WIDTH_IN * 72
"""The same in points, as everything here."""
SIZE: Final = 12
LEADING: Final = 15.5
"""From one line of words to the next: room for two accents on a capital letter."""
GAP: Final = 6
INK, QUIET, FULL, SHORT = "#1a1a1a", "#4a4a4a", "#2f5d8a", "#9a4a0f"
"""Distinct for a colour-blind reader and on grey paper; none of them is the only sign of anything."""

_BASELINE: Final = 12
_SHARES: Final = (1.05, 1.15, 1.25)
"""Of the mean length of a line: how wide lines may be when they are made about equally long."""
_WIDER: Final = 0.1
"""Points words may be wider than their letters one by one: less than a hundredth, by rounding."""
_KERNED: Final = 0.9
"""Of the width of the letters one by one, what kerning leaves at the least: 0.93 of the shortest words."""
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_SETTINGS: Final[dict[Any, Any]] = {"svg.fonttype": "path", "hatch.linewidth": 0.8, "text.hinting": "none"}

Sign = Literal["full", "half", "empty", "down", "dashed", "square", "open square", "diamond", "open diamond"]
_MARKS: Final[dict[str, dict[str, Any]]] = {
    "full": {"marker": "o", "markerfacecolor": FULL, "markeredgecolor": FULL},
    "half": {
        "marker": "o",
        "fillstyle": "left",
        "markerfacecolor": FULL,
        "markerfacecoloralt": "white",
        "markeredgecolor": FULL,
    },
    "empty": {"marker": "o", "markerfacecolor": "white", "markeredgecolor": SHORT, "markeredgewidth": 1.6},
    "down": {"marker": "v", "markerfacecolor": SHORT, "markeredgecolor": SHORT},
    "dashed": {"marker": "x", "markeredgecolor": QUIET, "markeredgewidth": 1.6},
    "square": {"marker": "s", "markerfacecolor": FULL, "markeredgecolor": FULL},
    "open square": {"marker": "s", "markerfacecolor": "white", "markeredgecolor": SHORT},
    "diamond": {"marker": "D", "markerfacecolor": FULL, "markeredgecolor": FULL},
    "open diamond": {"marker": "D", "markerfacecolor": "white", "markeredgecolor": SHORT},
}


def text_width(text: str, *, bold: bool = False) -> float:
    """How wide a line of words is.

    Raises:
        DocumentError: the typeface lacks one of its letters.
    """
    _refuse_lacking(text)
    return float(_letters().get_text_width_height_descent(text, _font(bold), ismath=False)[0])


def fits(text: str, room: float, *, bold: bool = False) -> bool:
    """Whether a line of words is no wider than the room: measured only where its letters do not tell.

    >>> fits("Đoàn viên", 60), fits("Đoàn viên", 30)
    (True, False)
    """
    letter_by_letter = width(text, SIZE, bold=bold)
    if letter_by_letter + _WIDER <= room:
        return True
    return letter_by_letter * _KERNED <= room and text_width(text, bold=bold) <= room


def wrap(text: str, room: float, *, bold: bool = False) -> list[str]:
    """Break words into as few lines as fit the room, about equally long; too long a word is broken too.

    Raises:
        DocumentError: the typeface lacks one of the letters.
    """
    _refuse_lacking(text)
    words = _BLANKS.split(text.strip())
    lines = _filled(words, room, bold)
    if len(lines) == 1:
        return lines
    even = sum(text_width(line, bold=bold) for line in lines) / len(lines)
    for narrower in (even * share for share in _SHARES if even * share < room):
        balanced = _filled(words, narrower, bold)
        if len(balanced) == len(lines):
            return balanced
    return lines


def _filled(words: list[str], room: float, bold: bool) -> list[str]:
    lines, line = [], ""
    for word in words:
        joined = f"{line} {word}" if line else word
        if fits(joined, room, bold=bold):
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while not fits(line, room, bold=bold) and len(line) > 1:
            end = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or fits(line[:n], room, bold=bold))
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line]


class Canvas:
    """What a chart is drawn on: ``with Canvas() as canvas: …``; its height is set when it is saved.

    Inside the ``with`` block matplotlib has its own default settings, not those of the machine.
    """

    def __init__(self) -> None:
        """Prepare an empty canvas."""
        self._settings = mpl.rc_context()

    def __enter__(self) -> Self:
        """Take matplotlib's own settings."""
        self._settings.__enter__()
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        self.figure, self.axes = _prepared.pop() if _prepared else _blank()
        return self

    def __exit__(self, *error: object) -> None:
        """Give the machine its settings back."""
        self._settings.__exit__(None, None, None)

    def write(
        self,
        lines: list[str],
        x: float,
        top: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: Literal["left", "right"] = "left",
    ) -> float:
        """Write lines of words below ``top``; the place below the last one.

        Raises:
            DocumentError: the typeface lacks one of the letters.
        """
        for line in lines:
            _refuse_lacking(line)
            self.axes.text(
                x,
                top + _BASELINE,
                line,
                ha=align,
                va="baseline",
                color=colour,
                fontproperties=_font(bold),
                parse_math=False,
            )
            top += LEADING
        return top

    def bar(self, left: float, top: float, length: float, height: float, *, hatched: bool) -> None:
        """Draw a bar, filled or hatched."""
        colour = SHORT if hatched else FULL
        self.axes.add_patch(
            Rectangle(
                (left, top),
                length,
                height,
                facecolor="white" if hatched else colour,
                edgecolor=colour,
                hatch="////" if hatched else None,
                linewidth=1,
            )
        )

    def rule(self, xs: list[float], ys: list[float], *, colour: str = INK, weight: float = 1) -> None:
        """Draw a line through points."""
        self.axes.add_line(Line2D(xs, ys, color=colour, linewidth=weight))

    def mark(self, kind: Sign, x: float, y: float, *, size: float = 9) -> None:
        """Draw a mark around a point."""
        self.axes.add_line(Line2D([x], [y], linestyle="none", markersize=size, **_MARKS[kind]))

    def save(self, height: float, *, salt: str) -> str:
        """Cut the canvas to its height; its SVG.

        Args:
            height: where what was drawn ends.
            salt: makes the ids inside the SVG.
        """
        self.cut(height)
        svg = io.StringIO()
        mpl.rcParams["svg.hashsalt"] = salt
        size = self.figure.get_size_inches() * 72
        renderer: Any = LettersRenderer(_letters(), *size, svg, metadata={"Date": None, "Creator": None})
        self.figure.draw(renderer)
        renderer.finalize()
        return svg.getvalue()

    def cut(self, height: float) -> None:
        """Make the canvas this high."""
        self.figure.set_size_inches(WIDTH_IN, height / 72)
        self.axes.set_ylim(height, 0)


def prepare_canvases(count: int) -> None:
    """Make ahead what so many canvases begin with: matplotlib takes 7 ms for each."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        _prepared.extend(_blank() for _ in range(count))


_prepared: list[tuple[Figure, Axes]] = []


def _blank() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH_IN, 1), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH))
    axes.axis("off")
    return figure, axes


_of_thread = threading.local()


def _letters() -> TypefaceLetters:
    """The letters of this thread."""
    if not hasattr(_of_thread, "letters"):
        _of_thread.letters = TypefaceLetters()
    return cast("TypefaceLetters", _of_thread.letters)


@lru_cache(maxsize=2)
def _font(bold: bool) -> FontProperties:
    return FontProperties(family=register_matplotlib(), size=SIZE, weight="bold" if bold else "normal")


def _refuse_lacking(text: str) -> None:
    lacking = sorted({letter for letter in text if ord(letter) not in letters()})
    if lacking:
        named = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in lacking)
        raise DocumentError(
            f"the typeface has no letter {named}, found in {text!r}", remedy="write it otherwise"
        )
