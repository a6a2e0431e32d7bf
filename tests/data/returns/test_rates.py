"""Tests of `khacphuc.data.returns.rates`."""

import datetime as dt
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from khacphuc.data.returns.rates import RATE_COLUMNS, arrivals_of, reporting_rates
from khacphuc.data.returns.revisions import current_forms

from .worlds import COLLECTION, FORM, UNIT, expected, typed

UNITS = [{"unit_id": name, "parent": parent} for name, parent in (("A", "D"), ("B", "D"), ("C", "E"))]
HALVES = [{"period_type": "half"}]  # due on 05/7/2021 and 05/1/2022
FIRST = {"period": "2021-H1", "received_on": "05/7/2021"}
LATE = {**FIRST, "received_on": "06/7/2021"}


def counted(*rows):
    """Forms that came in, each complete unless it says something else, and which of them count."""
    files = [{"file": f"{n}.xlsx", "sha256": str(n), "complete": True, **row} for n, row in enumerate(rows)]
    return current_forms(typed(files, {**FORM, "complete": True}))


def rate(frame, period, parent):
    """The counts of one row, and whether lateness is known."""
    row = frame[(frame["period"] == period) & (frame["parent"] == parent)].iloc[0]
    return (*map(int, row[["expected", "actual", "on_time"]]), bool(row["lateness_known"]))


def test_five_numbers_for_each_period_and_parent():
    """And for the year, and for all units together."""
    forms = counted(FIRST, {**LATE, "unit_id": "B"}, {**FIRST, "unit_id": "C", "complete": False})
    frame = reporting_rates(expected(HALVES, UNITS), forms)
    assert tuple(frame) == RATE_COLUMNS
    assert {(row.period, row.parent): rate(frame, row.period, row.parent) for row in frame.itertuples()} == {
        ("2021-H1", "D"): (2, 2, 1, True),
        ("2021-H1", "E"): (1, 0, 0, True),
        ("2021-H1", ""): (3, 2, 1, True),
        ("2021-H2", "D"): (2, 0, 0, True),
        ("2021-H2", "E"): (1, 0, 0, True),
        ("2021-H2", ""): (3, 0, 0, True),
        ("", "D"): (4, 2, 1, True),
        ("", "E"): (2, 0, 0, True),
        ("", ""): (6, 2, 1, True),
    }
    whole = frame[(frame["period"] == "2021-H1") & (frame["parent"] == "")].iloc[0]
    assert (whole["rate"], whole["rate_on_time"]) == (200 / 3, 100 / 3)


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([FIRST], (3, 1, 1, True)),  # on the day it is due
        ([LATE], (3, 1, 0, True)),
        ([{**FIRST, "received_on": None}], (3, 1, 0, False)),  # never "on time" without a receipt
        ([{**FIRST, "unit_id": "X"}], (3, 0, 0, True)),  # nobody expects it
        ([{**FIRST, "state": "rejected"}], (3, 0, 0, True)),
        ([FIRST, {**LATE, "revision": 2}], (3, 1, 1, True)),  # corrected later
        ([{**FIRST, "complete": False}, {**LATE, "revision": 2}], (3, 1, 0, True)),  # on time, not complete
        ([{**FIRST, "state": "rejected"}, {**LATE, "revision": 2}], (3, 1, 0, True)),
        # corrected into one that is not complete
        ([FIRST, {**LATE, "revision": 2, "complete": False}], (3, 0, 0, True)),
        # the first has no receipt and may have been on time
        ([{**FIRST, "received_on": None}, {**LATE, "revision": 2}], (3, 1, 0, False)),
        ([{**FIRST, "received_on": None}, {**FIRST, "revision": 2}], (3, 1, 1, True)),
        ([FIRST, FIRST], (3, 0, 0, True)),  # two files of one revision
    ],
)
def test_what_is_actual_and_on_time(rows, counts):
    """A form counts if it is complete; it is on time if the first complete one was."""
    assert rate(reporting_rates(expected(HALVES, UNITS), counted(*rows)), "2021-H1", "") == counts


def test_what_is_never_due_is_never_late():
    """But without a receipt nobody knows that it came in time."""
    reports = expected([{"period_type": "year", "due_days": None}], UNITS)
    forms = counted({"period": "2021"}, {"period": "2021", "unit_id": "B", "received_on": None})
    assert list(arrivals_of(reports, forms)["on_time"]) == [True, False, False]


def test_a_unit_without_a_parent_is_in_the_whole_only():
    """An empty parent means all units, and stands once."""
    frame = reporting_rates(expected([{"period_type": "year"}], [{"unit_id": "A"}, UNITS[1]]), counted())
    assert {row.parent: row.expected for row in frame[frame["period"] == "2021"].itertuples()} == {
        "": 2,
        "D": 1,
    }


def test_nothing_is_expected_without_collections():
    """The columns are there all the same."""
    frame = reporting_rates(expected([], UNITS), counted(FIRST))
    assert tuple(frame) == RATE_COLUMNS
    assert frame.empty


def model(reports, forms):
    """The same numbers, counted one report after the other."""
    counts = defaultdict(lambda: [0, 0, 0, True])
    for report in reports.to_dict("records"):
        key = [report[name] for name in ("collection", "unit_id", "period")]
        sent_here = [
            form for form in forms if [form[name] for name in ("collection", "unit_id", "period")] == key
        ]
        actual = any(form["counted"] == "yes" and form["complete"] for form in sent_here)
        days = [form["received_on"] for form in sent_here if form["complete"] and form["state"] != "rejected"]
        known = [day for day in days if not pd.isna(day)]
        on_time = actual and any(day <= report["due_on"] for day in known)
        certain = not actual or on_time or len(known) == len(days)
        parents = {"", report["parent"]}
        for cell in ((period, parent) for period in ("", report["period"]) for parent in parents):
            row = counts[report["collection"], *cell]
            row[:] = [row[0] + 1, row[1] + actual, row[2] + on_time, row[3] and certain]
    return {
        (*key, *row[:3], 100 * row[1] / row[0], 100 * row[2] / row[0], row[3]) for key, row in counts.items()
    }


@pytest.mark.parametrize("seed", range(5))
def test_rates_are_those_counted_one_by_one(seed):
    """In worlds made at random: units that close, forms of any revision, state and day."""
    random = np.random.default_rng(seed)

    def day(first, days):
        return dt.date.fromisoformat(first) + dt.timedelta(int(random.integers(days)))

    units = [
        {
            **UNIT,
            "unit_id": f"U{n}",
            "parent": random.choice(["", "D", "E"]),
            "valid_to": day("2021-03-01", 900),
        }
        for n in range(5)
    ]
    asking = [
        {**COLLECTION, "collection_id": "m"},
        {
            **COLLECTION,
            "collection_id": "q",
            "period_type": "quarter",
            "cutoff": "15-14",
            "units": "U1;U2;U3",
        },
    ]
    reports = expected(asking, units)
    sent = reports.sample(60, replace=True, random_state=seed)
    forms = counted(
        *(
            {
                **{name: row[name] for name in ("collection", "unit_id", "period")},
                "revision": int(random.integers(1, 4)),
                "complete": bool(random.random() < 0.8),
                "received_on": None
                if random.random() < 0.2
                else row["period_end"] + pd.Timedelta(days=int(random.integers(12))),
                "state": random.choice(["received", "approved", "rejected"], p=[0.7, 0.1, 0.2]),
            }
            for row in sent.to_dict("records")
        )
    )
    frame = reporting_rates(reports, forms)
    assert set(frame.itertuples(index=False, name=None)) == model(reports, forms.to_dict("records"))
