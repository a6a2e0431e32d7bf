"""Tests of `khacphuc.checks.validation`: what is asked of one graph, and what of ``Batch.validate``."""

import warnings

import pandas as pd
import pytest

from .. import run2021

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks import validation
    from khacphuc.checks.suites import Expectation, SuiteFile, load_suites
    from khacphuc.checks.validation import ROW, build, failing

FRAME = pd.DataFrame({"a": ["x", "y"], "B": ["x", "z"], "c": [1, 2]})


def checks(*kinds):
    """A suite of these types with their arguments, as Great Expectations runs it."""
    expectations = [
        Expectation(
            type=kind,
            kwargs=arguments,
            severity="warning",
            description="Một câu đủ dài.",
            meta={"rule": f"AA-{number:02}"},
        )
        for number, (kind, arguments) in enumerate(kinds, start=1)
    ]
    return build("figures", SuiteFile(expectations=tuple(expectations)), {"codes": ["x"]})


def rows(result):
    """The positions of the rows that fail."""
    return [row[ROW] for row in result.result["unexpected_index_list"]]


@pytest.fixture
def left(monkeypatch):
    """The rules ``Batch.validate`` was asked about."""
    left = []
    validate = validation.validate

    def recorded(name, frame, checks, parameters):
        left.extend(check.rule for check in checks)
        return validate(name, frame, checks, parameters)

    monkeypatch.setattr(validation, "validate", recorded)
    return left


def test_only_what_fails_is_returned(left):
    """Rules that hold are left out; all of Great Expectations' own and of ours are answered in one graph."""
    results = failing(
        "figures",
        FRAME,
        checks(
            ("expect_column_values_to_be_in_set", {"column": "a", "value_set": ["x"]}),
            ("expect_column_values_to_be_unique", {"column": "a"}),
            ("expect_cells_to_agree", {"column_list": ["a", "B"]}),
        ),
        {},
    )
    assert {rule: rows(result) for rule, result in results.items()} == {"AA-01": [1], "AA-03": [1]}
    assert left == []


def test_a_rule_about_the_whole_table_sees_every_column(left):
    """Where a rule may look at any column, no column is left out of the frame."""
    columns = {"column_set": ["a", "B", "c", ROW], "exact_match": True}
    whole = ("expect_table_columns_to_match_set", columns)
    unique = ("expect_column_values_to_be_unique", {"column": "a"})
    assert failing("figures", FRAME, checks(unique, whole), {}) == {}
    assert left == []


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("expect_column_values_to_be_in_set", {"column": "a", "value_set": {"$PARAMETER": "codes"}}),
        ("expect_column_values_to_be_in_set", {"column": "b", "value_set": ["x"]}),
    ],
    ids=["waits for a parameter", "a column spelt otherwise"],
)
def test_what_is_left_is_asked_of_batch_validate(left, kind, arguments):
    """A rule that is not answered in one graph is validated by itself, on the whole frame."""
    results = failing("figures", FRAME, checks((kind, arguments)), {"codes": ["x"]})
    assert left == ["AA-01"]
    assert results.keys() == {"AA-01"}


def test_every_expectation_in_use_is_prepared():
    """What the suites use of Great Expectations is prepared when the module is imported, once for a batch."""
    suites = load_suites(run2021.LAYOUT.expectations)
    types = {expectation.type for suite in suites.values() for expectation in suite.expectations}
    ours = {rule.expectation_type for rule in validation.rules.RowRule.__subclasses__()}
    assert types - ours <= set(validation.PREPARED)
