"""Tests of `khacphuc.text.numbers.qualifiers`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.numbers.qualifiers import AIMS, LIMITS, take_ending, take_qualifier, with_qualifier


@pytest.mark.parametrize(
    ("text", "qualifier", "body"),
    [
        ("hơn 5 tỷ", "hơn", "5 tỷ"),
        ("Ước đạt trên 5 tỷ", "ước đạt trên", "5 tỷ"),
        (">90%", ">", "90%"),
        ("từ 10 xã trở lên", "từ", "10 xã trở lên"),  # its end is taken by another
        ("gần94", "", "gần94"),
        ("hơn", "", "hơn"),
    ],
)
def test_take_qualifier(text, qualifier, body):
    """The words before a figure are told from the figure."""
    assert take_qualifier(text) == (qualifier, body)


@given(st.sampled_from(["", *AIMS]), st.sampled_from(["", *LIMITS]))
def test_with_qualifier(aim, limit):
    """What is put before and behind a figure is taken off again."""
    qualifier = f"{aim} {limit}".strip()
    before, body = take_qualifier(with_qualifier("10 xã", qualifier))
    ending, body = take_ending(body)
    assert (before.removesuffix("từ") + ending if ending else before, body) == (qualifier, "10 xã")
