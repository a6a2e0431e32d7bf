"""Tests of `khacphuc.data.returns.plausibility.children`."""

import pandas as pd
import pytest

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.plausibility.children import children_faults

from ..worlds import collections, expected, form_values, indicators, items, units

DISTRICT = {"unit_id": "D", "level": "district"}
OFFICE = [DISTRICT, *({"unit_id": name, "parent": "D"} for name in ("A", "B"))]
ABOVE = {"collection_id": "d", "units": "district", "includes_children": True}
INDICATORS = ("sessions", "gifts")


def faults(above, *below, includes=True, **method):
    """What is wrong with the numbers of a district, its communes reporting such ones."""
    collecting = [{**ABOVE, "includes_children": includes}, {}]
    tables = {
        "indicators": indicators(*({"indicator_id": name, **method} for name in INDICATORS)),
        "collection_items": items(*((c, name) for c in ("d", "monthly") for name in INDICATORS)),
        "collections": collections(*collecting),
        "units": units(*OFFICE),
    }
    values = form_values(*zip(("A", "B"), below, strict=False))
    of_district = form_values(("D", above), collection="d").assign(file="d.xlsx")
    sent = children_faults(
        pd.concat([values, of_district], ignore_index=True), expected(collecting, OFFICE), tables
    )
    assert {(fault.kind, fault.file) for fault in sent} <= {(FaultKind.PARENT_AND_CHILDREN, "d.xlsx")}
    return [(fault.indicator, fault.cell, fault.observed, fault.expected) for fault in sent]


@pytest.mark.parametrize(
    ("above", "below", "differing"),
    [
        (5, (2, 3), None),
        (7, (2, 3), "5"),
        (4, (2, 3), "5"),
        (7, (2, None), None),  # what is not in yet may be the rest
        (1, (2, None), "2"),
        (0.3, (0.1, 0.2), None),
        (2, (2, "nil"), None),
        (7, (None, None), None),
    ],
)
def test_a_number_that_includes_its_children_is_their_sum(above, below, differing):
    """Once all of them reported; and it is never less than what some did."""
    sent = faults({"sessions": above}, *({"sessions": number} for number in below))
    assert sent == ([("sessions", "D9", str(above), differing)] if differing else [])


def test_a_form_that_should_not_include_its_children_and_does():
    """Every number of it that can be compared is their sum; one alone may be by chance."""
    below = ({"sessions": 2, "gifts": 5}, {"sessions": 3, "gifts": 6})
    assert faults({"sessions": 5, "gifts": 11}, *below, includes=False) == [("sessions", "D9", "5", "5")]
    assert faults({"sessions": 5, "gifts": 4}, *below, includes=False) == []
    assert faults({"sessions": 5}, *below, includes=False) == []


def test_what_is_not_added_over_units_is_not_compared():
    """An average of children says nothing of a sum."""
    assert faults({"sessions": 9}, {"sessions": 2}, {"sessions": 3}, over_units="average") == []
    assert faults({"sessions": 9}, {"sessions": 2}, {"sessions": 3}, over_units="") == []


@pytest.mark.parametrize(
    ("over_time", "sums"), [("sum", True), ("last", True), ("max", False), ("none", False)]
)
def test_periods_of_children_are_added_as_the_indicator_says(over_time, sums):
    """A quarter of a district against the months of its communes."""
    collecting = [{**ABOVE, "period_type": "quarter"}, {}]
    tables = {
        "indicators": indicators({"indicator_id": "sessions", "over_time": over_time}),
        "collection_items": items(("d", "sessions"), ("monthly", "sessions")),
        "collections": collections(*collecting),
        "units": units(*OFFICE[:2]),
    }
    numbers = [
        form_values(("A", {"sessions": n})).assign(period=f"2021-0{n}", file=f"{n}") for n in (1, 2, 3)
    ]
    above = form_values(("D", {"sessions": 99}), collection="d").assign(period="2021-Q1", file="d")
    reports = expected(collecting, OFFICE[:2])
    sent = children_faults(pd.concat([*numbers, above], ignore_index=True), reports, tables)
    assert [fault.expected for fault in sent] == ([{"sum": "6", "last": "3"}[over_time]] if sums else [])
