"""Tests of `khacphuc.checks.one_graph`: what it answers is what ``Batch.validate`` answers.

If one of these fails after an upgrade of Great Expectations, what the module says it uses has changed: checks
are still right, as `validation` asks ``Batch.validate`` instead, but slow.
"""

import copy
import warnings
from collections import Counter

import pandas as pd
import pytest

from .. import run2021

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.registry import get_expectation_impl
    from great_expectations.validator.validation_graph import ValidationGraph

    from khacphuc.checks import rules
    from khacphuc.checks.codes import known_codes
    from khacphuc.checks.one_graph import BATCH, ask_at_once, once, prepare
    from khacphuc.checks.suites import load_suites
    from khacphuc.checks.validation import ROW, build, validate
    from khacphuc.checks.views.tables import printed_views

COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": [ROW]}
UNIQUE = "expect_column_values_to_be_unique"


@pytest.fixture(scope="module")
def known():
    """The lists of codes of 2021."""
    return known_codes(run2021.tables())


@pytest.fixture(scope="module")
def rolled():
    """The views of 2021, each column moved down by another number of rows: most rules are broken."""
    views = printed_views(run2021.tables(), status="final", year=2021)
    return {
        name: pd.DataFrame(
            {
                column: pd.Series(
                    frame[column].array.take([(row - place) % len(frame) for row in frame.index])
                )
                for place, column in enumerate(frame.columns)
            }
        ).assign(**{ROW: range(len(frame))})
        for name, frame in views.items()
        if name in {"figures", "documents", "computed", "units"}
    }


def checks_of(name, frame, known):
    """The rules of a table whose columns are there."""
    suite = load_suites(run2021.LAYOUT.expectations)[name]
    ready = [item for item in suite.expectations if item.columns <= set(frame.columns)]
    return build(name, suite.model_copy(update={"expectations": tuple(ready)}), known)


@pytest.mark.parametrize(
    "name",
    ["figures", *(pytest.param(name, marks=pytest.mark.full) for name in ("documents", "computed", "units"))],
)
def test_answers_are_those_of_great_expectations(name, rolled, known):
    """Every rule is answered, and each answer is that of ``Batch.validate``, with the same rows."""
    frame = rolled[name]
    checks = checks_of(name, frame, known)
    with rules.code_lists(known):
        answers = ask_at_once({check.rule: check.expectation for check in checks}, frame, COMPLETE)
        expected = validate(name, frame, checks, known)
    assert answers.keys() == expected.keys() == {check.rule for check in checks}
    assert any(not answer.success for answer in answers.values()) or name == "units"
    for rule, answer in answers.items():
        # as they are printed: a cell that holds no number equals no other
        assert repr((answer.success, answer.result)) == repr(
            (expected[rule].success, expected[rule].result)
        ), rule


def test_a_configuration_is_computed_once(rolled, known, monkeypatch):
    """Of each rule Great Expectations computes the configuration once, whatever asks for it."""
    computed = Counter()
    compute = Expectation.configuration.fget

    def counted(expectation):
        computed[expectation.meta["rule"]] += 1
        return compute(expectation)

    monkeypatch.setattr(Expectation, "configuration", property(counted))
    monkeypatch.setattr("khacphuc.checks.validation._expectations", {})  # those of other tests
    checks = checks_of("figures", rolled["figures"], known)
    with rules.code_lists(known):
        for result_format in ({"result_format": "BOOLEAN_ONLY"}, COMPLETE):
            ask_at_once({check.rule: check.expectation for check in checks}, rolled["figures"], result_format)
    assert computed == Counter(check.rule for check in checks)


def test_what_needs_no_rows_is_computed_ahead(rolled, known, monkeypatch):
    """Once rules are prepared, nothing looks up again which metrics they need, and answers stay the same."""
    frame, settings = rolled["figures"], {"result_format": "BOOLEAN_ONLY"}
    expectations = {check.rule: check.expectation for check in checks_of("figures", frame, known)}
    with rules.code_lists(known):
        expected = ask_at_once(expectations, frame, settings)
        prepare(expectations.values(), settings)
        monkeypatch.setattr(ValidationGraph, "build_metric_dependency_graph", None)
        monkeypatch.setattr(Expectation, "get_validation_dependencies", None)
        answers = ask_at_once(expectations, frame, settings)
    assert expected.keys() == expectations.keys()
    assert {rule: answer.success for rule, answer in answers.items()} == {
        rule: answer.success for rule, answer in expected.items()
    }


def test_what_breaks_is_left_out():
    """A rule about a column there is none of has no answer; the others have."""
    kind = once(get_expectation_impl(UNIQUE))
    expectations = {name: kind(column=name, batch_id=BATCH) for name in ("here", "gone")}
    answers = ask_at_once(expectations, pd.DataFrame({"here": ["a", "a"], ROW: [0, 1]}), COMPLETE)
    assert {rule: answer.success for rule, answer in answers.items()} == {"here": False}


def test_a_graph_that_fails_answers_nothing(monkeypatch):
    """Where Great Expectations is not what the module knows, nothing is answered, and nothing raised."""
    kind = once(get_expectation_impl(UNIQUE))
    monkeypatch.setattr(kind, "get_validation_dependencies", None)
    assert (
        ask_at_once({"AA-01": kind(column="a", batch_id=BATCH)}, pd.DataFrame({"a": ["x"]}), COMPLETE) == {}
    )


def test_a_copy_of_a_configuration_is_a_plain_one():
    """Whoever copies a configuration, as ``Batch.validate`` does, gets one that makes an expectation anew."""
    kind = get_expectation_impl("expect_cells_to_agree")
    expectation = kind(column_list=["a", "b"], meta={"rule": "AA-01"})
    assert expectation.configuration is expectation.configuration
    assert expectation.configuration.to_domain_obj() is expectation
    copied = copy.deepcopy(expectation.configuration)
    copied.kwargs["batch_id"] = "another"
    assert copied.to_domain_obj().batch_id == "another"
    assert expectation.configuration.kwargs == {"column_list": ["a", "b"]}
    assert once(kind) is kind
