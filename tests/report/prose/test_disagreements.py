"""Tests of `khacphuc.report.prose.disagreements`."""

import pandas as pd
import pytest

from khacphuc.report.prose.disagreements import Decision, Disagreement, disagreements
from khacphuc.schema.tables import TABLES

from ... import run2021

OBSERVED = "SL031 «17 chi hội» | SL067 «18 chi hội»"


def decided(**cells):
    """Clean tables of 2021 with one answer."""
    tables = run2021.tables()
    answer = {
        "rule": "SL-10",
        "row_id": "SL031",
        "observed": OBSERVED,
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
        [answer | cells], columns=[field.name for field in TABLES["answers"].clean]
    )
    return tables


def test_2021():
    """The six disagreements of 2021; two definitions of one thing are not one of them."""
    by_code = disagreements(run2021.tables())
    pairs = {disagreement.codes for disagreement in by_code.values()}
    assert pairs == {
        ("SL027", "SL075"),
        ("SL031", "SL067"),
        ("SL032", "SL068"),
        ("SL035", "SL071"),
        ("SL039", "SL073"),
        ("SL040", "SL074"),
    }
    assert all(disagreement.decision is None for disagreement in by_code.values())
    assert by_code["SL031"] is by_code["SL067"]


def test_a_decision():
    """An accepted answer says which figure is used, and why."""
    by_code = disagreements(decided())
    assert by_code["SL031"] == Disagreement(
        ("SL031", "SL067"), Decision("SL067", "đã rà soát (Bí thư, 03/3/2021)")
    )
    assert by_code["SL031"].others("SL031") == ("SL067",)
    assert by_code["SL032"].decision is None


@pytest.mark.parametrize(
    "cells",
    [
        {"decision": "under_review"},
        {"uses": ""},
        {"uses": "SL068"},  # of another disagreement
        {"row_id": "SL032"},
        {"observed": OBSERVED.replace("18", "19")},  # answered when another number stood there
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
