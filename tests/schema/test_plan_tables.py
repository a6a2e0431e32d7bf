"""Tests of `khacphuc.schema.plan_tables`."""

from khacphuc.schema.plan_tables import PLAN_TABLES


def test_an_office_may_do_without_them():
    """A project made before has none of them, and nobody typed them from a document."""
    assert all(table.optional and not table.sourced for table in PLAN_TABLES)
