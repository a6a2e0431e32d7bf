"""Tests of `khacphuc.reading.page`."""

import re

import pytest
from bs4 import BeautifulSoup

from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import lines_document
from khacphuc.data.source.doubts import find_doubts
from khacphuc.data.source.outline import Position
from khacphuc.reading.page import position_words, to_coverage_page

from .documents import coverage


def page(read=None, language="vi"):
    """The page of a document, parsed."""
    read = read or coverage()
    html = to_coverage_page(read, find_doubts(read), name="bao-cao.docx", language=language)
    return BeautifulSoup(html, "html.parser")


def test_every_number_is_named():
    """Each number stands in its place with its kind in words above it, not in colour alone."""
    read = coverage()
    marks = page(read).select(".doc ruby")
    assert len(marks) == len(read.spans)
    assert all(mark.rt.get_text(strip=True) for mark in marks)
    assert [mark.find(string=True) for mark in marks] == [
        read.document.text[span.start : span.end] for span in read.spans
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_left_to_people_is_told(language):
    """Decisions with their quotes, and what was not read by kind and count, a kind without a name too."""
    document = page(language=language)
    assert "13.6" in document.select_one(".decisions").find_parent("section").get_text()
    unread = document.select_one("ul.unread").get_text()
    assert "2: Hình 1" in unread
    assert "(hologram): 1" in unread
    assert len(document.select("ul.unread li")) == 3
    for link in document.select("a[href^='#']"):
        assert document.find(id=link["href"][1:]), link


def test_the_page_is_whole_and_runs_nothing():
    """Its policy lets nothing in, and a script of the document is words."""
    document = page()
    policy = document.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert document.find("script") is None
    assert "<script>alert" in document.select_one(".doc").get_text()
    assert not re.findall(r"(?:src|href)=\"(?!#|data:)", str(document))


def test_a_document_without_numbers():
    """Nothing to decide, nothing left out, no quantity: the page says so."""
    document = page(cover_document(lines_document("BÁO CÁO\nKhông có gì.")))
    assert document.select_one(".verdict.open") is not None
    assert not document.select("ruby")


def test_a_place_in_words():
    """Before the first heading there is no section to name."""
    assert position_words(Position("", 2), "en").endswith("paragraph 2")
    assert position_words(Position("III.1", 2), "vi") == "mục III.1, đoạn 2"
