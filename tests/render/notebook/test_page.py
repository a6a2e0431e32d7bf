"""Tests of `khacphuc.render.notebook.page`."""

import base64
import json

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from khacphuc.render.notebook.aside import aside
from khacphuc.render.notebook.page import answer_of, title_of, to_page
from khacphuc.report.compose import compose
from khacphuc.report.display import block_outputs
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import MIME
from khacphuc.report.document.nodes import Text

from ... import run2021

TITLES = {"10_clean": "10 · Sạch", "20_check": "20 · Kiểm"}


def notebook(*cells):
    """A notebook as its file holds it: texts in lines."""
    node = nbformat.v4.new_notebook(cells=list(cells))
    return json.loads(nbformat.writes(node))


def words(source):
    """A cell of words."""
    return nbformat.v4.new_markdown_cell(source)


def code(source, *outputs):
    """A cell of code with what came out of it."""
    return nbformat.v4.new_code_cell(source, execution_count=1, outputs=list(outputs))


def result(**data):
    """What a cell displays, by kind."""
    return nbformat.v4.new_output(
        "display_data", {name.replace("_", "/"): text for name, text in data.items()}
    )


def page(*cells):
    """The page of a notebook."""
    written = to_page(notebook(*cells), run2021.parameters(), name="10_clean", titles=TITLES)
    return BeautifulSoup(written.html, "html.parser")


def test_the_title_is_the_first_heading():
    """The notebook's own title names the page, and does not stand in it twice."""
    cells = (words("# 10 · Làm sạch\n\n**Câu hỏi:** gì?"), words("## Đọc"))
    assert title_of(notebook(*cells)) == "10 · Làm sạch"
    assert title_of(notebook(code("1"))) == ""
    html = page(*cells)
    assert html.title.text.startswith("10 · Sạch: ")
    assert len(html.find_all("h1")) == 1
    assert "Làm sạch" not in html.main.text
    assert html.strong.text == "Câu hỏi:"


def test_notebooks_link_to_one_another_and_to_their_headings():
    """The contents list all notebooks, mark this one and lead to its headings and to the report."""
    html = page(words("# A\n\n## Đọc & định kiểu"))
    links = {link["href"]: link.text for link in html.nav.find_all("a")}
    assert links["20_check.html"] == "20 · Kiểm"
    assert {"../report.html", "../review.html"} <= set(links)
    assert html.nav.find("a", attrs={"aria-current": "page"})["href"] == "10_clean.html"
    anchor = next(href for href in links if href.startswith("#"))
    assert html.find(id=anchor[1:]).text == links[anchor] == "Đọc & định kiểu"


def test_code_is_folded_and_coloured():
    """Code is all there behind one switch, with classes on its tokens, and numbered with its lines."""
    source = 'from a import b\n\nx = "<i>"  # chú thích\n'
    html = page(code(source), code("x"))
    fold = html.find(class_="source")
    assert [switch["id"] for switch in html.find_all("input")] == ["show-code"]
    assert html.find("label", attrs={"for": "show-code"}).text == "Hiện mã lệnh (2 ô)"
    assert fold.p.text == "Mã lệnh 1 (3 dòng)"
    assert fold.code.text == source.rstrip("\n")
    classes = {span.text: span["class"] for span in fold.code.find_all("span")}
    assert (classes["import"], classes["# chú thích"]) == (["k"], ["c"])


@pytest.mark.parametrize(
    "cell",
    [
        words("<script>x()</script> <img src=//evil> ![a](//evil) [b](javascript:x)"),
        code("'<script>'", result(text_html="<table><tr><td><script>x()</script></td></tr></table>")),
        code("1", result(text_html="<script>x()</script>", text_plain="<script>")),
        code("print(1)", nbformat.v4.new_output("stream", text="<script>\x1b[31mđỏ\x1b[0m")),
    ],
)
def test_nothing_of_a_notebook_becomes_markup(cell):
    """HTML in words, code, tables and output is shown as words or left out, never run."""
    html = page(cell)
    assert not html.find_all(["script", "img"])
    assert not [link for link in html.main.find_all("a") if link["href"].startswith("javascript")]
    assert "\x1b" not in html.text


def test_a_frame_is_a_table_with_headers():
    """A table of pandas is written anew: no empty header, a scope on each, its size where cut."""
    with pd.option_context("display.max_rows", 4):
        html = pd.DataFrame({"mã": range(77)})._repr_html_()
    html = page(code("x", result(text_html=html, text_plain="x")))
    table = html.table
    assert [cell.text for cell in table.thead.find_all("th", scope="col")] == ["mã"]
    assert [cell.text for cell in table.tbody.find_all("th", scope="row")] == ["0", "1", "...", "75", "76"]
    assert not [cell for cell in table.find_all("th") if not cell.text]
    assert "bảng đầy đủ có 77 dòng, 1 cột" in html.main.text
    assert html.find("div", class_="scroll")["aria-label"] == "Kết quả của mã lệnh 1"


