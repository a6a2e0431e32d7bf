"""Tests of `khacphuc.data.source.html.read`."""

import socket

import pytest

from khacphuc.data.source.html.read import read_html
from khacphuc.errors import SourceError


def lines(page):
    """What is read of a page, line by line."""
    return read_html(f"<meta charset=utf-8>{page}".encode(), "a.html").text.splitlines()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Có&nbsp;04 <b>đội</b>,\n đạt 8&#44;5&percnt;", ["Có\xa004 đội, đạt 8,5%"]),
        ("<p>một<p>hai<br>ba<div>bốn</div>năm", ["một", "hai", "ba", "bốn", "năm"]),
        ("<ol start=3 type=a><li>Có 05<li value=7><p>Có 06</ol>", ["c. Có 05", "g. Có 06"]),
        ("<ol type=I><li>A<ol><li>B<li>C</ol><li>D</ol>", ["I. A", "1. B", "2. C", "II. D"]),
        ("<ol reversed start=2><li>A<li>B</ol><ul><li>C</ul>", ["2. A", "1. B", "- C"]),
        ("<p>90%<sup>[1]</sup>, 5 km<sup>2</sup>, năm<sup>2</sup>", ["90%¹, 5 km², năm²"]),
        # what is hidden or no document
        ("<script>var a = 99</script><style>p{top:9px}</style><p>04<p style='display: none'>77", ["04"]),
        ("<nav>Trang 1</nav><div class='left-menu'>Tin 12</div><p>04<footer>ĐT 0276</footer>", ["04"]),
        ("<ul><li><a href=1>Tin 1</a><li><a href=2>Tin 2</a><li><a href=3>Tin 3</a></ul><p>04", ["04"]),
        ("<form><p>Có 04 đội trong cả năm</form>", ["Có 04 đội trong cả năm"]),  # a portal's page is one form
        (
            "<div>Lượt xem: 12</div><article><h1>Tin</h1><p>Có 04 đội trong năm nay</article>",
            ["Tin", "Có 04 đội trong năm nay"],
        ),
        # tables that only put a page in order
        ("<table><tr><td><table><tr><td>TT<td>Đội<tr><td>1<td>04</table></table>", ["TT", "Đội", "1", "04"]),
        ("<div " * 3 + ">04" + "<div>" * 5_000 + "05", ["04", "05"]),
    ],
)
def test_the_words_of_a_page(page, expected):
    """Paragraphs, lists with the numbers a browser prints, notes; no menus and scripts."""
    assert lines(page) == expected


def test_cells_know_their_heads():
    """Cells over several rows and columns count once."""
    page = """<table><tr><th rowspan=2>Đơn vị<th colspan=2>Số đội<tr><th>2020<th>2021
      <tr><td>Xã A<td>04<td>05</table>"""
    document = read_html(page.encode(), "a.html")
    last = document.blocks[-1]
    assert (last.table, last.row, last.column, last.row_head) == (1, 3, 3, "Xã A")
    assert last.column_head == "Số đội / 2021"


def test_headings_have_their_level_and_pictures_are_counted():
    """What is not read is told."""
    document = read_html(b"<h2>I. A</h2><img src=http://192.0.2.1/a.png alt=Anh><p>04", "a.html")
    assert [(block.kind, block.style) for block in document.blocks] == [("heading", "2"), ("paragraph", "")]
    assert [(unread.kind, unread.count, unread.place) for unread in document.unread] == [
        ("picture", 1, "Anh")
    ]


def test_nothing_is_fetched(monkeypatch):
    """No entity, picture, frame or sheet of styles of a page makes a connection."""
    monkeypatch.setattr(socket, "socket", None)
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><link rel=stylesheet href=//192.0.2.1/a>'
    assert "root:" not in "".join(lines(page + "&x; 04<iframe src=//192.0.2.1></iframe>"))


def test_encodings():
    """A page names its encoding; one that lies is refused."""
    assert read_html("04 đội".encode("utf-16"), "a.html").text == "04 đội\n"
    assert read_html(b"<meta charset=windows-1252><p>04 caf\xe9", "a.html").text == "04 café\n"
    with pytest.raises(SourceError, match="not in utf-8"):
        read_html(b"<meta charset=utf-8>\xff", "a.html")
    with pytest.raises(SourceError, match="not in no-such"):
        read_html(b"<meta charset=no-such>04", "a.html")


def test_cells_that_span_more_than_there_is():
    """A table made to be slow costs what it holds, not what its cells say they span."""
    cells = "<td colspan=1000000 rowspan=1000000>1</td>" * 300
    assert (
        lines(f"<table><tr>{cells}</tr>" + "<tr><td>2</td></tr>" * 20 + "</table>")
        == ["1"] * 300 + ["2"] * 20
    )
