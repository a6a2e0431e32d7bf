"""Rates and totals of ninety-four communes in twelve months are those of plain arithmetic, exactly."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from khacphuc.data.returns.completeness import with_completeness
from khacphuc.data.returns.rates import reporting_rates
from khacphuc.data.returns.revisions import current_forms
from khacphuc.data.returns.totals import return_totals
from khacphuc.office.example.returns import ReportingUnit
from khacphuc.office.example.returns_truth import report_rates, report_totals

from .province import YEAR, clean_reports, faulty_reports, province
from .province_frames import collection_frame, expected_frame, form_frame, frames, value_frame

_CLOSED = dt.date(YEAR, 5, 17)


@pytest.fixture(scope="module", params=["clean", "faulty", "changing"])
def sent(request):
    """The collection, and what units sent: all in time, with much amiss, or with units that come and go."""
    collection = province()
    if request.param == "clean":
        return collection, clean_reports(collection)
    if request.param == "changing":
        first, second, *others = collection.units
        new = ReportingUnit("DV9901", first.parent, valid_from=_CLOSED + dt.timedelta(days=1))
        closed = [replace(unit, valid_to=_CLOSED) for unit in (first, second)]
        collection = replace(collection, units=(*closed, *others, new))
    return collection, faulty_reports(collection)


def total_rows(totals):
    """Value, reports with and without it, and status of every total."""
    return {
        (row.indicator, row.period, row.parent): (
            None if pd.isna(row.value) else row.value,
            *(row.reported, row.expected, row.status),
        )
        for row in totals.itertuples()
    }


def test_the_five_rates(sent):
    """Expected, actual, on time and both rates of every period and parent."""
    collection, reports = sent
    tables = {"collections": collection_frame(collection)}
    nothing = pd.DataFrame({"fault": [], "file": [], "sheet": []}, dtype="str")
    forms = with_completeness(current_forms(form_frame(reports)), nothing, nothing, tables)
    rates = reporting_rates(expected_frame(collection), forms)
    truth = report_rates(collection, reports, YEAR)
    keys = rates[["collection", "period", "parent"]].astype("str").itertuples(index=False, name=None)
    numbers = rates[["expected", "actual", "on_time", "rate", "rate_on_time"]].itertuples(
        index=False, name=None
    )
    assert dict(zip(keys, numbers, strict=True)) == {
        key: (known.expected, known.actual, known.on_time, float(known.rate), float(known.rate_on_time))
        for key, known in truth.items()
    }


def test_totals(sent):
    """Every indicator over time and units: a sum, a stock, persons, means, and how many units have any."""
    collection, reports = sent
    forms = current_forms(form_frame(reports))
    totals = return_totals(value_frame(forms, reports), expected_frame(collection), frames(collection))
    truth = report_totals(collection, reports, YEAR)
    assert total_rows(totals) == {
        key: (
            None if known.value is None else float(known.value),
            *(known.reported, known.expected, known.status),
        )
        for key, known in truth.items()
    }
    assert len(truth) == len(totals) == len(collection.items) * 13 * 10 - 2 * 10
