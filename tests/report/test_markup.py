"""Nodes as HTML fragments."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from khacphuc.report.document import nodes
from khacphuc.report.markup import Links, Markup, linked_rows

UGLY = "<script>alert('x')</script> & \"$a_1$\" #x @SL041 \\ *đậm*"


def text(words: str) -> tuple[nodes.Text]:
    """Plain words."""
    return (nodes.Text(text=words),)


def cited(code: str = "SL001", printed: str = "04", trace: str = "mục I") -> nodes.CitedValue:
    """A cited figure."""
    return nodes.CitedValue(id=code, text=printed, kind="figure", trace=trace)


def table(**more: Any) -> nodes.Table:
    """A table of two columns and two rows."""
    fields: dict[str, Any] = {
        "id": "t", "caption": text("Bảng thử"), "columns": ("Mã", "Số"), "align": ("left", "right"),
        "number": 2,
        "rows": ((text("SL001"), text("04")), (text("SL002"), text("1.231"))), "row_ids": ("SL001", ""),
    }  # fmt: skip
    return nodes.Table(**(fields | more))


def soup(markup: Markup, *blocks: Any) -> BeautifulSoup:
    """The parsed fragment of some blocks."""
    return BeautifulSoup(markup.blocks(blocks), "html.parser")


def paragraph(*children: nodes.Inline) -> nodes.Paragraph:
    """A paragraph."""
    return nodes.Paragraph(children=children)


@pytest.mark.parametrize(
    "block",
    [
        paragraph(*text(UGLY), nodes.Strong(children=text(UGLY)), nodes.Emphasis(children=text(UGLY))),
        paragraph(cited(printed=UGLY, trace=UGLY)),
        paragraph(nodes.Reference(target="t", text=UGLY)),
        nodes.Heading(level=1, children=text(UGLY), label=UGLY, path="I"),
        nodes.ItemList(items=((paragraph(*text(UGLY)),),)),
        table(
            caption=text(UGLY), columns=(UGLY, UGLY), note=text(UGLY), rows=((text(UGLY), text(UGLY)),) * 2
        ),
        nodes.Figure(id="f", caption=text(UGLY), alt=UGLY, svg=UGLY),
    ],
)
def test_words_never_become_tags(block: Any) -> None:
    """Whatever a text holds is shown as it was written, in every place a text can stand."""
    page = soup(Markup(), block)
    assert not page.find_all("script")
    assert UGLY in page.get_text() or page.find(alt=UGLY)


def test_table_names_its_headers() -> None:
    """Caption with number, scoped headers, a focusable region for narrow screens, a row to lead to."""
    page = soup(Markup(), table(widths=(1, 3), note=text("Ghi chú")))
    region = page.find(role="region")
    assert region["tabindex"] == "0"
    assert page.find(id=region["aria-labelledby"]).get_text() == "Bảng 2. Bảng thử"
    assert [cell.get_text() for cell in page.find_all("th", scope="col")] == ["Mã", "Số"]
    assert [cell.get_text() for cell in page.find_all("th", scope="row")] == ["SL001", "SL002"]
    assert page.find(id="row-SL001").find("td")["class"] == ["right"]
    assert [column["style"] for column in page.find_all("col")] == ["width:25.00%", "width:75.00%"]
    assert page.find(class_="table-note").get_text() == "Ghi chú"


def test_empty_table_says_so() -> None:
    """A table without rows says that it has none instead of showing nothing."""
    cell = soup(Markup(), table(rows=(), row_ids=())).find("td")
    assert (cell["colspan"], cell.get_text()) == ("2", "Không có dòng nào")


def test_figure_carries_its_picture_and_words() -> None:
    """The chart is embedded, and its text alternative and caption are there."""
    figure = nodes.Figure(id="f", caption=text("Hình"), alt="Cột cao dần.", svg="<svg/>", number=1)
    page = soup(Markup(), figure)
    kind, data = page.img["src"].split(",")
    assert (kind, base64.b64decode(data)) == ("data:image/svg+xml;base64", b"<svg/>")
    assert page.img["alt"] == "Cột cao dần."
    assert page.figcaption.get_text() == "Biểu đồ 1. Hình"


def links(review: str = "", **cited: int) -> Links:
    """Where citations lead to on a page that has a row of SL001."""
    return Links(frozenset({"SL001"}), Counter(cited), review)


def test_citation_leads_to_its_row_and_back() -> None:
    """Each citation has its own id and leads to the row; the row leads back to each of them."""
    blocks = (paragraph(cited(), cited()), table())
    page = soup(Markup(links=links(SL001=2)), *blocks)
    first, second = page.find_all(class_="bound")
    assert (first["id"], first["href"]) == ("cite-SL001-1", "#row-SL001")
    assert (second["id"], second["href"]) == ("cite-SL001-2", "#row-SL001")
    back = page.find(id="row-SL001").find_all("a", class_="back")
    assert [(link["href"], link["aria-label"], link.get_text()) for link in back] == [
        ("#cite-SL001-1", "Về nơi trích dẫn SL001, lần 1", "↑1"),
        ("#cite-SL001-2", "Về nơi trích dẫn SL001, lần 2", "↑2"),
    ]
    (only,) = soup(Markup(links=links(SL001=1)), table()).find_all("a", class_="back")
    assert (only["aria-label"], only.get_text()) == ("Về nơi trích dẫn SL001", "↑")


def test_a_citation_is_described_by_its_tooltip() -> None:
    """What a citation comes from is told line by line, hidden but named as its description; no title."""
    page = soup(Markup(links=links()), paragraph(cited(trace="SL001 · Số <a>\nSố in: «04»")))
    link, tip = page.find(class_="bound"), page.find(role="tooltip")
    assert link["aria-describedby"] == tip["id"] == "tip-SL001-1"
    assert tip.has_attr("hidden")
    assert tip.get_text("|") == "SL001 · Số <a>|Số in: «04»"
    assert tip.strong.get_text() == "SL001 · Số <a>"
    assert not page.find(title=True)


def test_a_citation_without_a_row_leads_to_itself() -> None:
    """The keyboard reaches its tooltip too, and its place can be linked to."""
    page = soup(Markup(links=links()), paragraph(cited("TL01", "82%")))
    link = page.find(class_="bound")
    assert (link.name, link["href"]) == ("a", f"#{link['id']}")


def test_a_citation_without_trace_has_no_tooltip() -> None:
    """Where nothing is known there is nothing to show."""
    page = soup(Markup(links=links()), paragraph(cited(trace="")))
    assert page.find(class_="bound").get("aria-describedby") is None
    assert not page.find(class_="tip")


def test_a_finding_is_marked_and_led_to() -> None:
    """The mark leads to the first finding on the review page; without that page there is none."""
    node = replace(cited(), findings=("f-SL-10-SL001", "f-SL-12-SL001"))
    page = soup(Markup(links=links("review.html")), paragraph(node))
    sign = page.find(class_="sign")
    assert (sign["href"], sign.get_text()) == ("review.html#f-SL-10-SL001", "")
    assert sign["aria-label"] == "Có phát hiện về SL001: xem phiếu thẩm định"
    assert page.find(role="tooltip").em.get_text().startswith("Có phát hiện")
    assert "phát hiện" not in str(soup(Markup(links=links()), paragraph(node)))


def test_a_notebook_shows_titles() -> None:
    """In a notebook there is neither our style nor an annex: a citation is words with a title."""
    first, second = soup(Markup(), paragraph(cited(), cited())).find_all(class_="bound")
    assert (first.name, first["title"], first["id"]) == ("span", "mục I", "cite-SL001-1")
    assert second["id"] == "cite-SL001-2"
    assert not soup(Markup(), table()).find_all("a")


def test_notes_wait_for_the_end() -> None:
    """A note is a mark where it stands and a numbered item at the end, leading to each other."""
    markup = Markup()
    note = nodes.Note(children=(*text("xem "), cited()), number=7)
    mark = soup(markup, paragraph(note)).sup.a
    item = BeautifulSoup(markup.endnotes(), "html.parser").li
    assert (mark["role"], mark["aria-label"], mark["href"]) == (
        "doc-noteref",
        "Chú thích 7",
        f"#{item['id']}",
    )
    assert item["value"] == "7"
    assert item.find(role="doc-backlink")["href"] == f"#{mark['id']}"
    assert Markup().endnotes() == ""


def test_headings_have_anchors() -> None:
    """Sections, annexes and headings with an id of their own each get one anchor."""
    markup, words = Markup(), text("Mục")
    headings = (
        nodes.Heading(level=2, children=words, path="III.1", label="1."),
        nodes.Heading(level=1, children=words, path="annex-1", label="Phụ lục 1", annex=True),
        nodes.Heading(level=1, children=words, path="I", id="mo-dau"),
        nodes.Heading(level=3, children=words),
    )
    tags = soup(markup, *headings).find_all(["h2", "h3", "h4"])
    assert [tag.name for tag in tags] == ["h3", "h2", "h2", "h4"]
    assert [tag.get("id") for tag in tags] == ["section-III.1", "annex-1", "block-mo-dau", None]
    assert tags[0].get_text() == "1. Mục"


def test_lists_nest() -> None:
    """An item of one paragraph is bare, an item of several blocks keeps them."""
    inner = nodes.ItemList(items=((paragraph(*text("trong")),),))
    outer = nodes.ItemList(items=((paragraph(*text("ngoài"), nodes.Break()), inner),), ordered=True)
    page = soup(Markup(), outer)
    assert page.ol.li.p.get_text() == "ngoài"
    assert page.ol.li.ul.li.get_text() == "trong"
    assert page.find("br") is not None


def test_unknown_nodes_are_refused() -> None:
    """A node nobody writes is an error, never nothing."""
    with pytest.raises(TypeError, match="Signature is not a block of a body"):
        Markup().block(nodes.Signature(recipients=(), authority="", office="", name=""))
    with pytest.raises(AssertionError, match="Text"):
        Markup().block(nodes.Text(text="x"))
    with pytest.raises(AssertionError, match="Paragraph"):
        Markup().inline((paragraph(),))


def test_reference_without_number_shows_its_target() -> None:
    """In JupyterLab, before numbers are given, a reference shows what it will lead to."""
    link = soup(Markup(prefix="b1-"), paragraph(nodes.Reference(target="t"))).a
    assert (link["href"], link.get_text()) == ("#b1-block-t", "[t]")


def test_linked_rows_are_those_of_all_tables() -> None:
    """Rows of body and annex tables can be led to; rows without an id cannot."""
    cover = nodes.Cover(profile="p", language="vi", superior="", body="", symbol="", number="", place="",
                        date="", year=1, kind="", subject="")  # fmt: skip
    signature = nodes.Signature(recipients=(), authority="", office="", name="")
    document = nodes.Document(
        cover=cover, body=(table(), paragraph()), signature=signature, annexes=(table(row_ids=("", "B")),)
    )
    assert linked_rows(document) == {"SL001", "B"}


def test_a_heading_may_start_a_page() -> None:
    """Where the page is printed."""
    heading = nodes.Heading(level=1, children=(nodes.Text(text="Một"),), starts_page=True)
    (tag,) = soup(Markup(), heading).find_all("h2")
    assert tag["style"] == "break-before:page"
