"""Tests of `khacphuc.data.source.markers`."""

import doctest

import pytest

from khacphuc.data.source import markers
from khacphuc.data.source.markers import read_marker, roman_value


@pytest.mark.parametrize(
    ("line", "form", "numbers"),
    [
        ("I. ĐẦU", "roman", (1,)),
        ("IV- ĐẦU", "roman", (4,)),
        ("II/ĐẦU", "roman", (2,)),
        ("III.1. Đầu", "nested", (3, 1)),
        ("A. ĐẦU", "letter", (1,)),
        ("Đ. ĐẦU", "letter", (5,)),
        ("Phần thứ ba", "part", (3,)),
        ("PHẦN II: KẾT QUẢ", "part", (2,)),
        ("Chương I", "part", (1,)),
        ("Điều 2. Mục tiêu", "article", (2,)),
        ("ĐIỀU 12", "article", (12,)),
        ("I.. ĐẦU", "roman", (1,)),
        ("Phụ lục 3", "annex", (3,)),
        ("PHỤ LỤC", "annex", (0,)),
        ("1. Một", "arabic", (1,)),
        ("12/ Một", "arabic", (12,)),
        ("3) một", "arabic", (3,)),
        ("1.Một", "arabic", (1,)),
        ("2.1.3. một", "nested", (2, 1, 3)),
        ("1.2 Một", "nested", (1, 2)),
        ("(2) được", "bracket", (2,)),
        ("(b) được", "small", (2,)),
        ("đ) được", "small", (5,)),
        ("- được", "bullet", ()),
        ("* được", "bullet", ()),
        ("**1. Một**", "arabic", (1,)),
    ],
)
def test_markers(line, form, numbers):
    """Every way to mark a heading or an item is known."""
    marker = read_marker(line)
    assert (marker.form, marker.numbers) == (form, numbers)


@pytest.mark.parametrize(
    "line",
    ["94 đội", "3-4 đội", "1.231 Người", "1.2 triệu", "5/6 xã", "Im lặng", "IIX. Đầu", "0. Không", "Phần lớn",
     "", "Phụ lục 1 kèm theo", "30/4 Lễ", "Điều 4 Quy chế"],
)  # fmt: skip
def test_no_markers(line):
    """What only begins alike is none."""
    assert read_marker(line) is None


def test_roman_numbers():
    """Each from 1 to 39 is read, and nothing that looks like one."""
    assert [roman_value(text) for text in ("I", "IX", "XXXIX", "IIII", "VX", "A")] == [1, 9, 39, 0, 0, 0]


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(markers).failed == 0