def test_blocks_of_a_document_are_numbered():
    """A document is shown whole, with every id once and links that lead somewhere."""
    blocks = compose(
        run2021.tables(),
        run2021.assessment(),
        run2021.parameters(),
        run2021.policy(),
        "# MỘT\n\nCó @SL001.\n\n```table\nkind: targets\ncaption: Tên\n```\n",
        filename="x",
    )
    html = page(
        code(
            "x",
            *(
                nbformat.v4.new_output("display_data", block._repr_mimebundle_())
                for block in block_outputs(blocks)
            ),
        )
    )
    ids = [tag["id"] for tag in html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert html.caption.text == "Bảng 1. Tên"
    inside = [link["href"][1:] for link in html.find_all("a", href=True) if link["href"].startswith("#")]
    assert inside
    assert set(inside) <= set(ids)


def test_single_blocks_are_shown_as_they_are():
    """A block that stands alone is shown without a document around it."""
    block = {"type": "paragraph", "children": [{"type": "text", "text": "Một <đoạn>"}]}
    output = nbformat.v4.new_output("display_data", {MIME: block, "text/html": "<p>khác</p>"})
    assert page(code("x", output)).find("div", class_="output").p.text == Text(text="Một <đoạn>").text


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()


def test_a_picture_is_shown():
    """With words for who cannot see it, within what the page may load."""
    outputs = [result(image_png=PNG, text_plain="<Figure size 640x480 with 1 Axes>")] * 2
    html = page(code("plot()", *outputs))
    assert [picture["alt"] for picture in html.main.find_all("img")] == [
        "Hình do mã lệnh 1 vẽ (1)",
        "Hình do mã lệnh 1 vẽ (2)",
    ]
    assert html.img["src"] == f"data:image/png;base64,{PNG}"
    assert "img-src data:" in html.find("meta", attrs={"http-equiv": True})["content"]
    assert "<Figure" not in html.main.text


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        ({"application/vnd.plotly.v1+json": {"data": []}}, "application/vnd.plotly.v1+json"),
        ({"text/html": "<div></div><script>plot()</script>", "text/plain": "Figure()"}, "text/html"),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider()"}, "widget-view+json"),
        ({"image/tiff": "AA", "text/plain": "<Figure>"}, "image/tiff"),
        ({"image/svg+xml": "<svg", "text/plain": "<SVG object>"}, "image/svg+xml"),
        ({"application/json": {"a": 1}, "text/plain": "<IPython.core.display.JSON object>"}, "json"),
    ],
)
def test_what_a_page_cannot_show_is_named(data, kinds):
    """No empty box, no name of an object: a sentence, with the kinds of the output."""
    output = page(code("x", nbformat.v4.new_output("display_data", data))).find("div", class_="output")
    assert output.text.strip().startswith("Trang này không hiện được kết quả dạng ")
    assert kinds in output.text
    assert not output.pre


@pytest.mark.parametrize(
    ("output", "text"),
    [
        (
            nbformat.v4.new_output("stream", text="10%\r100%\r\nxong\x1b]8;;http://a\x07 b\x1b]8;;\x07"),
            "100%\nxong b",
        ),
        (result(text_plain="<object x>"), "<object x>"),
        (
            result(text_html="<p>Xin <b>chào</b></p><style>p{}</style>", text_plain="<HTML>"),
            "Xin chào",
        ),
        (result(text_latex="$x$", text_plain="<Latex object>"), "$x$"),
        (nbformat.v4.new_output("error", ename="E", evalue="e", traceback=["một", "hai"]), "một\nhai"),
    ],
)
def test_texts_are_shown_as_a_terminal_leaves_them(output, text):
    """Bars show their last state, and an object is shown in the words it has."""
    html = page(code("x", output))
    assert html.main.find("div", class_="output").pre.text == text
    assert "\N{REPLACEMENT CHARACTER}" not in html.text


def test_pages_lead_to_those_before_and_after():
    """A page leads to its neighbours, to the front page, and to the report only where there is one."""
    cells = [words("# A")]
    pages = {
        name: BeautifulSoup(
            to_page(
                notebook(*cells), run2021.parameters(), name=name, titles=TITLES, has_report=has_report
            ).html,
            "html.parser",
        )
        for name, has_report in (("10_clean", True), ("20_check", False))
    }
    between = {name: html.find("nav", class_="between") for name, html in pages.items()}
    assert [link["href"] for link in between["10_clean"].find_all("a")] == ["index.html", "20_check.html"]
    assert [link["href"] for link in between["20_check"].find_all("a")] == ["10_clean.html", "index.html"]
    assert between["10_clean"].find("a", rel="next").span.text == "20 · Kiểm"
    reports = {name: bool(html.find("a", href="../report.html")) for name, html in pages.items()}
    assert reports == {"10_clean": True, "20_check": False}


def test_a_page_without_code_has_no_switch():
    """There is nothing to switch where all cells are words."""
    assert not page(words("# A")).find("input")


def test_the_answer_is_what_is_displayed_first():
    """The paragraphs at the head of what stands beside the document; without one there is no answer."""
    says = aside(
        nodes.Heading(level=1, children=()),
        nodes.Paragraph(children=(nodes.Strong(children=(Text(text="● Có 2."),)),)),
    )
    output = nbformat.v4.new_output("display_data", says._repr_mimebundle_())
    answer = answer_of(notebook(words("# A"), code("1", output), code("2", output)))
    assert nodes.plain(answer) == "Có 2."
    assert answer_of(notebook(words("# A"), code("1", result(text_plain="1")))) == ()


def test_displayed_markdown_is_rendered_and_nothing_leaves_no_box():
    """Without its HTML, as in a cell of words."""
    html = page(
        code("x", result(text_markdown="**a** <i>b</i>", text_plain="<Markdown>")), code("y", result())
    )
    assert html.main.find("div", class_="output").strong.text == "a"
    assert not html.main.find("div", class_="output").i
    assert len(html.main.find_all("div", class_="output")) == 1


def test_the_same_bytes():
    """The same notebook gives the same page, from its file or from nbformat's nodes."""
    cells = (words("# A"), code("x = 1\nx", result(text_plain="1")))
    node = nbformat.v4.new_notebook(cells=list(cells))
    both = [
        to_page(form, run2021.parameters(), name="10_clean", titles=TITLES)
        for form in (node, json.loads(nbformat.writes(node)))
    ]
    assert both[0] == both[1]
