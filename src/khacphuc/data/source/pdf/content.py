"""A page of a PDF in, what it draws out: runs of letters with their places, straight rules, pictures.

Places are points in the frame of the page's letters: most of them stand upright in it, however the page is
turned.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from khacphuc.data.source.pdf.drawing import Drawing
from khacphuc.data.source.pdf.geometry import IDENTITY, point, rotation, to_matrix
from khacphuc.data.source.pdf.rules import Stroke

if TYPE_CHECKING:
    from khacphuc.data.source.pdf.drawing import Run
    from khacphuc.data.source.pdf.fonts import Font

_HIDDEN_FLAGS = 2 | 32  # of an annotation: hidden, no view
_UNPRINTED = {
    "/Popup",
    "/Link",
    "/Text",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/FileAttachment",
}


@dataclass(slots=True)
class PageContent:
    """What a page draws.

    Attributes:
        runs: its letters, upright ones.
        turned: letters that stand in another direction, each in a frame of its own.
        rules: its straight strokes.
        pictures: the width and height of each of its pictures, as shares of the page's.
        bottom: its lower edge; lines count from there.
        top: its upper edge.
        left: its left edge.
        right: its right edge.
    """

    runs: list[Run] = field(default_factory=list)
    turned: list[Run] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
    pictures: list[tuple[float, float]] = field(default_factory=list)
    bottom: float = 0.0
    top: float = 0.0
    left: float = 0.0
    right: float = 0.0


def read_page(page: Any, fonts: dict[Any, Font]) -> PageContent:
    """Read what a page draws, the appearance of its signatures and stamps included.

    Args:
        page: a page of ``pypdf``.
        fonts: the fonts read before, by their objects; it grows.

    Raises:
        SourceError: far more is drawn than a page of a document has.
    """
    box = [float(edge) for edge in page.cropbox]
    left, right = sorted(box[::2])
    bottom, top = sorted(box[1::2])
    drawing = Drawing(fonts)
    contents = page.get_contents()
    if contents is not None:
        drawing.draw(contents.get_data(), page.get("/Resources", {}), IDENTITY)
    for annotation in page.get("/Annots", []) or []:
        _draw_annotation(drawing, annotation.get_object())
    inside = [
        run for run in drawing.runs if left - 1 <= run.x <= right + 1 and bottom - 1 <= run.y <= top + 1
    ]
    width, height = max(right - left, 1.0), max(top - bottom, 1.0)
    pictures = [(across / width, up / height) for across, up in drawing.pictures]
    return _upright(PageContent(inside, [], drawing.paths.rules, pictures, bottom, top, left, right))


def _draw_annotation(drawing: Drawing, annotation: Any) -> None:
    """Draw the appearance of a signature, stamp or field into its rectangle."""
    flags = int(annotation.get("/F", 0))
    appearance = annotation.get("/AP", {}).get("/N") if "/AP" in annotation else None
    if appearance is None or flags & _HIDDEN_FLAGS or annotation.get("/Subtype") in _UNPRINTED:
        return
    form = appearance.get_object()
    if not hasattr(form, "get_data"):  # a switch, with a drawing for each of its states
        state = form.get(annotation.get("/AS", ""))
        form = state.get_object() if state is not None else None
        if not hasattr(form, "get_data"):
            return
    rectangle = [float(edge) for edge in annotation["/Rect"]]
    matrix = to_matrix(form.get("/Matrix"))
    edges = [float(edge) for edge in form.get("/BBox", [0, 0, 1, 1])]
    corners = [point(matrix, x, y) for x in edges[::2] for y in edges[1::2]]
    x0, y0 = min(x for x, _ in corners), min(y for _, y in corners)
    across, up = max(x for x, _ in corners) - x0, max(y for _, y in corners) - y0
    if not across or not up:
        return
    wide = abs(rectangle[2] - rectangle[0]) / across
    high = abs(rectangle[3] - rectangle[1]) / up
    left, low = min(rectangle[::2]), min(rectangle[1::2])
    drawing.draw_form(form, {}, (wide, 0, 0, high, left - x0 * wide, low - y0 * high))


def _upright(page: PageContent) -> PageContent:
    """The page in the frame in which most of its letters stand upright."""
    letters: Counter[int] = Counter()
    for run in page.runs:
        letters[run.angle] += len(run.text)
    usual = letters.most_common(1)[0][0] if letters else 0
    for run in page.runs:
        run.x, run.y, run.end = _turned(run, run.angle)
    page.turned = [run for run in page.runs if run.angle != usual]
    page.runs = [run for run in page.runs if run.angle == usual]
    if usual:
        turn = rotation(-usual)
        page.rules = [
            Stroke(*point(turn, rule.x0, rule.y0), *point(turn, rule.x1, rule.y1)) for rule in page.rules
        ]
        corners = [point(turn, x, y) for x in (page.left, page.right) for y in (page.bottom, page.top)]
        (page.left, page.right), (page.bottom, page.top) = (
            (min(places), max(places)) for places in zip(*corners, strict=True)
        )
    return page


def _turned(run: Run, angle: int) -> tuple[float, float, float]:
    """The place of a run and its end in a frame that is turned by an angle; ``end`` was a length."""
    x, y = point(rotation(-angle), run.x, run.y) if angle else (run.x, run.y)
    return x, y, x + run.end
