"""Tests of `khacphuc.report.charts.admission`."""

from khacphuc.report.admission import admission_steps
from khacphuc.report.charts.admission import admission_chart

from ..chart_context_2021 import chart_context


def test_who_does_not_see_the_chart_learns_the_same():
    """Every number with its unit, and its share of the one before."""
    context = chart_context()
    figure = admission_chart(context, admission_steps(context, ()), "Tên")
    assert figure.alt == (
        "Tên. Đoàn viên ưu tú được giới thiệu cho Đảng: 1.805 đoàn viên ưu tú. Công nhân được giới thiệu cho "
        "Đảng: 56 đoàn viên ưu tú (3,1%). Công nhân được xem xét kết nạp Đảng: 20 đoàn viên ưu tú (35,7%). "
        "Công nhân được kết nạp Đảng: 17 đoàn viên ưu tú (85,0%). Trong ngoặc: tỷ lệ so với bước trước."
    )
