"""Tests of `khacphuc.data.returns.double_counting`."""

import numpy as np
import pytest

from khacphuc.data.returns.double_counting import ReportTree

from .worlds import collections, expected, units

INCLUDING = {"collection_id": "d", "period_type": "quarter", "units": "district", "includes_children": True}
UNITS = [
    {"unit_id": "D", "level": "district"},
    {"unit_id": "E", "level": "district"},
    {"unit_id": "A", "parent": "D", "valid_from": "01/4/2021"},
]


def tree(collecting, office):
    """The tree of the reports of such tables, and the reports."""
    reports = expected(collecting, office)
    return ReportTree(reports, {"units": units(*office), "collections": collections(*collecting)}), reports


def test_only_reports_with_children_that_are_asked_are_left_out():
    """In the periods in which the children are, and only where the collection includes children."""
    family, reports = tree([INCLUDING, {}], UNITS)
    counted = reports[family.counted_below(np.arange(len(reports)))]
    assert list(counted[["unit_id", "period"]].itertuples(index=False, name=None)) == [
        *(("D", "2021-Q2"), ("D", "2021-Q3"), ("D", "2021-Q4"))
    ]
    apart, reports = tree([{**INCLUDING, "includes_children": False}, {}], UNITS)
    assert not apart.counted_below(np.arange(len(reports))).any()


def test_children_that_are_not_asked_for_the_indicator_do_not_count():
    """Only the reports of one indicator are looked at."""
    family, reports = tree([INCLUDING, {}], UNITS)
    of_districts = np.flatnonzero(reports["collection"] == "d")
    assert not family.counted_below(of_districts).any()


def test_parents_that_lead_in_a_circle_end():
    """A unit is then below itself."""
    family, reports = tree([INCLUDING], [{**UNITS[0], "parent": "E"}, {**UNITS[1], "parent": "D"}])
    assert family.counted_below(np.arange(len(reports))).all()


@pytest.mark.parametrize(
    ("second", "overlap"),
    [
        ({"period_type": "quarter"}, True),
        ({"collection_id": "q", "period_type": "quarter", "units": "district"}, False),
        ({"collection_id": "q", "valid_from": "01/7/2021"}, True),
    ],
)
def test_a_unit_that_is_asked_twice_is_known(second, overlap):
    """For the same days, by two collections."""
    family, reports = tree([{"collection_id": "first"}, second], UNITS)
    assert family.overlaps(np.arange(len(reports))) is overlap
