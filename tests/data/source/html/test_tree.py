"""Tests of `khacphuc.data.source.html.tree`."""

import pytest

from khacphuc.data.source.html.tree import parse_page


def outline(element):
    """The names of elements, those within another in brackets."""
    inner = [outline(child) for child in element.children if not isinstance(child, str)]
    return f"{element.name}({' '.join(inner)})" if inner else element.name


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a<p>b", "html(p p)"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "html(ul(li(ul(li)) li))"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "html(table(tr(td td) tr(td)))"),
        ("<table><tr><td><table><tr><td>a</table><td>b</table>", "html(table(tr(td(table(tr(td))) td)))"),
        ("<p>a<br>b<div>c", "html(p(br) div)"),
        ("<b>a</p></b>", "html(b)"),  # an end without a beginning
    ],
)
def test_elements_end_as_in_a_browser(page, expected):
    """What a page leaves open is ended by what cannot stand in it."""
    assert outline(parse_page(page)) == expected


@pytest.mark.full
def test_deep_pages_are_bounded():
    """A page of a hundred thousand elements within each other is read, and not too deep."""
    assert sum(1 for _ in parse_page("<b>" * 100_000).elements()) == 100_001
