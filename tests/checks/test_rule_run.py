"""Tests of `khacphuc.checks.rule_run`."""

import pytest

from khacphuc.checks.rule_run import run_rule
from khacphuc.errors import UsageError

from .. import run2021


def run(rule, tables, language="vi"):
    """A rule over the tables of 2021."""
    return run_rule(
        rule,
        tables,
        status="reconstruction",
        suites=run2021.LAYOUT.expectations,
        year=2021,
        language=language,
    )


def test_it_fails_the_rows_the_check_of_all_rules_fails(tables):
    """What one rule says by itself is what it says among the others."""
    expected = {rule.rule: rule for rule in run2021.check_printed(tables).rules}
    for rule in ("SL-10", "SL-01"):
        alone = run(rule, tables)
        assert (len(alone.rows), len(alone.failed)) == (expected[rule].rows, expected[rule].failed)
        assert alone.holds == (not alone.failed)
    assert run("SL-10", tables).rows["figure_id"].iloc[list(run("SL-10", tables).failed)].tolist()[:2] == [
        "SL027",
        "SL031",
    ]


def test_a_rule_about_a_whole_table(tables):
    """An empty table breaks its first rule, and no row of it."""
    tables["figures"] = tables["figures"].head(0)
    alone = run("SL-01", tables)
    assert (alone.holds, alone.failed, len(alone.rows)) == (False, (), 0)


def test_a_rule_that_needs_the_assessment_has_no_rows(tables):
    """It is explained all the same."""
    alone = run("DG-05", tables, "en")
    assert alone.rows is None
    assert alone.table == "assessments"
    assert alone.expectation.description.startswith("The class computed")


def test_a_rule_about_records_nobody_keeps_has_looked_at_none(tables):
    """2021 has no rows of ratings: the rule holds of nothing, and waits for no other stage."""
    alone = run("XD-01", tables)
    assert (alone.table, alone.holds, len(alone.rows), alone.looked_at) == ("rating_rounds", True, 0, ())


@pytest.mark.parametrize("wrong", ["SL-100", "sl10", "SL10"])
def test_an_unknown_rule_names_the_nearest(tables, wrong):
    """Who mistypes an id is told which there is."""
    with pytest.raises(UsageError, match="gần giống nhất là SL-10 "):
        run(wrong, tables)


def test_an_id_like_no_other_says_where_all_are(tables):
    """There is nothing near; 185 ids in an error are not read."""
    with pytest.raises(UsageError, match=r"^không có quy tắc «[?]»; view[.]rules[(][)] liệt kê mọi quy tắc$"):
        run("?", tables)
