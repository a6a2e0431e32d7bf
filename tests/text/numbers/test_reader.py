"""Tests of `khacphuc.text.numbers.reader`; what is read and refused is in ``test_quantities``."""

import pytest

from khacphuc.errors import QuantityError
from khacphuc.text.numbers.reader import QuantityReader, part_of
from khacphuc.text.refusals import quantity_error


def test_a_column_adds_its_unit():
    """The unit of a table's column is that of what is printed."""
    quantity = QuantityReader("3-5", "triệu đồng").read()
    assert (quantity.value_to, quantity.unit) == (5_000_000, "triệu đồng")


def test_a_part_names_its_whole():
    """A refusal of a part tells of which text it is a part, once."""
    with pytest.raises(QuantityError, match="'5 x' is not a quantity"), part_of("5 x", "x"):
        raise quantity_error("no_rank")
    with pytest.raises(QuantityError, match=r"^its place"), part_of("x", "x"):
        raise quantity_error("no_rank")
