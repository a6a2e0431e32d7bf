"""Tests of `khacphuc.report.scores` and `khacphuc.report.charts.scores`."""

from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations
from khacphuc.report.records import ScoreBlocks

from .. import run2021
from ..data.records.scoring_office import SHEETS, tables

GIVEN = {
    "DV1": ("60", "30", "0", "30/11/2021"),
    "DV2": ("50", "40", "0", "30/11/2021"),
    "DV3": ("5", "39,5", "0", "01/12/2021"),
}
SCORES = [
    *((unit, f"BD0{place}", row[place - 1], row[3]) for unit, row in GIVEN.items() for place in (1, 2, 3)),
    ("DV4", "BD01", "60"),
    ("DV9", "BD04", "97,5"),
]


def blocks(language="vi", scores=SCORES, sheets=SHEETS):
    """The blocks of a run with these scores."""
    sheet, score, units = tables(scores, sheets)
    frames = run2021.tables() | {
        "score_sheets": sheet,
        "scores": score,
        "units": units[units["unit_id"] != "DV5"],
    }
    return ScoreBlocks(ChartContext(frames, Citations({}), language, year=2021))


def cells(table):
    """The words of a table."""
    return [[nodes.plain(cell) for cell in row] for row in table.rows]


def test_the_table_explains_ranks():
    """Ties, lost points and a missing rank stand in words behind the points."""
    table = blocks().table("Kết quả thi đua")
    assert table.columns == ("Đơn vị", "Hạng", "Điểm", "Ghi chú")
    assert cells(table) == [
        ["Huyện (tối đa 100 điểm)", "", "", ""],
        ["Đơn vị DV1", "1", "90", "đồng hạng với Đơn vị DV2"],
        ["Đơn vị DV2", "1", "90", "đồng hạng với Đơn vị DV1"],
        ["Đơn vị DV3", "3", "05", "mất 39,5 điểm vì nộp quá hạn"],
        ["Đơn vị DV4", "–", "60", "chưa xếp hạng: mới chấm 1/3 tiêu chí"],
        ["Đoàn trực thuộc (tối đa 100 điểm)", "", "", ""],
        ["Đơn vị DV9", "1", "97,5", ""],
    ]


def test_one_level_needs_no_heading():
    """The table of one level has rows of units alone; English has its own words."""
    table = blocks("en", sheets=SHEETS[:3]).table("Results")
    assert cells(table)[:3] == [
        ["Đơn vị DV1", "1", "90", "tied with Đơn vị DV2"],
        ["Đơn vị DV2", "1", "90", "tied with Đơn vị DV1"],
        ["Đơn vị DV3", "3", "5", "39.5 points lost to deadlines"],
    ]


def test_the_chart_says_what_it_shows():
    """A panel for each level, a bar for each unit; the alternative has the same words."""
    figure = blocks().chart("Điểm thi đua")
    assert figure.alt == (
        "Điểm thi đua. Huyện (tối đa 100 điểm): 1. Đơn vị DV1: 90; 1. Đơn vị DV2: 90; "
        "3. Đơn vị DV3: 05 (mất 39,5 điểm vì nộp quá hạn); Đơn vị DV4: 60. "
        "Đoàn trực thuộc (tối đa 100 điểm): 1. Đơn vị DV9: 97,5."
    )
    assert figure.svg.startswith("<?xml")


def test_a_run_that_scores_nobody_prints_nothing():
    """Without sheets there is nobody to print; sheets alone print units without points."""
    assert blocks(scores=(), sheets=()).is_empty
    assert not blocks(scores=()).is_empty
