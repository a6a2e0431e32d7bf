"""The boxes of the words and shapes on a drawn canvas, for tests that nothing collides."""

from itertools import combinations, pairwise
from unittest.mock import patch

from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from khacphuc.report.charts import drawing

SHARP = 4
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyẾỮỘẰàảãáạ 0123456789,.%/-$_^{}()"
WORDS = st.text(LETTERS, min_size=1, max_size=150).filter(str.strip)


def canvas_of(draw):
    """The canvas a chart is drawn on, as it stands when it would be saved."""
    canvases = []

    def record(canvas, height, *, salt):  # noqa: ARG001 - as Canvas.save
        canvas.cut(height)
        canvases.append(canvas)
        return ""

    with patch.object(drawing.Canvas, "save", record):
        draw()
    return canvases[0]


def boxes(draw):
    """The boxes of words, of bars, of marks and the points of lines, and the size of the picture."""
    canvas = canvas_of(draw)
    canvas.figure.set_dpi(
        72 * SHARP
    )  # at 72 dots an inch letters are moved to whole dots, which paths are not
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()
    words = [text.get_window_extent(renderer) for text in canvas.axes.texts]
    bars = [bar.get_window_extent(renderer) for bar in canvas.axes.patches]
    marks = [line for line in canvas.axes.lines if line.get_linestyle() == "None"]
    rules = [line for line in canvas.axes.lines if line.get_linestyle() != "None"]
    points = [canvas.axes.transData.transform(rule.get_xydata()) for rule in rules]
    return words, bars, [mark.get_window_extent(renderer) for mark in marks], points, canvas.figure.bbox


def meet(box, other):
    """Whether two boxes share more than a hair."""
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    down = min(box.y1, other.y1) - max(box.y0, other.y0)
    return across > SHARP * 0.75 and down > SHARP * 0.75


def assert_nothing_collides(draw):
    """No words stand on words, bars, marks or lines, nor outside the picture."""
    words, bars, marks, rules, page = boxes(draw)
    for box, other in combinations([*words, *marks], 2):
        assert not meet(box, other)
    for text in words:
        assert not any(meet(text, bar) for bar in bars)
        for points in rules:
            assert not any(_crosses(text, start, end) for start, end in pairwise(points))
    for box in [*words, *bars, *marks]:
        assert box.x0 >= -SHARP
        assert box.y0 >= -SHARP
        assert box.x1 <= page.x1 + SHARP
        assert box.y1 <= page.y1 + SHARP


def _crosses(box, start, end):
    """Whether a line enters a box, a hair inside its edges; looked at in small steps."""
    hair = SHARP * 0.75
    steps = [start + (end - start) * step / 50 for step in range(51)]
    return any(box.x0 + hair < x < box.x1 - hair and box.y0 + hair < y < box.y1 - hair for x, y in steps)
