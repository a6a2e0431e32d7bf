"""Tests of `khacphuc.report.charts.bars`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars

from .boxes import WORDS, assert_nothing_collides, boxes, canvas_of

VALUES = st.one_of(st.just(0.0), st.floats(0.001, 1e9))
BARS = st.lists(st.builds(ChartBar, WORDS, VALUES, WORDS, st.booleans()), min_size=1, max_size=4)
PANELS = st.lists(
    st.builds(
        Panel, BARS.map(tuple), st.one_of(st.just(""), WORDS), st.one_of(st.none(), st.floats(0.01, 1e9))
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=15, deadline=None)
@given(PANELS)
def test_nothing_collides(panels):
    """However long words are and whatever the values, nothing stands on anything or outside."""
    assert_nothing_collides(lambda: draw_bars(panels, salt="x"))


@settings(max_examples=15, deadline=None)
@given(PANELS)
def test_bars_are_true(panels):
    """In each panel bars begin at one zero and are as long as their values."""
    canvas = canvas_of(lambda: draw_bars(panels, salt="x"))
    patches = {round(patch.get_y(), 6): {} for patch in canvas.axes.patches}
    for patch in canvas.axes.patches:
        patches[round(patch.get_y(), 6)][round(patch.get_x())] = patch.get_width()
    beside = min(len(panels), 2)
    lengths = [dict(sorted(row.items())) for row in patches.values()]
    for first in range(0, len(panels), beside):
        row_of_panels = panels[first : first + beside]
        rows, lengths = (
            lengths[: max(len(p.bars) for p in row_of_panels)],
            lengths[max(len(p.bars) for p in row_of_panels) :],
        )
        zeros = sorted({zero for row in rows for zero in row})
        for zero, panel in zip(zeros, row_of_panels, strict=True):
            drawn = [row[zero] for row in rows if zero in row]
            scale = max(drawn) / (max(bar.value for bar in panel.bars) or 1)
            assert drawn == pytest.approx([bar.value * scale for bar in panel.bars])


def test_a_line_stands_at_its_value():
    """The value bars are measured against is drawn across each bar at its own place."""
    _, bars, _, rules, _ = boxes(
        lambda: draw_bars(
            [Panel((ChartBar("A", 0.5, "1", falls_short=True), ChartBar("B", 2, "2")), line=1)], salt="x"
        )
    )
    zero, half, double = bars[0].x0, bars[0].width, bars[1].width
    assert double == pytest.approx(4 * half)
    crossing = [points for points in rules if points[0][0] > zero + 1]
    assert len(crossing) == 4  # dark on white, for each bar
    assert all(points[:, 0] == pytest.approx(zero + 2 * half) for points in crossing)


def test_falling_short_is_hatched():
    """A bar that falls short differs by its hatching, not by its colour alone."""
    canvas = canvas_of(
        lambda: draw_bars(
            [Panel((ChartBar("A", 0.5, "1", falls_short=True), ChartBar("B", 2, "2")), line=1)], salt="x"
        )
    )
    short, full = canvas.axes.patches
    assert short.get_hatch()
    assert not full.get_hatch()


@pytest.mark.parametrize(
    "panels",
    [[], [Panel(())], [Panel((ChartBar("A", -1, "-1"),))], [Panel((ChartBar("A", 1, "1"),)), Panel(())]],
)
def test_refuses(panels):
    """A chart of nothing, or of less than nothing, is refused."""
    with pytest.raises(ValueError, match="at least one bar in every panel, and none below zero"):
        draw_bars(panels, salt="x")
