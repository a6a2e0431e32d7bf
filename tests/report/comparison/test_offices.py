"""Tests of `khacphuc.report.comparison.offices`."""

from dataclasses import replace

import pandas as pd

from khacphuc.report.comparison.offices import office_section

from ...years.office_years import year_of
from .compared_years import context
from .test_shortcomings import texts


def test_offices_stand_by_name():
    """Classes by their number, targets met, the rate of reports; no rank."""
    columns = ["target_id", "part_id", "count", "status"]
    targets = pd.DataFrame([["CT01", "", 2, "met"], ["CT02", "", 1, "not_met"]], columns=columns)
    rates = {"collection": ["monthly"], "period": [""], "parent": [""], "expected": [12], "actual": [11]}
    south = replace(year_of(2022), office="nam", targets=targets, rates=pd.DataFrame(rates))
    north = replace(year_of(2022), office="bac")
    assert list(texts(office_section(context(south, north))))[1] == [
        ["bac", "2022", "đã khắc phục: 01; khắc phục một phần: 01", "–", "–"],
        ["nam", "2022", "đã khắc phục: 01; khắc phục một phần: 01", "02/03", "91,7%"],
    ]
