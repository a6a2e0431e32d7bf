"""Tests of `khacphuc.data.returns.totals`."""

import numpy as np
import pandas as pd
import pytest

from khacphuc.data.returns.totals import REFUSAL_COLUMNS, TOTAL_COLUMNS, refusals, return_totals
from khacphuc.schema.allowed import OVER_TIME

from .slow_totals import NIL, slow_totals
from .worlds import collections, expected, indicators, items, units, values

A, B, C = ({"unit_id": name, "parent": parent} for name, parent in (("A", "D"), ("B", "D"), ("C", "E")))
D = {"unit_id": "D", "level": "district"}
QUARTERLY = {"collection_id": "q", "period_type": "quarter"}


class World:
    """Tables of one office, and the totals of what its units report."""

    def __init__(self, *methods, units_of=(A, B, C), collecting=(QUARTERLY,), pairs=None):
        methods = [{"indicator_id": "x", **method} for method in methods]
        asking = [{"collection_id": "monthly", **row}["collection_id"] for row in collecting]
        every = [(collection, method["indicator_id"]) for collection in asking for method in methods]
        self.expected = expected(collecting, units_of)
        self.tables = {
            "indicators": indicators(*methods),
            "collection_items": items(*(pairs or every)),
            "collections": collections(*collecting),
            "units": units(*units_of),
        }

    def totals(self, reported):
        """The totals of numbers by unit and quarter (``None``: blank, NIL), by period and parent."""
        rows = [
            {
                "collection": collection,
                "unit_id": unit,
                "period": period,
                "indicator": "x",
                "value": np.nan if number in {None, NIL} else number,
                "status": NIL if number == NIL else "normal",
            }
            for (unit, period, *(collection,)), number in (
                ((*key, "q")[:3], number) for key, number in reported.items()
            )
        ]
        frame = return_totals(values(rows), self.expected, self.tables)
        assert tuple(frame) == TOTAL_COLUMNS
        return {
            (row.period, row.parent): (row.value, row.reported, row.expected, row.status)
            for row in frame.astype({"value": object}).replace({"value": {np.nan: None}}).itertuples()
        }

    def year(self, reported):
        """The total of the year over all units: value (None: there is none), reported, expected."""
        return self.totals(reported)["", ""][:3]

    def refusals(self):
        """What is refused, and why."""
        frame = refusals(self.expected, self.tables)
        assert tuple(frame) == REFUSAL_COLUMNS
        return {row.indicator: (row.scope, row.why) for row in frame.itertuples()}


def quarters(**numbers):
    """Numbers by unit and quarter: of each unit a list of up to four."""
    return {(unit, f"2021-Q{n}"): x for unit, of in numbers.items() for n, x in enumerate(of, start=1)}


FULL = quarters(A=[1, 2, 3, 4], B=[0, 0, 5, 0], C=[7, 7, 7, 8])


@pytest.mark.parametrize(
    ("over_time", "over_units", "by_hand"),
    [
        # of a year: all, D (A and B), E (C)
        ("sum", "sum", (44, 15, 29)),  # 252 sessions
        ("last", "sum", (12, 4, 8)),  # 94 teams
        ("first", "sum", (8, 1, 7)),
        ("max", "sum", (17, 9, 8)),
        ("average", "sum", (11, 3.75, 7.25)),
        ("sum", "average", (44 / 3, 7.5, 29)),
        ("average", "average", (11 / 3, 1.875, 7.25)),
        ("max", "units_with", (3, 2, 1)),  # 94/94
        ("last", "units_with", (2, 1, 1)),
        ("first", "units_with", (2, 1, 1)),
        ("average", "units_with", (3, 2, 1)),
    ],
)
def test_the_year_of_full_returns(over_time, over_units, by_hand):
    """Each unit over its periods first, then over units; complete, of all reports or of all units."""
    totals = World({"over_time": over_time, "over_units": over_units}).totals(FULL)
    counts = (3, 2, 1) if over_units == "units_with" else (12, 8, 4)
    assert [totals["", parent] for parent in ("", "D", "E")] == [
        (value, count, count, "complete") for value, count in zip(by_hand, counts, strict=True)
    ]


