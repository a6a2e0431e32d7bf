"""Tests of `khacphuc.data.source.html.page`."""

import pytest

from khacphuc.data.source.html.page import document_part, is_heading_level
from khacphuc.data.source.html.tree import Element, parse_page


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("<div>x</div><article>Một bài dài</article>", "article"),
        ("<div>x</div><div role=main>Một bài dài</div>", "div"),
        ("<p>Một bài dài hơn hẳn</p><article>x</article>", "html"),  # a teaser is not the document
    ],
)
def test_the_part_that_holds_the_document(page, name):
    """An article or main part, if it holds most of the words."""
    assert document_part(parse_page(page)).name == name


def test_links_among_words_are_words():
    """A paragraph that leads to documents is no menu; a list of nothing but links is one."""
    links = "<a href=1>Nghị quyết 27</a>, <a href=2>Chỉ thị 05</a>, <a href=3>Kế hoạch 14</a>"
    words = f"<div>Thực hiện {links} đã ban hành trong năm</div>"
    assert document_part(parse_page(words)).children
    assert not document_part(
        parse_page("<div><a href=1>Tin 1</a><a href=2>Tin 2</a><a href=3>Tin 3</a></div>")
    ).children


def test_levels_of_headings():
    """Six elements are headings."""
    assert [is_heading_level(Element(name)) for name in ("h1", "h6", "hr", "p")] == ["1", "6", "", ""]
