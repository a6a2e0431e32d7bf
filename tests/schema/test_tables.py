"""Tests of `khacphuc.schema.tables`."""

from typing import get_args

import pytest

from khacphuc.schema.tables import PROVENANCE, REFERENCE_TABLES, TABLES, Dtype

FIELDS = [
    pytest.param(table, field, id=f"{table.name}.{field.name}")
    for table in TABLES.values()
    for field in table.clean
]


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_every_column_is_declared_in_full(table, field):
    """A column has an ASCII name, a description, a known type, and points to tables there are."""
    assert field.name.isidentifier()
    assert field.name.isascii()
    assert field.description
    assert field.dtype in get_args(Dtype)
    assert set(field.reference) <= set(TABLES)
    assert not (field.derived and field.required), table.name


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_table_is_well_formed(table):
    """Column names are unique, the key is typed, required where it names the row, and points nowhere else."""
    names = [field.name for field in table.clean]
    assert len(set(names)) == len(names)
    assert table.description
    assert table.key == table.fields[0].name == table.raw[0].name
    assert table.fields[0].required
    assert table.fields[0].reference == (("shortcomings",) if table.name == "declared" else ())


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_people_type_what_is_not_derived(table):
    """The raw columns are the clean ones without what is computed and without provenance."""
    assert [field.name for field in table.raw] == [f.name for f in table.clean if not f.derived]
    assert table.clean[-len(PROVENANCE) :] == PROVENANCE


def test_one_name_one_type():
    """A column name that several tables have means the same type in all of them."""
    types = {}
    for table in TABLES.values():
        for field in table.clean:
            types.setdefault(field.name, set()).add(field.dtype)
    assert {name: dtypes for name, dtypes in types.items() if len(dtypes) > 1} == {}


def test_reference_tables_are_tables():
    """The tables shared by all runs are declared like the others."""
    assert set(REFERENCE_TABLES) <= set(TABLES)
