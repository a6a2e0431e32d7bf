"""Tests of `khacphuc.report.comparison.offices`."""

from dataclasses import replace

import pandas as pd

from khacphuc.report.comparison.offices import office_section

from ...years.office_years import year_of
from .compared_years import context
from .test_shortcomings import texts


def province(name):
    """The one unit that belongs to no other."""
    return {"unit_id": "DV1", "name": name, "level": "province"}


def test_offices_stand_by_name():
    """Classes by their number, targets met, the rate of reports; no rank."""
    columns = ["target_id", "part_id", "count", "status"]
    targets = pd.DataFrame([["CT01", "", 2, "met"], ["CT02", "", 1, "not_met"]], columns=columns)
    rates = {"collection": ["monthly"], "period": [""], "parent": [""], "expected": [12], "actual": [11]}
    south = replace(year_of(2022, units=[province("Tỉnh Nam")]), office="nam")
    south = replace(south, targets=targets, rates=pd.DataFrame(rates))
    north = replace(year_of(2022, units=[province("Tỉnh Bắc")]), office="zz-bac")
    assert list(texts(office_section(context(south, north))))[1] == [
        ["Tỉnh Bắc", "đã khắc phục: 01; khắc phục một phần: 01", "–", "–"],
        ["Tỉnh Nam", "đã khắc phục: 01; khắc phục một phần: 01", "02/03", "91,7%"],
    ]


def test_years_stand_beside_the_names_where_there_are_several():
    """Else the title has the year."""
    years = [
        replace(year_of(year, units=[province(name)]), office=office, run=f"{office}-{year}")
        for year, office, name in ((2021, "nam", "Tỉnh Nam"), (2022, "bac", "Tỉnh Bắc"), (2022, "nam", "Nam"))
    ]
    rows = list(texts(office_section(context(*years))))[1]
    assert [row[:2] for row in rows] == [["Nam", "2021"], ["Nam", "2022"], ["Tỉnh Bắc", "2022"]]
