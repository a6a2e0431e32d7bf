"""Tests of `khacphuc.report.charts.returns`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.charts.returns import returns_chart
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.returns import ReturnedFigures

from ..returned import SESSIONS, tables, totals

BY_PARENT = (
    ("propaganda_sessions", "DV703", 250, 11, 12),
    ("propaganda_sessions", "DV705", 2, 12, 12),
    ("propaganda_sessions", "DV706", float("nan"), 0, 12),
)


def chart(*rows):
    """The chart of one figure of which these are the totals."""
    frames, added = tables(), totals(("propaganda_sessions", "", 252, 23, 36), *rows)
    context = ChartContext(frames, Citations(citables(frames, {})), totals=added)
    returned = ReturnedFigures(frames, added, "vi")
    return returns_chart(context, returned, returned.figures([SESSIONS]), "Theo huyện")


def test_a_bar_for_each_parent_that_reported():
    """Its alternative says what the bars say, with brackets behind a total of incomplete reports."""
    figure = chart(*BY_PARENT)
    assert figure.id == "hinh-returns-SL046"
    assert figure.alt == (
        "Theo huyện. Cuộc tuyên truyền (cuộc): Thành phố Tây Ninh: 250 (11/12); Huyện Tân Biên: 02. "
        "Trong ngoặc: số báo cáo đã có trên số báo cáo phải gửi, nơi chưa đủ báo cáo."
    )
    assert figure.svg.startswith("<?xml")


def test_before_the_first_form_every_bar_is_a_dash():
    """The report of a year that begins has its chart, as empty as its table."""
    figure = chart(("propaganda_sessions", "DV703", float("nan"), 0, 12))
    assert figure.alt == "Theo huyện. Cuộc tuyên truyền (cuộc): Thành phố Tây Ninh: –."
    assert figure.svg.startswith("<?xml")


def test_a_figure_without_totals_by_parent_is_refused():
    """A chart without a bar shows nothing; the message names the figure."""
    with pytest.raises(ParameterError, match="no total by parent of SL046"):
        chart()
