"""Sixty-three offices over five years are compared in seconds."""

import time

import pytest

from khacphuc.years.promises import shortcomings_over_years
from khacphuc.years.series import series_of

from .office_years import year_of

INDICATORS = [
    {"indicator_id": f"count_{n}", "name": f"Số {n}", "unit_of_measure": "buổi", "kind": "count"}
    | {"gathered_from": "commune"}
    for n in range(90)
]
FIGURES = [
    {"figure_id": f"SL{n:03}", "indicator": f"count_{n}", "printed": str(n + 1), "unit": "buổi"}
    for n in range(90)
]
UNITS = [{"unit_id": f"X{n:03}", "name": f"Xã {n}", "level": "commune"} for n in range(100)]


@pytest.mark.full
def test_63_offices_over_5_years():
    """Ten seconds are the bound; here it takes a fraction of one, so a busy machine does not matter."""
    office = [
        year_of(year, indicators=INDICATORS, figures=FIGURES, units=UNITS) for year in range(2021, 2026)
    ]
    since = time.process_time()
    for _ in range(63):
        assert len(series_of(office)) == 90
        assert len(shortcomings_over_years(office)) == 2
    assert time.process_time() - since < 10
