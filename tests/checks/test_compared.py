"""Tests of `khacphuc.checks.compared`."""

import pandas as pd
import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.compared import ComparedRows
from khacphuc.checks.suites import load_suites, run_suites
from khacphuc.checks.views.tables import assessed_views, printed_views

from .. import run2021

SUITES = load_suites(run2021.LAYOUT.expectations)
BY_ID = {item.meta.rule: item for suite in SUITES.values() for item in suite.expectations}

#: A rule, the columns it looks at, and in which rows it has something to compare.
EXAMPLES = {
    "SL-24": ({"previous": [None, 2.0], "value": [1.0, 1.0]}, [False, True]),
    "SL-10": (
        {"indicator": ["a", "a", "b", "", "a"], "year_value": [1.0, 1.0, 1.0, 1.0, None]},
        [True, True, False, False, False],
    ),
    "SL-11": (
        {"concept": ["a", "a", "b"], "indicator": ["x", "y", "z"], "year_value": [1.0] * 3},
        [True, True, False],
    ),
    "SL-09": ({"figure_id": ["a", "b"], "parent": ["", "a"], "value": [1.0, 1.0]}, [False, True]),
    "TC-06": (
        {"kind": ["measured", "judged"], "figure": ["", ""], "comparator": ["", ""], "threshold": ["", ""]},
        [True, False],
    ),
    "CT-08": ({"declared_status": ["met", ""], "short_status": ["", ""]}, [True, False]),
    "DV-06": ({"missing_returns": ["", None, "x"]}, [True, False, True]),
    "PH-06": ({"papers_sent_on": [None, pd.Timestamp("2021-01-01")]}, [True, True]),
    "CP-07": ({"figure": ["", "a"], "declared_status": ["", ""]}, [True, True]),
    "TR-02": ({"rule": ["a", "a"], "uses": ["", "SL001"]}, [False, True]),
    "SL-01": ({"figure_id": ["a"]}, [True]),
}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_where_there_is_something_to_compare(rule):
    """A blank cell, a missing number, a single row of its kind: nothing is compared."""
    columns, expected = EXAMPLES[rule]
    assert ComparedRows(pd.DataFrame(columns)).by(BY_ID[rule]).tolist() == expected


#: Rules that look for fractions of what cannot be halved, each with how many rows of 2021 it compares.
FRACTIONS = {"SL-30": 61, "TH-10": 0, "TC-24": 1, "TC-25": 0, "CP-18": 0}


@pytest.mark.parametrize("is_listed", [True, False])
def test_without_a_list_of_units_no_fraction_is_looked_for(tables, is_listed):
    """Counts are compared with the list of what cannot be halved; without one nothing is."""
    if not is_listed:
        tables = tables | {"units_of_measure": tables["units_of_measure"].head(0)}
    assessment = run2021.assessment()
    views = assessed_views(
        tables,
        targets=assessment.targets,
        criteria=assessment.criteria,
        assessments=assessment.assessments,
    )
    views |= printed_views(tables, status="final")
    compared = {
        rule: int(ComparedRows(views[table]).by(BY_ID[rule]).sum())
        for table, suite in SUITES.items()
        for rule in FRACTIONS
        if BY_ID[rule] in suite.expectations
    }
    assert compared == (FRACTIONS if is_listed else dict.fromkeys(FRACTIONS, 0))


def test_every_row_that_fails_was_compared(tables):
    """Of every rule, in 2021: what was not compared cannot be wrong."""
    views = printed_views(tables, status="final", year=2021)
    suites = {
        name: suite.model_copy(
            update={"expectations": tuple(e for e in suite.expectations if e.columns <= set(views[name]))}
        )
        for name, suite in SUITES.items()
        if name in views
    }
    checked = run_suites(suites, views, known_codes(tables))
    assert all(result.looked_at >= result.failed for result in checked.rules)
    failing = {failure.rule: list(failure.rows) for failure in checked.failures}
    assert "SL-10" in failing
    for name, suite in suites.items():
        compared = ComparedRows(views[name])
        for expectation in suite.expectations:
            mask = compared.by(expectation)
            assert len(mask) == len(views[name])
            assert mask[failing.get(expectation.meta.rule, [])].all(), expectation.meta.rule


def test_a_rule_about_percentages_compares_no_other_number(tables):
    """Counts, ratios and money cannot be percentages with a zero before them."""
    view = printed_views(tables, status="final", year=2021)["figures"]
    compared = ComparedRows(view).by(BY_ID["SL-29"])
    assert list(view["kind"][compared].unique()) == ["percentage"]
    assert 0 < compared.sum() < len(view)
