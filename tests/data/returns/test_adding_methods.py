"""Tests of `khacphuc.data.returns.adding_methods`."""

import pandas as pd
import pytest

from khacphuc.data.returns.adding_methods import WHY_NO_TOTAL, AddingMethod, adding_methods
from khacphuc.schema.allowed import OVER_TIME, OVER_UNITS

from .worlds import indicators


@pytest.mark.parametrize(
    ("method", "of_all", "of_year"),
    [
        (("sum", "sum"), "", ""),
        (("last", "sum"), "", ""),
        (("", "sum"), "no_over_time", ""),
        (("sum", ""), "no_over_units", ""),
        (("sum", "none"), "no_over_units", ""),
        (("none", "sum"), "", "no_over_time"),
        (("median", "sum"), "no_over_time", ""),
        (("sum", "median"), "no_over_units", ""),
        (("sum", "sum", True), "", "distinct_sum"),  # the same persons in January and in February
        (("max", "sum", True), "", ""),
        (("average", "average", False, "percentage"), "", ""),
        (("last", "sum", False, "percentage"), "not_added", ""),
        (("sum", "average", False, "percentage"), "", "not_added"),
        (("last", "units_with", False, "ratio"), "", ""),
        (("sum", "sum", False, "money"), "", ""),
    ],
)
def test_what_is_refused(method, of_all, of_year):
    """What nobody said how to add, persons over months, and what does not add up."""
    how = AddingMethod(*method)
    assert how.refusal() == of_all
    assert {of_all, of_year} <= {"", *WHY_NO_TOTAL}
    if not of_all:
        assert how.refusal_of_year() == of_year


def test_a_nil_return_is_a_zero_of_what_occurs():
    """Not of a stock, nor in an average; and a unit that declares nil is not one of those with some."""
    zero = {
        (time, units) for time in OVER_TIME for units in OVER_UNITS if AddingMethod(time, units).nil_is_zero
    }
    assert {time for time in OVER_TIME if (time, "units_with") in zero} == set(OVER_TIME)
    assert {time for time in OVER_TIME if (time, "sum") in zero} == {"sum", "max", "none"}
    assert {time for time in OVER_TIME if (time, "average") in zero} == {"sum", "max"}


def test_a_table_of_before_says_nothing():
    """Its indicators have no totals until somebody says how."""
    assert adding_methods(pd.DataFrame({"indicator_id": ["teams"], "kind": ["count"]})) == {
        "teams": AddingMethod(kind="count")
    }
    assert adding_methods(indicators({"indicator_id": "persons", "over_time": "max", "distinct": True})) == {
        "persons": AddingMethod("max", "sum", distinct=True, kind="count")
    }