def test_a_period_by_itself():
    """The number of its reports, by parent and of all, whatever is done over time."""
    for over_time in OVER_TIME:
        totals = World({"over_time": over_time}).totals(FULL)
        assert [totals["2021-Q3", parent][:3] for parent in ("", "D", "E")] == [
            (15, 3, 3),
            (8, 2, 2),
            (7, 1, 1),
        ]
        assert ("", "") in totals or over_time == "none"


@pytest.mark.parametrize(
    ("over_time", "over_units", "numbers", "year"),
    [
        # blank is missing, and is said; zero is a number
        ("sum", "sum", quarters(A=[1, None, 3, 0], B=[0] * 4, C=[1] * 4), (8, 11, 12)),
        ("sum", "sum", quarters(A=[1, 2]), (3, 2, 12)),
        ("sum", "sum", {}, (None, 0, 12)),
        ("sum", "sum", quarters(A=[None]), (None, 0, 12)),
        # nil is a declared zero of what occurs
        ("sum", "sum", quarters(A=[NIL] * 4, B=[1] * 4, C=[NIL] * 4), (4, 12, 12)),
        ("sum", "average", quarters(A=[NIL] * 4, B=[1] * 4, C=[NIL] * 4), (4 / 3, 12, 12)),
        # but no number of a stock, nor of an average
        ("last", "sum", quarters(A=[3, 2, NIL, NIL], B=[1] * 4, C=[1] * 4), (4, 12, 12)),
        ("last", "sum", quarters(A=[NIL] * 4, B=[NIL] * 4, C=[NIL] * 4), (None, 12, 12)),
        ("average", "sum", quarters(A=[4, NIL, 6, NIL]), (5, 4, 12)),
        # the last number a unit has, not the last period
        ("last", "sum", quarters(A=[1, 2, 3], B=[5], C=[7, 7, 7, 8]), (16, 8, 12)),
        ("first", "sum", {("A", "2021-Q3"): 5, ("A", "2021-Q2"): 4}, (4, 2, 12)),
        ("max", "sum", quarters(A=[-3, -2]), (-2, 2, 12)),
        # with some is certain at once, without some only when all is in
        ("max", "units_with", quarters(A=[0, 1], B=[0, 0, 0], C=[0] * 4), (1, 2, 3)),
        ("max", "units_with", quarters(A=[NIL] * 4, B=[NIL, 1], C=[0, 0]), (1, 2, 3)),
        ("last", "units_with", quarters(A=[3, 2, 1, NIL], B=[1] * 4, C=[1] * 4), (2, 3, 3)),
        ("max", "units_with", {}, (None, 0, 3)),
        # exact, where doubles are not
        ("sum", "sum", quarters(A=[0.1] * 4, B=[0.1] * 4, C=[0.1, 0.1]), (1.0, 10, 12)),
        ("average", "average", quarters(A=[0.1, 0.2, 0.3], B=[0.2]), (0.2, 4, 12)),
        ("sum", "sum", quarters(A=[1e15, 0.0000001], B=[1e15], C=[-2e15]), (1e-7, 4, 12)),
        # nobody asked: another unit, another period, an item of another collection
        (
            "sum",
            "sum",
            {("X", "2021-Q1"): 5, ("A", "2021-05"): 5, ("A", "2021-Q1", "other"): 5},
            (None, 0, 12),
        ),
    ],
)
def test_the_year_of_some_returns(over_time, over_units, numbers, year):
    """What is there is added, and the total says how much that is."""
    world = World({"over_time": over_time, "over_units": over_units})
    assert world.year(numbers) == year
    value, reported, due = year
    status = "insufficient_data" if value is None else "complete" if reported == due else "partial"
    assert world.totals(numbers)["", ""][3] == status


