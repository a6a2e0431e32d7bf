"""Tests of `khacphuc.checks.views.records`."""

from khacphuc.checks.views.records import record_views
from khacphuc.data.records.systems import RECORD_SYSTEMS, unused_suites

from ... import run2021


def test_every_system_that_is_used_has_its_views():
    """What a suite of a system checks is there; nothing of one the run has no rows of."""
    tables = run2021.tables()
    views = record_views(tables, tables["units"], 2021)
    unused = unused_suites(tables)
    assert "ratings" in unused
    assert {suite for system in RECORD_SYSTEMS for suite in system.suites} - unused <= set(views)
    assert not {"ratings", "rating_rounds"} & set(views)
