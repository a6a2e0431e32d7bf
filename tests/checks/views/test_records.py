"""Tests of `khacphuc.checks.views.records`."""

from khacphuc.checks.views.records import record_views
from khacphuc.data.records.systems import RECORD_SYSTEMS

from ... import run2021


def test_every_system_has_its_views():
    """What a suite of a system checks is there, also in a run that has no rows of it."""
    tables = run2021.tables()
    views = record_views(tables, tables["units"], 2021)
    assert {suite for system in RECORD_SYSTEMS for suite in system.suites} <= set(views)
