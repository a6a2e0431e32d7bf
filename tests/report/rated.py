"""A run with monthly ratings of two roles under two regulations, to be printed."""

from dataclasses import replace

from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations

from .. import run2021
from ..data.records.rating_office import SETTINGS, tables

RATINGS = [
    *(
        (month, role, code, points)
        for month in ("01", "03")
        for role in ("Bí thư", "Phó Bí thư")
        for code, points in (("TX01", "52,5"), ("TX02", "37,5"))
    ),
    ("02", "Bí thư", "TX01", "10"),
    ("04", "Bí thư", "TX01", "52,5"),
    ("04", "Bí thư", "TX02", "37,5"),
    ("05", "Bí thư", "TX01", "60"),
    ("05", "Bí thư", "TX02", "40"),
]


def context(language="vi", ratings=RATINGS, **changes):
    """What a report takes of a run with these ratings."""
    computed = tables(ratings, replace(SETTINGS, language=language, **changes))
    return ChartContext(run2021.tables() | computed, Citations({}), language, year=2021)
