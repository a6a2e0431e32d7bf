"""Tests of `khacphuc.data.decisions`."""

import pandas as pd
import pytest

from khacphuc.data.decisions import (
    Decision,
    Disagreement,
    disagreements,
    replacements,
    with_decisions,
)
from khacphuc.schema.tables import TABLES

from .. import run2021

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


def test_one_period_does_not_disagree_with_the_year():
    """The total of a month beside that of the year is no second number of it."""
    tables = run2021.tables()
    is_month = tables["figures"]["figure_id"] == "SL031"
    references = tables["figures"]["from_returns"].mask(is_month, "branches;2021-03")
    tables["figures"] = tables["figures"].assign(from_returns=references)
    assert {"SL031", "SL067"}.isdisjoint(disagreements(tables))


def test_a_decision():
    """An accepted answer says which figure is used, and why."""
    by_code = disagreements(decided())
    assert by_code["SL031"] == Disagreement(
        ("SL031", "SL067"), Decision("SL067", "đã rà soát (Bí thư, 03/3/2021)", "SL-10 SL031", "a.csv", 2)
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


WORKERS = {
    "row_id": "SL027",
    "observed": "SL027 «56 đoàn viên ưu tú» | SL075 «53 đoàn viên ưu tú»",
    "uses": "SL075",
}
DEFINITIONS = {
    "rule": "SL-11",
    "row_id": "SL029",
    "observed": "SL029 «20 đoàn viên ưu tú» | SL076 «17 đoàn viên ưu tú»",
    "uses": "SL076",
}


def test_two_definitions_disagree_once_it_was_decided():
    """Until then each number is printed as it is; then the chosen one stands for both."""
    by_code = disagreements(decided(**DEFINITIONS))
    assert by_code["SL029"] is by_code["SL076"]
    assert by_code["SL029"].decision.uses == "SL076"


@pytest.mark.parametrize(
    ("observed", "is_decided"),
    [("SL031 «17 chi hội» | SL0… 0123456789abcdef", True), ("SL031 «17 chi hội» | SL0… 2021", False)],
)
def test_a_text_too_long_to_be_recorded_whole(observed, is_decided):
    """What was cut cannot quote every figure; the checks compare its digest."""
    decision = disagreements(decided(observed=observed))["SL031"].decision
    assert (decision is not None) is is_decided


@pytest.mark.parametrize(
    ("status", "replaced"), [("reconstruction", []), ("draft", ["SL031"]), ("final", ["SL031"])]
)
def test_replacements(status, replaced):
    """A reconstruction prints what was published; else the figure that was not chosen is replaced."""
    assert list(replacements(decided(), status)) == replaced


def test_nothing_is_replaced():
    """Without a decision the tables are the same ones."""
    tables = run2021.tables()
    assert with_decisions(tables, "final") is tables


def test_the_numbers_that_are_used():
    """The chosen number, with where it stands, and what is computed of it; the printed tables stay."""
    tables = decided(**WORKERS)
    used = with_decisions(tables, "final")
    figures, computed = (
        used[name].set_index(f"{name.removesuffix('s')}_id") for name in ("figures", "computed")
    )
    printed = figures.loc["SL027", ["printed", "value", "section", "line", "qualifier"]].to_list()
    assert printed == ["53", 53, "fn1", 76, ""]
    assert computed.loc["TL02", ["printed", "working", "restates"]].to_list() == ["2,9%", "53 / 1.805", 3.1]
    assert computed.loc["TL01", "working"] == "1.805 / 2.000"
    assert tables["figures"].set_index("figure_id").loc["SL027", "printed"] == "56"
    for name in ("figures", "computed", "targets"):
        assert used[name].dtypes.equals(tables[name].dtypes), name
        assert used[name].index.equals(tables[name].index), name


def test_a_number_that_cannot_be_computed_any_more():
    """It prints nothing, and says why."""
    tables = decided(**WORKERS)
    figures = tables["figures"]
    figures.loc[figures["figure_id"] == "SL075", ["printed", "value"]] = ["0", 0.0]
    tables["answers"]["observed"] = WORKERS["observed"].replace("53", "0")
    row = with_decisions(tables, "final")["computed"].set_index("computed_id").loc["TL03"]
    assert row["printed"] == ""
    assert "0" in row["problem"]


def test_targets_are_linked_to_the_ratio_that_is_used():
    """How many parts count is the denominator of the ratio that was chosen."""
    tables = decided()
    figures = tables["figures"]
    ratio = figures[figures["figure_id"] == "SL015"]
    other = ratio.assign(figure_id="SL999", printed="01/04", value=0.25, denominator=4)
    tables["figures"] = pd.concat([figures, other], ignore_index=True)
    tables["answers"] = tables["answers"].assign(
        row_id="SL015", uses="SL999", observed="SL015 «01/03 nội dung» | SL999 «01/04 nội dung»"
    )
    used = with_decisions(tables, "final")["targets"].set_index("target_id")
    assert used.loc["CT01", "parts_counted"] == 4
    assert tables["targets"].set_index("target_id").loc["CT01", "parts_counted"] == 3
