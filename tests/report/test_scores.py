"""Tests of `khacphuc.report.scores`."""

from khacphuc.report.document import nodes
from khacphuc.report.scores import UnitScores, score_table

from ..data.records.scoring_office import SHEETS
from .scored import context


def table(caption, language="vi", **changes):
    """The table of a run."""
    run = context(language, **changes)
    return score_table(UnitScores(run.tables, run.year, language), caption)


def cells(table):
    """The words of a table."""
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


def test_the_table_explains_ranks():
    """Ties, lost points and a missing rank stand in words behind the points."""
    results = table("Kết quả thi đua")
    assert results.columns == ("Đơn vị", "Hạng", "Điểm", "Ghi chú")
    assert cells(results) == [
        ["Huyện (tối đa 100 điểm)", "", "", ""],
        ["Đơn vị DV1", "1", "90", "đồng hạng với Đơn vị DV2"],
        ["Đơn vị DV2", "1", "90", "đồng hạng với Đơn vị DV1"],
        ["Đơn vị DV3", "3", "05", "mất 39,5 điểm vì nộp quá hạn"],
        ["Đơn vị DV4", "–", "60", "chưa xếp hạng: mới chấm 01/03 tiêu chí"],
        ["Đoàn trực thuộc (tối đa 100 điểm)", "", "", ""],
        ["Đơn vị DV9", "1", "97,5", ""],
    ]


def test_one_level_needs_no_heading():
    """The table of one level has rows of units alone; English has its own words."""
    assert cells(table("Results", "en", sheets=SHEETS[:3]))[:3] == [
        ["Đơn vị DV1", "1", "90", "tied with Đơn vị DV2"],
        ["Đơn vị DV2", "1", "90", "tied with Đơn vị DV1"],
        ["Đơn vị DV3", "3", "5", "39.5 points lost to deadlines"],
    ]
