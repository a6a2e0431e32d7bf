"""Tests of `khacphuc.schema.columns`."""

from khacphuc.schema.columns import PROVENANCE, Field, TableSchema


def test_a_table_knows_its_key_and_what_people_type():
    """The first column is the key; derived ones are not typed; the clean table adds where a row stands."""
    code, value = Field("code", "A code"), Field("value", "A value", "float64", derived=True)
    table = TableSchema("things", "A thing", (code, value))
    assert table.key == "code"
    assert table.raw == (code,)
    assert table.clean == (code, value, *PROVENANCE)
    assert not table.optional
    assert table.sourced