def test_a_unit_that_closed_adds_no_stock_at_the_end_of_the_year():
    """Its teams are its successor's by then; what occurred while it stood is added."""
    closed, successor = {**A, "valid_to": "30/6/2021"}, {**B, "valid_from": "01/7/2021"}
    numbers = {
        ("A", "2021-Q1"): 3,
        ("A", "2021-Q2"): 3,
        ("B", "2021-Q3"): 4,
        ("B", "2021-Q4"): 4,
        ("A", "2021-Q3"): 9,  # nobody expects it
    }
    for over_time, over_units, value in (
        *(("last", "sum", 4), ("first", "sum", 3), ("sum", "sum", 14), ("max", "units_with", 2)),
        ("last", "units_with", 1),
    ):
        world = World({"over_time": over_time, "over_units": over_units}, units_of=(closed, successor))
        assert world.totals(numbers)["", ""][0] == value
        assert world.totals(numbers)["", ""][3] == "complete"


def test_of_an_item_that_stands_twice_the_first_counts():
    """It is never added twice."""
    world = World({})
    rows = [{"collection": "q", "period": "2021-Q1", "indicator": "x", "value": number} for number in (3, 4)]
    frame = return_totals(values(rows), world.expected, world.tables)
    assert frame["value"].iloc[0] == 3


def test_items_that_are_not_relevant_are_not_missing():
    """A unit without teams is not asked how many members they have; one that answers is counted."""
    world = World({})
    rows = [
        {"unit_id": unit, "collection": "q", "period": "2021-Q1", "indicator": "x", "value": number}
        for unit, number in (("A", np.nan), ("B", 2), ("C", 4))
    ]
    relevant = values(rows).assign(relevant=[False, True, False])
    frame = return_totals(relevant, world.expected, world.tables).set_index(["period", "parent"])
    assert list(frame.loc[("2021-Q1", ""), ["value", "reported", "expected"]]) == [6, 2, 2]


def test_collections_of_different_periods_meet_in_the_year():
    """Communes by the month and districts by the quarter: each by itself, and all in the year."""
    collecting = ({"collection_id": "m"}, {**QUARTERLY, "units": "district"})
    world = World({}, units_of=(A, D), collecting=collecting)
    numbers = {("A", f"2021-{month:02}", "m"): 1 for month in range(1, 13)} | quarters(D=[10, 10, 10, 10])
    totals = world.totals(numbers)
    assert totals["", ""] == (52, 16, 16, "complete")
    assert totals["", "D"] == (12, 12, 12, "complete")  # what D reports itself is under nobody
    assert totals["2021-03", ""] == (1, 1, 1, "complete")
    assert totals["2021-Q1", ""] == (10, 1, 1, "complete")


INCLUDING = {"collection_id": "d", "period_type": "quarter", "units": "district", "includes_children": True}


def test_what_includes_its_children_is_not_added_to_them():
    """Where they are asked themselves; where they are not, it is all there is."""
    collecting = ({"collection_id": "m"}, INCLUDING)
    months = {("A", f"2021-{month:02}", "m"): 1 for month in range(1, 13)}
    quarters_of_d = {(*key, "d"): number for key, number in quarters(D=[3, 3, 3, 3]).items()}
    both = World({}, units_of=(A, D), collecting=collecting).totals(months | quarters_of_d)
    assert both["", ""] == (12, 12, 12, "complete")
    assert ("2021-Q1", "") not in both
    alone = World({}, units_of=({**A, "valid_to": "31/3/2021"}, D), collecting=collecting)
    # from April on there is no child that is asked
    assert alone.totals(months | quarters_of_d)["", ""] == (12, 6, 6, "complete")
    none_below = World({}, units_of=({**A, "parent": ""}, D), collecting=collecting)
    assert none_below.totals(months | quarters_of_d)["", ""] == (24, 16, 16, "complete")


