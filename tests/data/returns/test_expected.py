"""Tests of `khacphuc.data.returns.expected`."""

import pandas as pd
import pytest

from khacphuc.data.returns.expected import EXPECTED_COLUMNS, expected_reports
from khacphuc.errors import QuantityError

from .worlds import collections, expected, units

A, B = {"unit_id": "A", "parent": "D"}, {"unit_id": "B", "parent": "D"}
D = {"unit_id": "D", "level": "district"}


def codes(frame):
    """Who owes what: unit and period of every report."""
    return list(zip(frame["unit_id"], frame["period"], strict=True))


def test_a_report_for_each_unit_and_period():
    """With its parent and the days it is due and expires, in the order of the tables."""
    frame = expected([{"period_type": "half", "expiry_days": 30}], [B, A, D])
    assert tuple(frame) == EXPECTED_COLUMNS
    assert codes(frame) == [("B", "2021-H1"), ("A", "2021-H1"), ("B", "2021-H2"), ("A", "2021-H2")]
    first = frame.iloc[0]
    assert list(first[["collection", "parent"]]) == ["monthly", "D"]
    days = ("period_start", "period_end", "due_on", "expires_on")
    assert [first[name].date().isoformat() for name in days] == [
        *("2021-01-01", "2021-06-30", "2021-07-05", "2021-07-30")
    ]


def test_a_collection_without_days_is_never_due():
    """Nothing of it can come late."""
    frame = expected([{"due_days": None}], [A])
    assert frame[["due_on", "expires_on"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("valid", "periods"),
    [
        ({"valid_to": "30/6/2021"}, ["2021-Q1", "2021-Q2"]),  # the last day of the period is its own
        ({"valid_to": "29/6/2021"}, ["2021-Q1"]),  # valid for nearly all of the second quarter
        ({"valid_from": "30/6/2021"}, ["2021-Q2", "2021-Q3", "2021-Q4"]),
        ({"valid_from": "01/7/2021", "valid_to": "31/12/2021"}, ["2021-Q3", "2021-Q4"]),
        ({"valid_from": "01/1/2022"}, []),
        ({}, ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
    ],
)
def test_a_unit_owes_the_periods_it_is_valid_at_the_end_of(valid, periods):
    """And a collection asks only for periods it is valid at the end of."""
    quarterly = {"period_type": "quarter"}
    assert list(expected([quarterly], [{**A, **valid}])["period"]) == periods
    assert list(expected([{**quarterly, **valid}], [A])["period"]) == periods


def test_the_cut_off_says_on_which_day_a_unit_must_be_valid():
    """A unit that ends on 20 June owes the period to 14 June, not the one to 30 June."""
    closing = {**A, "valid_to": "20/6/2021"}
    assert len(expected([{"cutoff": "15-14"}], [closing])) == 6
    assert len(expected([{}], [closing])) == 5


@pytest.mark.parametrize(
    ("assigned", "owing"),
    [
        ("commune", ["A", "B"]),
        ("district", ["D"]),
        ("B; D", ["B", "D"]),
        ("district;A", ["A", "D"]),
        ("commune;A", ["A", "B"]),  # once
        ("nobody", []),
        ("", []),
    ],
)
def test_units_are_assigned_by_level_or_code(assigned, owing):
    """Or by both."""
    frame = expected([{"period_type": "year", "units": assigned}], [A, B, D])
    assert list(frame["unit_id"]) == owing


def test_a_successor_is_asked_in_place_of_a_listed_unit():
    """From the period on at whose end the unit is not valid any more, once for all it succeeded."""
    ended = {"valid_to": "30/4/2021", "succeeded_by": "N"}
    new = {"unit_id": "N", "valid_from": "01/5/2021"}
    quarterly = [{"period_type": "quarter", "units": "A;B"}]
    frame = expected(quarterly, [{**A, **ended}, {**B, **ended}, new])
    assert codes(frame) == [("A", "2021-Q1"), ("B", "2021-Q1"), *(("N", f"2021-Q{n}") for n in (2, 3, 4))]
    # a unit of the level needs no such care, and one that is not of the level is not asked
    by_level = expected([{"period_type": "quarter"}], [{**A, **ended}, {**new, "level": "district"}])
    assert codes(by_level) == [("A", "2021-Q1")]


def test_successors_that_lead_in_a_circle_end():
    """Nobody is asked where none of them is valid."""
    ended = {"valid_to": "01/1/2020"}
    circle = [{**A, **ended, "succeeded_by": "B"}, {**B, **ended, "succeeded_by": "A"}]
    assert expected([{"units": "A"}], circle).empty


def test_tables_of_before_have_fewer_columns():
    """A table without the optional columns is read as one where they are empty."""
    few = collections({}).drop(columns=["cutoff", "due_days", "expiry_days", "valid_from", "valid_to"])
    some = units(A).drop(columns=["succeeded_by", "valid_from", "valid_to"])
    assert len(expected_reports(few, some, 2021)) == 12


def test_without_collections_nothing_is_expected():
    """But the columns are there, with their types."""
    frame = expected_reports(collections(), units(A), 2021)
    pd.testing.assert_series_equal(frame.dtypes, expected([{}], [A]).dtypes)
    assert frame.empty


def test_a_collection_without_a_type_of_period_is_refused():
    """With the types there are."""
    with pytest.raises(QuantityError, match="not a type of period"):
        expected([{"period_type": "week"}], [A])
