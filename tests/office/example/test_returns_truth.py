"""The arithmetic by which an example knows its rates and totals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from khacphuc.office.example.returns import AskedItem, ReportCollection, ReportingUnit, UnitReport
from khacphuc.office.example.returns_truth import ALL, RateTruth, report_rates, report_totals, returns_truth

UNITS = (ReportingUnit("DV1", "DV8"), ReportingUnit("DV2", "DV8"), ReportingUnit("DV3", "DV9"))


def collection(*items, period_type="half"):
    """A collection of three units with two parents."""
    return ReportCollection("BM01", period_type, 5, items, UNITS)


def reports(*rows):
    """Reports of a unit, half of the year, and value, all in time."""
    return [
        UnitReport("BM01", unit, f"2021-H{half}", {"x": value}, dt.date(2021, 6 * half, 30))
        for unit, half, value in rows
    ]


SENT = reports(("DV1", 1, 3), ("DV1", 2, 5), ("DV2", 1, 0), ("DV2", 2, 8), ("DV3", 2, 2))


@pytest.mark.parametrize(
    ("over_time", "over_units", "total"),
    [
        ("sum", "sum", (18, 5, 6)),
        ("last", "sum", (15, 5, 6)),
        # the first that is known of unit 3 is that of the second half
        ("first", "sum", (5, 5, 6)),
        ("max", "sum", (15, 5, 6)),
        ("average", "average", (Fraction(10, 3), 5, 6)),
        # one half of unit 3 is not known, but it has some already
        ("max", "units_with", (3, 3, 3)),
    ],
)
def test_the_year_over_units(over_time, over_units, total):
    """The year first over the periods of each unit, then over units, with what it rests on."""
    totals = report_totals(collection(AskedItem("x", over_time, over_units)), SENT, 2021)
    year = totals["x", ALL, ALL]
    assert (year.value, year.reported, year.expected) == total


@pytest.mark.parametrize("item", [AskedItem("x", "none", "sum"), AskedItem("x", "sum", "sum", distinct=True)])
def test_persons_of_several_months_have_no_year(item):
    """Each period has its total, the year has none."""
    totals = report_totals(collection(item), SENT, 2021)
    assert ("x", ALL, ALL) not in totals
    assert totals["x", "2021-H2", "DV8"].value == 13
    assert not report_totals(collection(replace(item, over_units="none")), SENT, 2021)


def test_nothing_to_report_is_nought_of_what_adds_up():
    """It is 0 of a flow, and no number of a stock, but it was reported."""
    sent = [*SENT, replace(SENT[0], unit_id="DV3", nil=True, answers={"x": None})]
    flow, stock = (
        report_totals(collection(AskedItem("x", over_time, "sum")), sent, 2021)
        for over_time in ("sum", "last")
    )
    assert (flow["x", "2021-H1", "DV9"].value, flow["x", "2021-H1", "DV9"].status) == (0, "complete")
    assert (stock["x", "2021-H1", "DV9"].value, stock["x", "2021-H1", "DV9"].reported) == (None, 1)
    assert stock["x", "2021-H1", "DV9"].status == "insufficient_data"
    assert flow["x", ALL, ALL].status == "complete"


def test_the_five_numbers():
    """Late ones came; unfinished and rejected ones did not; a correction that came late makes nobody late."""
    late, corrected, unfinished, rejected, unknown = SENT
    sent = [
        replace(late, received_on=dt.date(2021, 7, 6)),
        corrected,
        replace(corrected, revision=2, received_on=dt.date(2022, 2, 1)),
        replace(unfinished, complete=False),
        replace(rejected, state="rejected"),
        replace(unknown, received_on=None),
    ]
    rates = report_rates(collection(), sent, 2021)
    assert rates["BM01", "2021-H1", ALL] == RateTruth(3, 1, 0)
    assert rates["BM01", "2021-H2", ALL] == RateTruth(3, 2, 1)
    assert rates["BM01", ALL, "DV8"] == RateTruth(4, 2, 1)
    assert (rates["BM01", ALL, "DV9"].rate, rates["BM01", ALL, "DV9"].rate_on_time) == (50, 0)
    assert RateTruth(0, 0, 0).rate is None
    truth = returns_truth([collection(AskedItem("x", "sum", "sum"))], sent, 2021)
    assert truth.rates == rates
    assert truth.forms == 6
    # of the rejected and the unfinished one only the latter counts in totals
    assert truth.totals["x", ALL, "DV8"].value == 8


def test_a_closed_unit_has_no_stock_at_the_end_of_the_year():
    """What it held went to its successor; what it did until then is part of the flow."""
    closed = replace(UNITS[0], valid_to=dt.date(2021, 7, 31))
    flow, stock = (
        report_totals(
            replace(collection(AskedItem("x", over_time, "sum")), units=(closed, *UNITS[1:])), SENT, 2021
        )["x", ALL, "DV8"]
        for over_time in ("sum", "last")
    )
    assert (flow.value, flow.reported, flow.expected) == (11, 3, 3)
    assert (stock.value, stock.reported, stock.expected) == (8, 3, 3)


def test_whether_a_unit_has_any_is_certain_or_not():
    """A unit that reported 0 in one half and nothing in the other may have some."""
    sent = [report for report in SENT if report.unit_id == "DV1"]
    sent += reports(("DV2", 1, 0), ("DV3", 1, 0), ("DV3", 2, 0))
    total = report_totals(collection(AskedItem("x", "max", "units_with")), sent, 2021)["x", ALL, ALL]
    assert (total.value, total.reported, total.expected, total.status) == (1, 2, 3, "partial")