def test_what_includes_its_children_sees_those_further_down():
    """A province whose districts are not asked, and whose communes are."""
    province = {"unit_id": "P", "level": "province"}
    collecting = ({"collection_id": "m"}, {**INCLUDING, "units": "province"})
    world = World({}, units_of=(A, {**D, "parent": "P"}, province), collecting=collecting)
    assert world.totals({("A", "2021-01", "m"): 5, ("P", "2021-Q1", "d"): 6})["", ""][:2] == (5, 1)


@pytest.mark.parametrize(
    ("method", "collecting", "refusal"),
    [
        ({}, [QUARTERLY], None),
        ({"over_time": ""}, [QUARTERLY], ("all", "no_over_time")),
        ({"over_units": "none"}, [QUARTERLY], ("all", "no_over_units")),
        ({"over_time": "none"}, [QUARTERLY], ("year", "no_over_time")),
        ({"distinct": True}, [QUARTERLY], ("year", "distinct_sum")),
        ({"kind": "percentage"}, [QUARTERLY], ("all", "not_added")),
        ({}, [QUARTERLY, {}], ("all", "collected_twice")),  # by the quarter and by the month
        # once a year nothing is added over time
        ({"over_time": "none"}, [{"period_type": "year"}], None),
        ({"distinct": True}, [{"period_type": "year"}], None),
        # one collection follows the other
        ({}, [{**QUARTERLY, "valid_to": "30/6/2021"}, {"valid_from": "01/7/2021"}], None),
    ],
)
def test_what_is_refused_has_no_row_and_a_reason(method, collecting, refusal):
    """Rather than a total that may be wrong."""
    world = World(method, collecting=collecting)
    assert world.refusals() == ({"x": refusal} if refusal else {})
    periods = {period for period, _ in world.totals({})}
    assert ("" in periods) is (refusal is None)
    assert bool(periods) is (refusal is None or refusal[0] == "year")


def test_an_indicator_nobody_declared_is_refused():
    """As one that does not say how it is added."""
    world = World({}, pairs=[("q", "unknown")])
    assert world.refusals() == {"unknown": ("all", "no_over_time")}
    assert world.totals({}) == {}


def test_without_anything_expected_there_are_no_totals():
    """The columns are there all the same."""
    world = World({}, units_of=())
    assert world.totals({}) == {}


@pytest.mark.parametrize("over_units", ["sum", "average", "units_with"])
@pytest.mark.parametrize("over_time", ["sum", "last", "first", "max", "average"])
def test_totals_are_those_worked_out_one_by_one(over_time, over_units):
    """In worlds made at random: units that close, two collections, zeros, blanks, nils, any decimals."""
    random = np.random.default_rng(len(over_time) * 10 + len(over_units))
    collecting = ({"collection_id": "m", "units": "U0;U1;U2"}, {**QUARTERLY, "units": "U3;U4;U5"})
    for decimals in (0, 2):
        ending = pd.Timestamp("2021-02-01") + pd.to_timedelta(random.integers(0, 700, 6), unit="D")
        parents = random.choice(["", "D", "E"], 6)
        office = [
            {"unit_id": f"U{n}", "parent": parents[n], "valid_to": ending[n]} for n in range(len(parents))
        ]
        world = World(
            {"over_time": over_time, "over_units": over_units}, units_of=office, collecting=collecting
        )
        reported = {}
        for key in world.expected[["unit_id", "period", "collection"]].itertuples(index=False, name=None):
            number = float(np.round(random.normal(2, 9), decimals))
            reported[key] = [number, None, NIL, 0.0][random.choice(4, p=[0.6, 0.15, 0.1, 0.15])]
        totals = {key: total[:3] for key, total in world.totals(reported).items()}
        assert totals == slow_totals(world.expected, reported, over_time, over_units)
