"""Real forms of a province, gathered: rates and totals are those of plain arithmetic, exactly."""

from __future__ import annotations

import pandas as pd
import pytest

from khacphuc.office.example.returns_truth import returns_truth

from .gathering import gathered
from .province import YEAR, clean_reports, faulty_reports, province
from .province_files import write_province


def frames_of(folder, collection, reports):
    """What is gathered from the forms of the reports."""
    return gathered(write_province(folder, collection, reports))


def check(frames, truth):
    """Compare all rates, and the totals of all that can be totalled."""
    rates = {
        (row.collection, row.period, row.parent): (
            *(row.expected, row.actual, row.on_time, row.rate, row.rate_on_time),
        )
        for row in frames["rates"].itertuples()
    }
    assert rates == {
        key: (known.expected, known.actual, known.on_time, float(known.rate), float(known.rate_on_time))
        for key, known in truth.rates.items()
        if known.expected
    }
    totals = {
        (row.indicator, row.period, row.parent): (
            None if pd.isna(row.value) else row.value,
            *(row.reported, row.expected, row.status),
        )
        for row in frames["totals"].itertuples()
    }
    assert totals == {
        key: (
            None if known.value is None else float(known.value),
            *(known.reported, known.expected, known.status),
        )
        for key, known in truth.totals.items()
    }


@pytest.mark.full
@pytest.mark.parametrize("make", [clean_reports, faulty_reports])
def test_ninety_four_communes_in_twelve_months(tmp_path, make):
    """1,128 workbooks: every rate and total of every parent and period; no fault in right ones."""
    collection = province()
    reports = make(collection)
    frames = frames_of(tmp_path / "office", collection, reports)
    check(frames, returns_truth([collection], reports, YEAR))
    if make is clean_reports:
        assert len(reports) == len(frames["forms"]) == 1_128
        assert frames["faults"].empty


def test_six_communes(tmp_path):
    """The same for a few, with reports missing, late, unfinished, corrected, rejected or without receipt."""
    collection = province(communes=6, districts=2)
    reports = faulty_reports(collection)
    frames = frames_of(tmp_path / "office", collection, reports)
    check(frames, returns_truth([collection], reports, YEAR))
    kinds = {"missing_form", "late", "no_receipt", "resubmitted", "not_declared_complete"}
    assert {*frames["faults"]["fault"]} == {*kinds, "blank_without_reason"}
