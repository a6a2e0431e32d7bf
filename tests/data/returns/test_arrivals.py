"""Tests of `khacphuc.data.returns.arrivals`."""

import datetime as dt

import pytest

from khacphuc.data.returns.arrivals import arrival_faults
from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.revisions import current_forms

from .worlds import FORM, expected, typed, units

ENDED = {"valid_to": "30/6/2021"}
UNITS = [
    {"unit_id": "A"},
    {"unit_id": "B", "level": "district"},
    {"unit_id": "C", **ENDED},
    {"unit_id": "M", **ENDED, "succeeded_by": "A"},
]
YEARLY = [{"period_type": "half", "expiry_days": 30}]
FIRST = {"period": "2021-H1", "received_on": "05/7/2021"}


def faults(*rows, year=2021, today=None):
    """What is wrong with such forms, of units that owe what others than A have not sent."""
    files = [
        {"file": f"{n}.xlsx", "sheet": "Biểu", "sha256": str(n), "complete": True, **row}
        for n, row in enumerate(rows)
    ]
    forms = current_forms(typed(files, {**FORM, "complete": True}))
    return arrival_faults(expected(YEARLY, UNITS), forms, units(*UNITS), year, today)


def of_file(*rows):
    """The kind, what is observed and what is expected, of the faults that name a file."""
    return [(fault.kind, fault.observed, fault.expected) for fault in faults(*rows) if fault.file]


def test_what_did_not_come_in_is_missing():
    """Each with the day it was due; what is not due yet is not missing."""
    missing = [(fault.unit_id, fault.period, fault.expected) for fault in faults(FIRST)]
    assert missing == [
        ("C", "2021-H1", "2021-07-05"),
        ("M", "2021-H1", "2021-07-05"),
        ("A", "2021-H2", "2022-01-05"),
    ]
    assert [fault.period for fault in faults(FIRST, today=dt.date(2021, 7, 6))] == ["2021-H1"] * 2
    assert faults(FIRST, today=dt.date(2021, 7, 5)) == []


def test_a_form_that_does_not_count_leaves_its_report_missing():
    """A rejected one, and two of one revision."""
    rejected = [fault for fault in faults({**FIRST, "state": "rejected"}) if fault.unit_id == "A"]
    twice = [fault for fault in faults(FIRST, FIRST) if fault.unit_id == "A"]
    for wrong in (rejected, twice):
        assert [fault.kind for fault in wrong] == [FaultKind.MISSING_FORM] * 2


@pytest.mark.parametrize(
    ("row", "expected_faults"),
    [
        (FIRST, []),
        ({**FIRST, "received_on": "06/7/2021"}, [(FaultKind.LATE, "2021-07-06", "2021-07-05")]),
        ({**FIRST, "received_on": None}, [(FaultKind.NO_RECEIPT, "", "")]),
        ({**FIRST, "complete": False}, [(FaultKind.NOT_DECLARED_COMPLETE, "", "")]),
        ({"period": "2021-07"}, [(FaultKind.WRONG_PERIOD, "2021-07", "")]),
        ({"period": "soon"}, [(FaultKind.WRONG_PERIOD, "soon", "")]),
        ({"period": "2020-H1"}, [(FaultKind.WRONG_YEAR, "2020-H1", "2021")]),
        ({**FIRST, "unit_id": "X"}, [(FaultKind.UNKNOWN_UNIT, "X", "")]),
        ({**FIRST, "unit_id": "B"}, [(FaultKind.UNKNOWN_UNIT, "B", "")]),  # the collection does not ask it
        ({**FIRST, "unit_id": "C", "period": "2021-H2"}, [(FaultKind.UNIT_CLOSED, "2021-06-30", "")]),
        ({**FIRST, "unit_id": "M", "period": "2021-H2"}, [(FaultKind.UNIT_MERGED, "2021-06-30", "A")]),
        ({**FIRST, "unit_id": ""}, [(FaultKind.UNKNOWN_UNIT, "", "")]),
        ({**FIRST, "period": ""}, [(FaultKind.WRONG_PERIOD, "", "")]),
    ],
)
def test_what_is_wrong_with_a_form_that_came_in(row, expected_faults):
    """With what was observed and what was expected."""
    assert of_file(row) == expected_faults
