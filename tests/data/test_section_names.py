"""Tests of `khacphuc.data.section_names`."""

import doctest
import re

import pytest
import yaml

from khacphuc.data import section_names
from khacphuc.data.section_names import comes_before, list_place, ordinal, section_name, section_parts

from .. import run2021


@pytest.mark.parametrize(
    ("section", "name", "numbers"),
    [
        ("III.1.2", "III.1.2", [3, 1, 2]),
        ("III-bis.1", "III-bis.1", [3, 1]),
        ("1.1", "1.1", [1, 1]),
        ("A.I", "A.I", [1, 1]),
        ("Đ", "Đ", [5]),
        ("Phần I", "P1", [1]),
        ("phần thứ hai.II.3", "P2.II.3", [2, 2, 3]),
        ("Chương IV", "P4", [4]),
        ("Điều 4.2", "Đ4.2", [4, 2]),
        ("Phụ lục số 2", "PL2", [2]),
        ("Phụ lục", "PL", [0]),
        ("mục III.1", "III.1", [3, 1]),
        ("fn2", "fn2", [2]),
        ("III.1.a", "III.1.a", [3, 1, 1]),
        ("0", "0", [0]),
        ("I-5", "I-5", [1]),
    ],
)
def test_sections_of_any_office_are_named(section, name, numbers):
    """However an office numbers its sections, they are known, and rule SL-07 accepts them."""
    assert section_name(section) == name
    assert [part.number for part in section_parts(section)] == numbers
    assert accepted(section)
    assert accepted(name)


@pytest.mark.parametrize("section", ["Mở đầu", "", "IIX", "1,1", "III.", "fn", "Phần", "1..2", "F"])
def test_what_names_no_section(section):
    """Words are no name of a section; a dot at the end is forgiven where it is compared."""
    assert (section_parts(section) == ()) == (section != "III.")


def test_order():
    """Sections are compared by their numbers where they are of one form; annexes stand behind all."""
    in_order = ["P1.I", "P1.I.1", "P1.I.2", "P1.II", "P2", "PL1", "PL2"]
    pairs = [(a, b) for place, a in enumerate(in_order) for b in in_order[place + 1 :]]
    assert all(comes_before(a, b) and not comes_before(b, a) for a, b in pairs)
    assert not comes_before("A", "1")
    assert not comes_before("I-bis", "II")


def test_numbers_of_words_and_letters():
    """Ordinals in digits, Roman signs or words; letters in the order of Vietnamese lists."""
    assert [ordinal(text) for text in ("nhất", "mười", "IX", "3", "cuối")] == [1, 10, 9, 3, 0]
    assert [list_place(text) for text in ("đ", "E", "7")] == [5, 6, 7]


def accepted(section):
    """Whether rule SL-07 accepts a section."""
    suite = yaml.safe_load((run2021.LAYOUT.expectations / "figures.yml").read_text(encoding="utf-8"))
    [pattern] = [
        rule["kwargs"]["regex"] for rule in suite["expectations"] if rule["meta"].get("rule") == "SL-07"
    ]
    return bool(re.match(pattern, section))


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(section_names).failed == 0
