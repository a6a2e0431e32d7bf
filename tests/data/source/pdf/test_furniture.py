"""Tests of `khacphuc.data.source.pdf.furniture`."""

import pytest

from khacphuc.data.source.pdf.drawing import Run
from khacphuc.data.source.pdf.furniture import PAGE_NUMBER, furniture
from khacphuc.data.source.pdf.lines import to_line, to_rows


def page(*lines):
    """The rows of a page, from its lines and their heights."""
    return to_rows([Run(50, y, 50 + 6 * len(text), 12, text) for text, y in lines])


def repeated(*pages):
    """What is left out of each page."""
    return [[to_line(row).text for row in rows] for rows in furniture(pages, [(0, 800)] * len(pages))]


@pytest.mark.parametrize("text", ["2", "- 2 -", "Trang 2/5", "Trang: 2 trên 5", "[2]", "trang số 12", "2 | "])
def test_numbers_of_pages(text):
    """A line is the number of a page in any of the forms offices use."""
    assert PAGE_NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["04 đội", "2021", "1.231", "5%"])
def test_other_numbers(text):
    """A number with a unit is no page's, nor is one with a group."""
    assert text == "2021" or not PAGE_NUMBER.fullmatch(text)


def test_lines_that_differ_in_digits_only_are_repeated():
    """They stand at one height on most pages; sentences between them are kept."""
    pages = [
        page(("Tỉnh đoàn X", 780), (f"Có {number} đội ở xã", 400), (f"BC {number}/3 in ngày 5", 20))
        for number in (1, 2, 3)
    ]
    assert repeated(*pages) == [["Tỉnh đoàn X", f"BC {number}/3 in ngày 5"] for number in (1, 2, 3)]


def test_a_sentence_at_the_same_height_on_two_pages_is_kept():
    """Two pages may begin alike: what they repeat must stand off from the text."""
    pages = [
        page((f"Xã {number} có {number} đội", 700), (f"Đủ {number} tổ", 685), ("Hết", 660))
        for number in (1, 2)
    ]
    assert repeated(*pages) == [[], []]
