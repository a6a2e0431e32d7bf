"""Tests of `khacphuc.schema.lists`."""

from khacphuc.schema.lists import LISTS
from khacphuc.schema.tables import OFFICE_TABLES, REFERENCE_TABLES


def test_no_run_has_them_to_itself():
    """They are the reference tables, of which an office may have some of its own."""
    assert tuple(table.name for table in LISTS) == REFERENCE_TABLES
    assert set(OFFICE_TABLES) < set(REFERENCE_TABLES)


def test_columns_added_later_may_be_missing():
    """A list that was typed before they were declared is still read."""
    added = {field.name for table in LISTS for field in table.raw if field.optional}
    assert added == {"over_time", "over_units", "distinct", "succeeded_by", "part_of"}
    assert all(field.sparse for table in LISTS for field in table.raw if field.optional)
