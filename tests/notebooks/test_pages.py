"""Tests of `khacphuc.notebooks.pages`."""

import json

import pytest
from bs4 import BeautifulSoup

from khacphuc.checks.result import CheckResult
from khacphuc.notebooks.pages import write_pages
from khacphuc.project.files import write_text
from khacphuc.project.workspace import FINDINGS
from khacphuc.render.notebook.aside import aside
from khacphuc.report.anchors import finding_anchor
from khacphuc.report.document import nodes

from .. import run2021
from ..findings import finding

NAMES = ("10_clean", "20_check", "40_report")
CRITICAL = finding(severity="critical")


def words(text):
    """A paragraph."""
    return nodes.Paragraph(children=(nodes.Text(text=text),))


def table(*codes):
    """A table of these rows, which quotes a figure beside each."""
    quoted = nodes.CitedValue(id="SL031", text="17", kind="figure")
    return nodes.Table(
        id="t",
        caption=(nodes.Text(text="Bảng"),),
        columns=("Mã", "Số"),
        rows=tuple(((nodes.Text(text=code),), (quoted,)) for code in codes),
        align=("left", "right"),
        row_ids=codes,
    )


@pytest.fixture
def write(project, tmp_path):
    """Writes the pages of notebooks that display something each, and reads them."""

    def pages(displayed, document=None):
        for name, aside_of in displayed.items():
            outputs = [{"output_type": "execute_result", "data": aside_of._repr_mimebundle_()}]
            cells = [
                {"cell_type": "markdown", "source": f"# Sổ {name}\n\n## Đọc"},
                {"cell_type": "code", "source": "1", "outputs": outputs},
            ]
            write_text(tmp_path / "notebooks" / f"{name}.ipynb", json.dumps({"cells": cells}))
        write_text(tmp_path / "clean" / FINDINGS, CheckResult((CRITICAL,)).to_json())
        notebooks = {name: project.notebooks / f"{name}.ipynb" for name in NAMES}
        write_pages(project, "2021", tmp_path, notebooks, document)
        return {
            file.stem: BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
            for file in (tmp_path / "notebooks").glob("*.html")
        }

    return pages


def test_the_front_page_has_the_answer_each_notebook_displays_first(write):
    """A page a notebook, and one before them with their answers and headings."""
    pages = write({name: aside(words(f"Trả lời {name}.")) for name in NAMES}, run2021.document())
    assert pages.keys() == {"index", *NAMES}
    sections = pages["index"].find_all("section")
    assert [part.h2.text for part in sections] == [f"Sổ {name}" for name in NAMES]
    assert [part.find(class_="reply").text for part in sections] == [f"Trả lời {name}." for name in NAMES]
    assert [part.find(class_="topics").a.text for part in sections] == ["Đọc"] * 3
    assert pages["20_check"].find("a", href="10_clean.html")


def test_a_code_leads_to_where_it_is_explained(write):
    """On the page itself, else on another, else in the annex of the report; without one it is only words."""
    displayed = {"10_clean": aside(table("SL001")), "20_check": aside(table("SL031"), table("KD1"))}

    def addresses(pages):
        return {
            name: {link["href"] for link in pages[name].find_all("a", class_="bound")} for name in displayed
        }

    assert addresses(write(displayed, run2021.document())) == {
        "10_clean": {"20_check.html#row-SL031"},
        "20_check": {"#row-SL031"},
    }
    displayed["20_check"] = aside(table("KD1"))
    assert addresses(write(displayed, run2021.document())) == {
        key: {"../report.html#row-SL031"} for key in displayed
    }
    assert addresses(write(displayed)) == {key: set() for key in displayed}


def test_a_report_that_is_withheld_is_named_and_not_linked_to(write):
    """The front page of a blocked run says why there is no report, and no page leads to one."""
    pages = write({name: aside(words("Có.")) for name in NAMES[:2]})
    assert pages.keys() == {"index", *NAMES[:2]}
    notice, *chapters = pages["index"].find_all("section")
    assert notice.find("a", href=f"../review.html#{finding_anchor(CRITICAL.rule, CRITICAL.row_id)}")
    assert "Sổ" not in notice.text
    assert "còn 1 phát hiện nghiêm trọng" in chapters[2].text
    links = {link["href"] for page in pages.values() for link in page.find_all("a")}
    assert not {"../report.html", "40_report.html"} & links
