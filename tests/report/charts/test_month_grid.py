"""Tests of `khacphuc.report.charts.month_grid`."""

import pytest

from khacphuc.report.charts.month_grid import GridGroup, GridRow, draw_month_grid

MONTHS = {f"2021-{month:02}": f"T{month}" for month in range(1, 13)}
KEY = [("full", "đã xong"), ("down", "không báo cáo")]


def draw(label, months=MONTHS):
    """A grid of one row."""
    group = GridGroup("Khuyết điểm 1", (GridRow(label, {"2021-03": "full", "2020-12": "down"}),))
    return draw_month_grid([group], months, KEY, salt="x")


def test_the_same_grid_gives_the_same_picture():
    """Byte for byte; and a month that has no column has no sign."""
    assert draw("Gộp bảng điểm") == draw("Gộp bảng điểm")


def test_long_labels_are_cut():
    """A row has two lines at most, so that a plan of many measures fits a page."""
    short, long = draw("Gộp bảng điểm " * 4), draw("Gộp bảng điểm " * 40)

    def height(svg):
        return float(svg.partition('height="')[2].partition("pt")[0])

    assert height(long) == height(short)


def test_an_empty_grid_is_refused():
    """It needs a row and a month."""
    with pytest.raises(ValueError, match="a row and a month"):
        draw("Gộp", {})
    with pytest.raises(ValueError, match="a row and a month"):
        draw_month_grid([GridGroup("x", ())], MONTHS, KEY, salt="x")
