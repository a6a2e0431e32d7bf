"""Tests of `khacphuc.report.prose.disagreements`."""

import pandas as pd
import pytest

from khacphuc.report.prose.disagreements import Decision, Disagreement, disagreements
from khacphuc.schema.tables import TABLES

from ... import run2021

SEEN = "SL031 «17 chi hội» | SL067 «18 chi hội»"


def decided(**cells):
    """Clean tables of 2021 with one answer."""
    tables = run2021.tables()
    given = {
        "rule": "SL-10",
        "row_id": "SL031",
        "observed": SEEN,
        "decision": "accepted",
        "uses": "SL067",
        "reason": "đã rà soát",
        "role": "Bí thư",
        "date": pd.Timestamp("2021-03-03"),
        "file": "a.csv",
        "line": 2,
        "problem": "",
    }
    tables["answers"] = pd.DataFrame(
        [given | cells], columns=[field.name for field in TABLES["answers"].clean]
    )
    return tables


def test_2021():
    """The six disagreements of 2021; two definitions of one thing are not one of them."""
    found = disagreements(run2021.tables())
    pairs = {one.codes for one in found.values()}
    assert pairs == {
        ("SL027", "SL075"),
        ("SL031", "SL067"),
        ("SL032", "SL068"),
        ("SL035", "SL071"),
        ("SL039", "SL073"),
        ("SL040", "SL074"),
    }
    assert all(one.decision is None for one in found.values())
    assert found["SL031"] is found["SL067"]


def test_a_decision():
    """An accepted answer says which figure is used, and why."""
    found = disagreements(decided())
    assert found["SL031"] == Disagreement(
        ("SL031", "SL067"), Decision("SL067", "đã rà soát (Bí thư, 03/3/2021)")
    )
    assert found["SL031"].others("SL031") == ("SL067",)
    assert found["SL032"].decision is None


@pytest.mark.parametrize(
    "cells",
    [
        {"decision": "under_review"},
        {"uses": ""},
        {"uses": "SL068"},  # of another disagreement
        {"row_id": "SL032"},
        {"observed": SEEN.replace("18", "19")},  # answered when another number stood there
        {"problem": "date: trống"},
    ],
)
def test_what_decides_nothing(cells):
    """An answer that is not in force chooses no number."""
    assert disagreements(decided(**cells))["SL031"].decision is None


def test_what_was_not_read_disagrees_with_nothing():
    """A figure without a value is left to the checks."""
    tables = run2021.tables()
    tables["figures"].loc[tables["figures"]["figure_id"] == "SL067", "value"] = None
    assert "SL031" not in disagreements(tables)
