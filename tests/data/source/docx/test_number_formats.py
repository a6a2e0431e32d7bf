"""Tests of `khacphuc.data.source.docx.number_formats`."""

import pytest

from khacphuc.data.source.docx.number_formats import format_number


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),  # Word repeats the letter
        (54, "lowerLetter", "bbb"),
        (7, "decimalZero", "07"),
        (3, "numberInDash", "- 3 -"),
        (3, "none", ""),
        (3, "ordinal", "3"),  # a form that is not known
        (21, "vietnameseCounting", "hai mươi mốt"),
        (11, "vietnameseCounting", "mười một"),
        (10, "vietnameseCounting", "mười"),
        (30, "vietnameseCounting", "ba mươi"),
        (100, "vietnameseCounting", "100"),
        (5, "vietnameseCounting", "năm"),
        (2, "decimalEnclosedCircle", "②"),
        # beyond what the form can say
        (0, "upperRoman", "0"),
        (0, "lowerLetter", "0"),
        (21, "decimalEnclosedCircle", "21"),
    ],
)
def test_forms(number, form, expected):
    """Each form prints as Word does."""
    assert format_number(number, form) == expected
