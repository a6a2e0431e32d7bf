"""The HTML of what stands beside the document."""

from __future__ import annotations

from bs4 import BeautifulSoup

from khacphuc.render.notebook.aside import page_link
from khacphuc.render.notebook.aside_markup import AsideMarkup
from khacphuc.report.document import nodes


def table(name):
    """A table of one row, which others can link to."""
    cell = (nodes.CitedValue(id="SL1", text="12", kind="figure", trace="mục I"),)
    return nodes.Table(
        id=name,
        caption=(),
        columns=("A", "B"),
        names=("a", "b"),
        align=("left", "left"),
        rows=((cell, cell),),
        row_ids=("SL1",),
    )


def test_a_row_has_its_id_once_on_a_page() -> None:
    """The second table with a row leads nowhere; outside of a page no row has an id."""
    markup = AsideMarkup(taken=set())
    assert 'id="row-SL1"' in markup.block(table("t"))
    assert "row-SL1" not in markup.block(table("u"))
    assert "row-SL1" not in AsideMarkup().block(table("t"))


def test_a_code_leads_to_where_it_is_explained() -> None:
    """A code with an address is a link, another is plain words; both say where the value is from."""
    html = AsideMarkup(addresses={"SL1": "10_clean.html#row-SL1"}).block(table("t"))
    assert '<a class="bound" href="10_clean.html#row-SL1" title="mục I">12</a>' in html
    assert '<span class="bound" title="mục I">12</span>' in AsideMarkup().block(table("t"))


def test_columns_are_named_on_a_phone_and_for_who_points() -> None:
    """Each cell says its column, each heading its name in the tables; no caption has a number."""
    html = AsideMarkup().block(table("t"))
    assert '<td class="left" data-column="B">' in html
    assert 'title="b">B</th>' in html
    assert "Bảng" not in html


def test_links_lead_to_pages_of_the_run_only() -> None:
    """Other addresses become words."""
    for address, link in (("../review.html#f-SL-10", True), ("#row-SL001", True), ("javascript:x", False)):
        html = AsideMarkup().inline((page_link("Xem", address),))
        assert (f'href="{address}"' in html) == link


def test_a_bar_is_not_read_aloud() -> None:
    """Its letters are for the eye; the words beside it are for everybody."""
    bar = nodes.Text(text="██░", tone="bar")
    assert AsideMarkup().inline((bar,)) == '<span class="bar" aria-hidden="true">██░</span>'


def test_lines_of_a_cell_are_parted_without_styles_and_scripts() -> None:
    """Where tags alone count (GitHub), and where words are searched without them, no lines run together."""
    cell = (nodes.Text(text="một\nhai <i>"), nodes.Break(), nodes.Text(text="ba\nbốn", hint="x"))
    html = AsideMarkup().inline(cell)
    assert html.count(" <br>") == 3
    assert BeautifulSoup(html, "html.parser").text == "một hai <i> ba bốn"


def test_a_chart_can_be_scrolled_on_a_page_only() -> None:
    """The keyboard reaches the box of a chart, which has a name; in a notebook there is no box."""
    chart = nodes.Figure(id="f", caption=(nodes.Text(text="Số <b>"),), alt="Cột.", svg="<svg/>")
    box = BeautifulSoup(AsideMarkup(taken=set()).block(chart), "html.parser").find(class_="scroll")
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", "Biểu đồ: Số <b>")
    assert box.img["alt"] == "Cột."
    assert "scroll" not in AsideMarkup().block(chart)
