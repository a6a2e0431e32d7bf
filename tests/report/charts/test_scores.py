"""Tests of `khacphuc.report.charts.scores`."""

from khacphuc.report.charts.scores import score_chart
from khacphuc.report.scores import UnitScores

from ..scored import context


def test_the_chart_says_what_it_shows():
    """A panel for each level, a bar for each unit; the alternative has the same words."""
    run = context()
    figure = score_chart(run, UnitScores(run.tables, run.year, "vi"), "Điểm thi đua")
    assert figure.alt == (
        "Điểm thi đua. Huyện (tối đa 100 điểm): 1. Đơn vị DV1: 90; 1. Đơn vị DV2: 90; "
        "3. Đơn vị DV3: 05 (mất 39,5 điểm vì nộp quá hạn); Đơn vị DV4: 60. "
        "Đoàn trực thuộc (tối đa 100 điểm): 1. Đơn vị DV9: 97,5."
    )
    assert figure.svg.startswith("<?xml")
