"""Tests of `khacphuc.years.comparability`: each planted change is named, and nothing else."""

import pytest

from khacphuc.years.series import series_of

from .office_years import FIGURES, INDICATORS, UNITS, changed, year_of

MERGED = [
    *changed(UNITS, "unit_id", "C", valid_to="1/7/2022", succeeded_by="B")[1:],
    UNITS[0],
]
CLOSED = changed(UNITS, "unit_id", "C", valid_to="1/7/2022")


def hindrances(then, now):
    """What stands between two years, by indicator."""
    return {
        series.indicator: [(o.reason, o.then, o.now) for o in series.points[1].obstacles]
        for series in series_of([then, now])
        if series.has_gap
    }


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (year_of(2022), {}),
        (
            year_of(2022, indicators=changed(INDICATORS, "indicator_id", "branches", name="Chi đoàn mới")),
            {"branches": [("definition", "Chi đoàn", "Chi đoàn mới")]},
        ),
        (
            year_of(2022, figures=changed(FIGURES, "figure_id", "SL002", unit="lượt")),
            {"sessions": [("unit_of_measure", "buổi", "lượt")]},
        ),
        (year_of(2022, units=CLOSED), {"sessions": [("boundary", "Xã C", "")]}),
        (
            year_of(2022, units=[*UNITS, {"unit_id": "D", "name": "Xã D", "level": "commune"}]),
            {"sessions": [("boundary", "", "Xã D")]},
        ),
        (year_of(2022, units=MERGED), {}),
        (year_of(2022, rate=75.0), {}),
        (year_of(2022, rate=74.9), {"sessions": [("coverage", "80", "74.9")]}),
    ],
    ids=["nothing", "definition", "unit", "closed", "new unit", "merged", "five points", "more points"],
)
def test_each_obstacle_is_named(now, expected):
    """What differs between the years, as it was and as it is; nothing where nothing does."""
    then = year_of(2021, rate=80.0)
    assert hindrances(then, now) == expected


OFFICE = [
    {"unit_id": "T", "name": "Tỉnh", "level": "province"},
    *(unit | {"parent": "T"} for unit in UNITS),
]


def test_what_is_about_no_lower_level_is_about_the_office():
    """An office that became another is a boundary of all it counts itself, unless it was succeeded."""
    other = [unit | ({"parent": "N"} if unit["level"] == "commune" else {}) for unit in OFFICE]
    ended = changed(other, "unit_id", "T", valid_to="30/6/2022")
    new = {"unit_id": "N", "name": "Tỉnh mới", "level": "province"}
    then = year_of(2021, units=OFFICE)
    assert hindrances(then, year_of(2022, units=[*ended, new])) == {
        "branches": [("boundary", "Tỉnh", "Tỉnh mới")]
    }
    succeeded = changed(ended, "unit_id", "T", succeeded_by="N")
    assert hindrances(then, year_of(2022, units=[*succeeded, new])) == {}
    assert hindrances(then, year_of(2022, units=OFFICE)) == {}


def test_merged_units_are_named_and_no_gap():
    """A successor carries on what its units had; the page names both."""
    sessions = series_of([year_of(2021), year_of(2022, units=MERGED)])[1]
    (change,) = sessions.points[1].merged
    assert (change.unit, change.successor) == ("Xã C", "Xã B")
