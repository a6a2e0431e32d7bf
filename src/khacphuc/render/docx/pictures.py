"""A chart becomes the picture Word shows: a PNG of its SVG, drawn by Typst, which prints it in PDFs, too."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import typst

from khacphuc.errors import DocumentError

if TYPE_CHECKING:
    from khacphuc.report.document import nodes

_DOTS: Final = 192
"""An inch: sharp on paper, and on a screen at 200 % each dot is one of the screen's."""
_TEMPLATE: Final = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#let points(name) = float(sys.inputs.at(name)) * 1pt
#image(bytes(sys.inputs.svg), format: "svg", width: points("width"), height: points("height"))
"""
_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_SIDE: Final = re.compile(r'\s(width|height)="(\d+(?:\.\d+)?)(pt|px|)"')
_POINTS: Final = {"pt": 1.0, "px": 0.75, "": 0.75}
"""Of the units of SVG: 96 pixels are an inch."""
_REDRAW: Final = "run the notebook again to have it drawn"


class Size(NamedTuple):
    """How large a chart is drawn, in points."""

    width: float
    height: float


def natural_size(figure: nodes.Figure) -> Size | None:
    """How large a chart is drawn; None of what is no SVG with a size, which ``to_png`` refuses."""
    root = _ROOT.search(figure.svg)
    sides = {
        side: float(length) * _POINTS[unit] for side, length, unit in _SIDE.findall(root[0] if root else "")
    }
    size = Size(sides.get("width", 0), sides.get("height", 0))
    return size if min(size) > 0 else None


def to_png(figure: nodes.Figure, size: Size) -> bytes:
    """Draw a chart as PNG.

    Args:
        figure: the chart.
        size: on the page; none of what has no natural one.

    Raises:
        DocumentError: it has no picture, or one that cannot be read.
    """
    if not figure.svg:
        raise DocumentError("has no picture", remedy=_REDRAW)
    try:
        if min(size) > 0:
            return _draw(figure.svg, size)
    except typst.TypstError as error:
        raise DocumentError("holds a picture that cannot be read", remedy=_REDRAW) from error
    raise DocumentError("holds a picture that cannot be read", remedy=_REDRAW)


def _draw(svg: str, size: Size) -> bytes:
    inputs = {"svg": svg, "width": str(size.width), "height": str(size.height)}
    page = typst.Compiler(_TEMPLATE, font_paths=_no_fonts(), sys_inputs=inputs)
    return cast("bytes", page.compile(format="png", ppi=_DOTS))  # a list only for several pages


@cache
def _no_fonts() -> typst.Fonts:
    """Words in charts are paths, so nothing is looked for on the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
