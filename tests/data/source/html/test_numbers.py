"""Tests of `khacphuc.data.source.html.numbers`."""

import pytest

from khacphuc.data.source.html.numbers import item_marker, to_number
from khacphuc.data.source.html.tree import Element


@pytest.mark.parametrize(
    ("kind", "number", "marker"),
    [
        ("1", 12, "12. "),
        ("a", 28, "ab. "),
        ("A", 2, "B. "),
        ("i", 9, "ix. "),
        ("I", 14, "XIV. "),
        ("a", 0, "0. "),
        ("", 3, "3. "),
    ],
)
def test_markers_of_items(kind, number, marker):
    """Letters and Roman numbers as a browser prints them; where there is none, digits."""
    assert item_marker(Element("ol", {"type": kind}), Element("li"), number) == (marker, number)


def test_numbers_of_attributes():
    """What is no number counts as none, nor does one of a thousand digits."""
    assert [to_number(text, 1) for text in ("5", " 7 ", "-2", "x", "9" * 1000, "²")] == [5, 7, -2, 1, 1, 1]
