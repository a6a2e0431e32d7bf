"""Tests of `khacphuc.schema.rating_tables`."""

from khacphuc.schema.rating_tables import RATING_TABLES


def test_an_office_may_do_without() -> None:
    """Both tables are optional and typed from no document; none has a column for free text or names."""
    assert [table.name for table in RATING_TABLES] == ["rating_sheets", "ratings"]
    assert all(table.optional and not table.sourced for table in RATING_TABLES)
    names = {field.name for field in RATING_TABLES[1].raw}
    assert names == {"rating_id", "month", "rated_role", "rating_criterion_id", "points"}
