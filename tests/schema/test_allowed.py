"""Tests of `khacphuc.schema.allowed`."""

import pytest

from khacphuc.schema import allowed

LISTS = {name: value for name, value in vars(allowed).items() if isinstance(value, tuple)}


@pytest.mark.parametrize("name", LISTS)
def test_words_are_codes(name):
    """Each stands once, in ASCII, without what separates several in a cell."""
    values = LISTS[name]
    assert len(set(values)) == len(values)
    assert all(value.isascii() and value.strip() == value and ";" not in value for value in values)
