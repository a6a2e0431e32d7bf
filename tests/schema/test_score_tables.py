"""Tests of `khacphuc.schema.score_tables`."""

from khacphuc.schema.score_tables import SCORE_TABLES


def test_an_office_that_scores_nobody_has_none_of_them():
    """They may be missing, and were typed from no document."""
    assert [table.name for table in SCORE_TABLES] == ["score_sheets", "scores"]
    assert all(table.optional and not table.sourced for table in SCORE_TABLES)
