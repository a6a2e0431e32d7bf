"""Tests of `khacphuc.checks.views.counts`."""

import pandas as pd
import pytest

from khacphuc.checks.views.counts import known_counts, missing_returns, units_by_level
from khacphuc.data.units import valid_units

from ... import run2021

RETURNS = {"unit_id": "str", "indicator": "str"}


def test_2021():
    """Four shortcomings with four groups of measures; 9 of 11 targets met, 2 not."""
    counts = known_counts(run2021.tables(), run2021.assessment().targets)
    assert {name: count for name, (count, _) in counts.items()} == {
        "shortcomings": 4,
        "measure_groups": 4,
        "targets": 11,
        "targets_met": 9,
        "targets_not_met": 2,
    }
    assert counts["targets"][1] == "CT01;CT02;CT03"


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2021, {"province": 1, "district": 9, "commune": 94}),
        (2024, {"province": 1, "district": 9, "commune": 94}),
        (2025, {}),  # on 31 December the district level was gone
        (None, {"province": 1, "district": 9, "commune": 94}),
    ],
)
def test_units(year, expected):
    """Units count by level at the end of the year; a level without units is not listed."""
    assert units_by_level(valid_units(run2021.tables()["units"], year)) == expected


def test_missing_returns():
    """Every unit of the level owes an indicator once one has returned it; others owe nothing."""
    tables = run2021.tables()
    units, indicators = tables["units"], tables["indicators"]
    some = pd.DataFrame(
        {"unit_id": ["DV25456", "DV703"], "indicator": ["youths_counselled", "gifts"]}
    ).astype(RETURNS)
    missing = missing_returns(units, some, indicators)
    assert (missing == "youths_counselled").sum() == 93
    assert missing[units["unit_id"] == "DV25456"].tolist() == [""]
    assert missing[units["level"] != "commune"].isna().all()
    nothing = pd.DataFrame({"unit_id": [], "indicator": []}).astype(RETURNS)
    assert missing_returns(units, nothing, indicators).isna().all()
