"""Tests of `khacphuc.report.charts.papers`."""

from khacphuc.report.records import PaperBlocks

from ..papered import context


def test_a_bar_for_each_department():
    """Its alternative says what the bars say."""
    figure = PaperBlocks(context()).chart("Tài liệu")
    assert figure.alt == (
        "Tài liệu. B: 01/01 tài liệu đúng hạn (100%). A: 01/03 tài liệu đúng hạn (33,3%). "
        "Không ghi ban trình: 0/01 tài liệu đúng hạn (0%)."
    )
    assert figure.svg.startswith("<?xml")
