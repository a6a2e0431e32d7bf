"""A run with scores of districts and an affiliated Union, to be printed."""

from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations

from .. import run2021
from ..data.records.scoring_office import SHEETS, tables

POINTS = {
    "DV1": ("60", "30", "0", "30/11/2021"),
    "DV2": ("50", "40", "0", "30/11/2021"),
    "DV3": ("5", "39,5", "0", "01/12/2021"),
}
SCORES = [
    *((unit, f"BD0{place}", row[place - 1], row[3]) for unit, row in POINTS.items() for place in (1, 2, 3)),
    ("DV4", "BD01", "60"),
    ("DV9", "BD04", "97,5"),
]


def context(language="vi", scores=SCORES, sheets=SHEETS):
    """What a report takes of a run with these scores."""
    sheet, score, units = tables(scores, sheets)
    frames = run2021.tables() | {
        "score_sheets": sheet,
        "scores": score,
        "units": units[units["unit_id"] != "DV5"],
    }
    return ChartContext(frames, Citations({}), language, year=2021)
