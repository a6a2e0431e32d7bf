"""Tests of `khacphuc.report.charts.scores`."""

import pandas as pd

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


def test_of_many_units_the_first_are_drawn():
    """A level of 25 units has 20 bars, and says so."""
    units = pd.DataFrame({"unit_id": [f"DV{number}" for number in range(25)]})
    units = units.assign(name=units["unit_id"], level="district", valid_from=pd.NaT, valid_to=pd.NaT)
    run = context()
    run.tables = {**run.tables, "units": units.assign(file="a.csv", line=1)}
    figure = score_chart(run, UnitScores(run.tables, run.year, "vi"), "Điểm")
    assert figure.alt.count(";") == 19
    assert "Huyện (tối đa 100 điểm), 20 đơn vị đầu" in figure.alt
