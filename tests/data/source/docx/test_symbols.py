"""Tests of `khacphuc.data.source.docx.symbols`."""

import pytest

from khacphuc.data.source.docx.symbols import symbol


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F034", "4"),
        ("Symbol", "B1", "±"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F034", ""),  # an ornament at the place of a digit
        ("Times New Roman", "0034", "4"),
        ("Times New Roman", "D800", ""),
        ("Symbol", "xyz", ""),
    ],
)
def test_signs(font, code, sign):
    """A sign is what people see, and an ornament is nothing."""
    assert symbol(font, code) == sign
