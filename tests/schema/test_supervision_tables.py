"""Tests of `khacphuc.schema.supervision_tables`."""

from khacphuc.schema.supervision_tables import SUPERVISION_TABLES


def test_an_office_that_supervises_nothing_has_none_of_them():
    """They may be missing; where they were typed from a document a sidecar names it."""
    assert [table.name for table in SUPERVISION_TABLES] == ["supervisions", "supervision_findings"]
    assert all(table.optional and table.sourced for table in SUPERVISION_TABLES)
