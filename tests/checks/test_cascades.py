"""Tests of `khacphuc.checks.cascades`: one fault is told once, wherever it shows."""

from dataclasses import replace
from functools import cache

import pytest

from khacphuc.checks.cascades import absent_codes, join_cascades
from khacphuc.checks.findings import Finding, Place
from khacphuc.checks.result import CheckResult
from khacphuc.data.raw.run import read_run
from khacphuc.data.store import clean_raw

from .. import run2021


@cache
def raw():
    """The raw tables of 2021."""
    return read_run(run2021.LAYOUT, "2021")


def critical(table, column, code, *, into=""):
    """What stops publication where the row of a code is taken away, or its code or cell becomes another."""
    frame = raw().tables[table].copy()
    if into:
        frame[column] = frame[column].replace(code, into)
    else:
        frame = frame[frame[column] != code].reset_index(drop=True)
    tables = clean_raw(replace(raw(), tables={**raw().tables, table: frame}))
    findings = run2021.findings(tables).query("severity == 'critical'")
    return [(row["rule"], row["row_id"], row["related"]) for row in findings.to_dict("records")]


def test_a_missing_indicator_is_told_once():
    """Not once for its figures, its threshold and the target that leans on both."""
    assert critical("indicators", "indicator_id", "introduced") == [
        ("DM-07", "introduced_required", "introduced_workers;SL026"),
    ]


@pytest.mark.full
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("indicators", "indicator_id", "introduced_required"), [("SL-05", "SL012", "")]),
        (("indicators", "indicator_id", "shortcomings"), [("SL-05", "SL001", "SL077")]),
        (("figures", "figure_id", "SL010"), [("TC-09", "KD1.1", "SL010;TL05;TL06;TL09")]),
        (("figures", "figure_id", "SL024"), [("CT-05", "CT02", "SL024;TL11")]),
        (("documents", "document_id", "VB300"), [("TD-01", "VB300", "")]),
    ],
)
def test_an_absent_row_is_told_once(change, expected):
    """One finding, with every place that names it; what could not be computed for it is none of its own."""
    assert critical(*change) == expected


@pytest.mark.full
def test_an_absent_shortcoming_is_told_once():
    """Its measures, criteria and declared class are places of one finding; only counts differ."""
    named = [
        row for row in critical("shortcomings", "shortcoming_id", "KD1") if row[0] not in {"SL-19", "KD-09"}
    ]
    assert named == [("CB-05", "KD1", "GP1.1;GP1.2;GP1.3;GP1.4;KD1.1;KD1.2")]


def test_a_number_that_cannot_be_read_is_told_where_it_stands():
    """The part of the target that is measured by it has no finding, nor has a number computed of it."""
    rules = {rule for rule, *_ in critical("figures", "printed", "1.805", into="x1")}
    assert "SL-04" in rules
    assert rules.isdisjoint({"CP-08", "TC-10", "TL-04"})


def test_codes_a_row_names_that_no_table_has():
    """Each once; the term of a ratio is its figure; what is there, or empty, is none."""
    row = {"evidence": "SL001;SL999;SL999:numerator;", "figure": ""}
    assert absent_codes(row, ["evidence", "figure"], {"SL001"}) == ("SL999",)
    assert absent_codes(row, [], {"SL001"}) == ()


def finding(rule, code, absent=""):
    """A critical finding about a row."""
    return Finding(
        rule, "critical", "t", f"sentence of {rule}", code, places=(Place(code, "t"),), absent=absent
    )


def test_one_rule_keeps_its_sentence():
    """Only where several rules tell of one code, the finding has a sentence of its own."""
    alone = finding("A-01", "x", "SL1")
    assert join_cascades([alone, finding("A-02", "y")], "en") == (alone, finding("A-02", "y"))
    (joined,) = join_cascades([finding("A-02", "y", "SL1"), alone], "en")
    assert (joined.rule, joined.row_id, joined.related) == ("A-01", "x", ("y",))
    assert joined.description.startswith("A code that is named must be in the tables; add the row, or mend")
    assert joined.expected == "a row with the code «SL1»"


def test_joined_once_and_again_is_the_same():
    """The second stage joins what the first has joined already."""
    findings = [finding("A-01", "x", "SL1"), finding("A-02", "y", "SL1"), finding("A-02", "z", "SL2")]
    once = join_cascades(findings, "vi")
    assert join_cascades(once, "vi") == once
    again = CheckResult.from_json(CheckResult(once).to_json()).findings
    assert join_cascades(again, "vi") == once
