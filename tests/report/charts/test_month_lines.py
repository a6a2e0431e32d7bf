"""Tests of `khacphuc.report.charts.month_lines`."""

import pytest

from khacphuc.report.charts.month_lines import MonthPanel, Threshold, draw_month_lines

MONTHS = tuple((month, 80.0 + month if month != 3 else None) for month in range(1, 13))


def test_a_month_without_a_share_is_crossed_and_never_bridged():
    """Eleven shares make nine lines, for two would lead to the month that lacks one."""
    svg = draw_month_lines([MonthPanel("Bí thư", MONTHS)], [], [("full", "tỷ lệ")], salt="x")
    assert svg.count("stroke-width: 1.2") == 9
    whole = tuple((month, share or 90.0) for month, share in MONTHS)
    svg = draw_month_lines([MonthPanel("Bí thư", whole)], [], [("full", "tỷ lệ")], salt="x")
    assert svg.count("stroke-width: 1.2") == 11


def test_thresholds_of_parts_of_a_year_are_drawn_where_they_hold():
    """Two regulations: two lines, neither across the whole year; the same picture every time."""
    lines = [Threshold(90, "90%", 1, 6), Threshold(92.5, "92,5%", 7, 12)]
    panels = [MonthPanel("Bí thư", MONTHS), MonthPanel("Phó Bí thư", MONTHS), MonthPanel("Ủy viên", MONTHS)]
    svg = draw_month_lines(panels, lines, [("full", "tỷ lệ")], salt="x")
    assert svg.count("stroke-width: 0.7") == 2 * len(panels)
    assert svg == draw_month_lines(panels, lines, [("full", "tỷ lệ")], salt="x")


def test_one_month_and_shares_of_a_hundred():
    """There is room for a single month, and for an axis on which nothing is below a hundred."""
    assert draw_month_lines([MonthPanel("Bí thư", ((1, 100.0),))], [], [("full", "tỷ lệ")], salt="x")


def test_nothing_to_draw():
    """Months alone are no chart."""
    with pytest.raises(ValueError, match="at least one share"):
        draw_month_lines([MonthPanel("Bí thư", ((1, None),))], [], [], salt="x")
