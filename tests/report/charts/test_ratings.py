"""Tests of `khacphuc.report.charts.ratings`."""

from datetime import date

from khacphuc.report.charts.ratings import rating_chart
from khacphuc.report.ratings import MonthlyRatings

from ..rated import context


def test_the_chart_says_what_it_shows():
    """Who cannot see it learns every share, the rounds held, and the thresholds of both regulations."""
    run = context(as_of=date(2021, 5, 31))
    figure = rating_chart(run, MonthlyRatings(run.tables, "vi"), "Tỷ lệ điểm")
    assert figure.alt == (
        "Tỷ lệ điểm. Bí thư: tháng 01: 90,0% XS; tháng 3: 90,0% XS; tháng 4: 90,0% T; tháng 5: 100% XS ↑. "
        "Phó Bí thư: tháng 01: 90,0% XS; tháng 3: 90,0% XS. Đã tổ chức 02/05 đợt xếp loại. "
        "XS từ 90% số điểm trở lên, theo cũ. XS từ 95% số điểm trở lên, theo mới."
    )
    assert figure.svg.startswith("<?xml")
