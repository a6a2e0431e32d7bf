"""Tests of `khacphuc.report.charts.progress`."""

from khacphuc.report.charts.context import ChartContext
from khacphuc.report.charts.progress import progress_chart
from khacphuc.report.progress import PlanProgress
from khacphuc.report.prose.citations import Citations, citables

from ... import run2021
from ..planned import planned


def test_the_chart_says_what_it_draws():
    """Each measure with how far it is; months without a word are signs of their own."""
    tables = planned()
    citations = Citations(citables(tables, run2021.policy().classes))
    chart = progress_chart(ChartContext(tables, citations), PlanProgress(tables, "vi"), "Tiến độ")
    assert chart.id == "hinh-progress"
    assert chart.alt.startswith("Tiến độ. Lấy ý kiến nhiều vòng")
    assert "đã xong (tháng 6/2021), xong sau hạn; không báo cáo: tháng 5/2021." in chart.alt
    assert chart.svg.startswith("<?xml")


def test_nothing_is_drawn_while_looking_for_mistakes():
    """The text alternative is there without a picture."""
    tables = planned()
    context = ChartContext(tables, Citations(citables(tables, run2021.policy().classes)), draws=False)
    assert progress_chart(context, PlanProgress(tables, "vi"), "Tiến độ").svg == ""
