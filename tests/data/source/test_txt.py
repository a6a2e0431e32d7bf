"""Tests of `khacphuc.data.source.txt`."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.source.txt import read_txt
from khacphuc.errors import SourceError

CASES = Path(__file__).parent / "cases" / "e2e"
BASE = (CASES / "base.txt").read_text(encoding="utf-8")
PARAGRAPHS = [line for line in BASE.splitlines() if line]


def paragraphs(text):
    """The words of each block of a text file."""
    document = read_txt(text.encode(), "a.txt")
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_text_broken_at_a_width_is_whole_again(width):
    """Lines are joined to the paragraphs they were, whatever the width."""
    assert paragraphs("\n\n".join(textwrap.fill(line, width) for line in PARAGRAPHS)) == PARAGRAPHS


def test_the_wrapped_case_is_the_base():
    """The invented report wrapped at 72 letters reads as the one that is not."""
    assert (
        paragraphs((CASES / "txt_wrapped_72.txt").read_text(encoding="utf-8"))
        == PARAGRAPHS
        == paragraphs(BASE)
    )


@given(st.text(alphabet="ab 1234.,-)\n\fI\t", max_size=300))
def test_every_run_of_digits_stays_in_order(text):
    """Nothing a text file prints is cut, whatever it looks like."""
    assert re.findall(r"\d+", read_txt(text.encode(), "a.txt").text) == re.findall(r"\d+", text)


def test_lines_that_were_not_broken_stay():
    """Short lines of a list are paragraphs, and so are long ones."""
    lines = ["I. KẾT QUẢ", "- Có 04 đội ở xã", "- Còn 05 tổ", "Tổng số: 9", "x " * 200 + "hết."]
    assert paragraphs("\n".join(lines)) == lines


def test_numbers_of_pages_and_contents_are_marked():
    """They stand in the text, and their lines are known for what they are."""
    text = "I. KẾT QUẢ ........ 1\n\f2\nCó 04 đội.\nTrang 2/5\n"
    document = read_txt(text.encode(), "a.txt")
    marked = [document.text[mark.start : mark.end] for mark in document.marks]
    assert marked == ["I. KẾT QUẢ ........ 1", "2", "Trang 2/5"]


def test_a_text_of_notepad_is_read():
    """Notepad's "Unicode" is UTF-16 with a mark of its byte order."""
    assert read_txt("04 đội".encode("utf-16"), "a.txt").text == "04 đội\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("04 đội".encode("utf-16-le"), "UTF-16 text or no text at all"),
        ("04 đội".encode("utf-16")[:-1], "UTF-16 text, cut short"),
        ("Céng hoµ x· héi chñ nghÜa".encode("latin-1"), "TCVN3"),
        ("Ban Thý?ng v? T?nh ðoàn, Ð? án".encode("latin-1"), "Windows-1258"),
        (b"I. A\n\xff\xd0", "line 2: not UTF-8"),
    ],
)
def test_what_is_no_unicode_is_refused(data, message):
    """It is called what it is."""
    with pytest.raises(SourceError, match=message):
        read_txt(data, "a.txt")
