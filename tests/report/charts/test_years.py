"""Tests of `khacphuc.report.charts.years`."""

import pytest

from khacphuc.report.charts.years import YearPanel, YearPoint, draw_years


def panel(*points):
    """A panel of values, each joined to the one before or not."""
    years = enumerate(points, start=2021)
    return YearPanel(
        "Chi đoàn", tuple(YearPoint(year, value, str(value), joins) for year, (value, joins) in years)
    )


def lines(svg):
    """How many lines a picture has."""
    return svg.count('<g id="line2d_')


def test_a_gap_is_no_line():
    """Two strokes across the axis stand where a line would be."""
    joined = draw_years([panel((3, False), (5, True))], joined="so được", apart="", salt="a")
    apart = draw_years([panel((3, False), (5, False))], joined="so được", apart="không", salt="a")
    assert lines(apart) == lines(joined) + 2  # a stroke more than the line, and the sign in the key


def test_zero_is_drawn():
    """A panel of nothing but zeros has an axis, too."""
    assert draw_years([panel((0, False), (0, True))], joined="so được", apart="", salt="a")


@pytest.mark.parametrize("panels", [[], [panel()], [panel((-1, False))]])
def test_what_cannot_be_drawn(panels):
    """No panel, an empty one, a value below zero."""
    with pytest.raises(ValueError, match="chart of years"):
        draw_years(panels, joined="", apart="", salt="a")
