"""Tests of `khacphuc.schema.published_tables`; that its columns are those published: `tests/conventions`."""

from typing import get_args

import pytest

from khacphuc.schema.columns import Dtype
from khacphuc.schema.published_tables import PUBLISHED_TABLES


@pytest.mark.parametrize("table", PUBLISHED_TABLES.values(), ids=list(PUBLISHED_TABLES))
def test_every_table_is_well_formed(table):
    """Column names are unique and ASCII, types are known."""
    names = [field.name for field in table.fields]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.isascii() for name in names)
    assert {field.dtype for field in table.fields} <= set(get_args(Dtype))
