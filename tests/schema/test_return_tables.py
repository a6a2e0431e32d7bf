"""Tests of `khacphuc.schema.return_tables`."""

from khacphuc.schema.return_tables import RETURN_TABLES


def test_an_office_without_forms_has_none_of_them():
    """They may be missing, and were typed from no document."""
    assert [table.name for table in RETURN_TABLES] == [
        "collections",
        "collection_items",
        "return_rules",
        "receipts",
    ]
    assert all(table.optional and not table.sourced for table in RETURN_TABLES)
