"""Tests of `khacphuc.checks.views.returns`."""

from khacphuc.checks.run import asked_suites
from khacphuc.checks.suites import load_suites
from khacphuc.checks.views.returns import RETURN_SUITES, has_returns, return_views

from ... import run2021


def test_a_run_that_asks_its_units_nothing_is_not_checked_for_it():
    """The rules about forms are those of runs that have some; all others are checked in every run."""
    tables, suites = run2021.tables(), load_suites(run2021.LAYOUT.expectations)
    assert not has_returns(tables)
    assert set(suites) - set(asked_suites(suites, tables)) == set(RETURN_SUITES)
    asking = {**tables, "collections": tables["units"].head(1)}
    assert asked_suites(suites, asking) == suites


def test_the_views_have_the_names_of_the_suites():
    """And the returns typed by hand, which runs had before."""
    tables = run2021.tables()
    assert set(return_views(tables, tables["units"])) == {"returns", *RETURN_SUITES}
