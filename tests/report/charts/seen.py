"""What stands on a drawn sheet: the boxes of its words and shapes, for tests that nothing collides."""

from itertools import combinations, pairwise
from unittest.mock import patch

from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from khacphuc.report.charts import drawing

SHARP = 4
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyẾỮỘẰàảãáạ 0123456789,.%/-$_^{}()"
WORDS = st.text(LETTERS, min_size=1, max_size=150).filter(str.strip)


class _Seen(Exception):  # noqa: N818 - no error: how the sheet is got hold of
    pass


def sheet_of(draw):
    """The sheet a chart is drawn on, as it stands when it would be saved."""
    kept = []

    def keep(sheet, height, *, salt):  # noqa: ARG001 - as Sheet.saved
        sheet.cut(height)
        kept.append(sheet)
        return drawing.Picture("", "")

    with patch.object(drawing.Sheet, "saved", keep):
        draw()
    return kept[0]


def boxes(draw):
    """The boxes of words, of bars, of marks and the points of lines, and the size of the picture."""
    sheet = sheet_of(draw)
    sheet.figure.set_dpi(
        72 * SHARP
    )  # at 72 dots an inch letters are moved to whole dots, which paths are not
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    words = [text.get_window_extent(renderer) for text in sheet.axes.texts]
    bars = [bar.get_window_extent(renderer) for bar in sheet.axes.patches]
    marks = [line for line in sheet.axes.lines if line.get_linestyle() == "None"]
    rules = [line for line in sheet.axes.lines if line.get_linestyle() != "None"]
    points = [sheet.axes.transData.transform(rule.get_xydata()) for rule in rules]
    return words, bars, [mark.get_window_extent(renderer) for mark in marks], points, sheet.figure.bbox


def meet(one, other):
    """Whether two boxes share more than a hair."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > SHARP * 0.75 and down > SHARP * 0.75


def assert_nothing_collides(draw):
    """No words stand on words, bars, marks or lines, nor outside the picture."""
    words, bars, marks, rules, page = boxes(draw)
    for one, other in combinations([*words, *marks], 2):
        assert not meet(one, other)
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
