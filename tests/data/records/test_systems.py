"""Tests of `khacphuc.data.records.systems`."""

from khacphuc.checks.run import asked_suites
from khacphuc.checks.suites import load_suites
from khacphuc.data.records.systems import RECORD_FRAMES, RECORD_SYSTEMS, unused_suites
from khacphuc.schema.tables import TABLES

from ... import run2021


def test_their_tables_are_declared_and_optional():
    """A project published before there were any has none of them."""
    assert all(TABLES[name].optional for system in RECORD_SYSTEMS for name in system.tables)
    assert not set(RECORD_FRAMES) & set(TABLES)


def test_a_run_without_rows_is_asked_nothing_about_them():
    """The suites of a system are those of its tables and frames; one row asks all of them."""
    suites, tables = load_suites(run2021.LAYOUT.expectations), run2021.tables()
    scores = {"score_sheets", "scores", "unit_scores"}
    assert scores <= unused_suites(tables) <= set(suites)
    assert not scores & set(asked_suites(suites, tables))
    used = tables | {"scores": tables["units"].head(1)}
    assert scores <= set(asked_suites(suites, used))
