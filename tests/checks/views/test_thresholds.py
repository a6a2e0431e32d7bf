"""Tests of `khacphuc.checks.views.thresholds`."""

import pandas as pd
import pytest

from khacphuc.checks.views.thresholds import evidence_columns, status_column, threshold_columns

from ... import run2021


def columns_of(figure, threshold, comparator=">="):
    """The columns of one threshold."""
    rows = pd.DataFrame({"figure": [figure], "comparator": [comparator], "threshold": [threshold]}).astype(
        "str"
    )
    return threshold_columns(rows, run2021.tables()).iloc[0]


def test_a_threshold_that_is_a_code():
    """It brings the comparator of its indicator, and its figure's indicator names what bounds it."""
    columns = columns_of("SL026", "SL012")
    assert (columns["threshold_code"], columns["threshold_of"]) == ("SL012", "introduced_required")
    assert (columns["asked_of"], columns["bound"], columns["no_bound"]) == ("introduced_required", ">=", "")
    assert columns_of("SL026", "SL027")["no_bound"] == "yes"  # a result, no threshold


@pytest.mark.parametrize(
    ("figure", "threshold", "value", "most", "bound"),
    [
        ("SL061", "12", 12, 12, ">="),  # twelve a year
        ("TL07", "100%", 100, 100, ">="),  # a share cannot be more
        ("SL061", "10", 10, 12, ""),  # who asks for less may ask as they like
        ("SL026", "2.000", 2000, None, ""),
        ("SL026", "nhiều", None, None, ""),
        ("", "", None, None, ""),
    ],
)
def test_a_threshold_that_is_a_number(figure, threshold, value, most, bound):
    """At the largest value a figure can have, only `at least` makes sense."""
    columns = columns_of(figure, threshold)
    assert columns["threshold_code"] == ""
    assert (None if pd.isna(columns["threshold_value"]) else columns["threshold_value"]) == value
    assert (None if pd.isna(columns["threshold_most"]) else columns["threshold_most"]) == most
    assert columns["bound"] == bound


@pytest.mark.parametrize(
    ("changed", "unnamed", "elsewhere"),
    [
        ({}, "", ""),
        ({"evidence": "III.1.1"}, "TL06", ""),  # the measured figure is not among the evidence
        ({"evidence": "SL010;SL045"}, "", "SL045"),  # printed under shortcoming 2
        ({"evidence": "SL010;III.2.3"}, "", "III.2.3"),
        ({"evidence": "SL010;SL026;TL02;GP1.1"}, "", ""),  # a note, and what no section prints
        ({"shortcoming_id": "KD9"}, "", ""),  # whose section is not known
        ({"kind": "judged", "evidence": ""}, "–", ""),  # nothing is measured
        ({"figure": ""}, "–", ""),
    ],
)
def test_evidence(changed, unnamed, elsewhere):
    """Evidence names what was measured, and stands in the shortcoming's own section."""
    row = {"kind": "measured", "figure": "TL06", "evidence": "SL010", "shortcoming_id": "KD1"} | changed
    columns = evidence_columns(pd.DataFrame([row]).astype("str"), run2021.tables()).fillna("–").iloc[0]
    assert (columns["unnamed"], columns["elsewhere"]) == (unnamed, elsewhere)


def test_what_waits_for_the_units_is_told_elsewhere():
    """A criterion whose figure nobody has reported yet has no status that a rule could refuse."""
    tables = run2021.tables()
    rows = pd.DataFrame({"figure": ["SL026", "SL001"], "threshold": "5", "problem": ""})
    status = pd.Series(["missing", "missing"])
    is_open = tables["figures"]["figure_id"] == "SL026"
    changes = {"from_returns": "introduced", "printed": ""}
    tables["figures"] = tables["figures"].assign(
        **{name: tables["figures"][name].mask(is_open, cell) for name, cell in changes.items()}
    )
    assert status_column(rows, status, tables).tolist() == ["", "missing"]
