"""The whole document of 2021, made without kernels: what it cites, what it says, and what it does not."""

import csv
import hashlib
import io
import os
import re
import unicodedata
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from khacphuc.checks.findings import Finding
from khacphuc.render.html.report import to_html
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.document.nodes import CitedValue, Cover, Heading, Note, inlines, plain

from . import run2021

RUN = 12
"""So many consecutive words of the source are a copy of it."""


document = run2021.document


@cache
def places():
    """Where each code is cited in the body: the section's path, or ``note`` with it."""
    sections: dict[str, set[str]] = {}
    path = ""
    for block in document().body:
        if isinstance(block, Heading):
            path = block.path
        noted = {id(inner) for part in inlines(block) if isinstance(part, Note) for inner in inlines(part)}
        for part in inlines(block):
            if isinstance(part, CitedValue):
                sections.setdefault(part.id, set()).add(f"{path} note" if id(part) in noted else path)
    return sections


def expected_place(section):
    """The place of our document that reports what a section of the source prints."""
    if section.startswith("fn"):
        return "III.1.2 note"
    if section.startswith("III-bis"):
        return f"IV{section.removeprefix('III-bis')}"
    return section


@pytest.mark.parametrize(
    ("code", "section"), run2021.tables()["figures"][["figure_id", "section"]].to_numpy().tolist()
)
def test_every_figure_is_cited_where_it_is_reported(code, section):
    """Each of the 77 figures is cited in the section that reports it."""
    assert expected_place(section) in places()[code]


def test_there_are_77_figures():
    """All quantities of the source are there, and nothing cited is unknown."""
    tables = run2021.tables()
    assert len(tables["figures"]) == 77
    codes = {*tables["figures"]["figure_id"], *tables["computed"]["computed_id"],
             *tables["documents"]["document_id"], *tables["declared"]["shortcoming_id"]}  # fmt: skip
    assert set(places()) <= codes
    assert set(tables["documents"]["document_id"]) <= set(places())


def test_declared_classes_are_printed():
    """The document prints the class the committee declared, in the assessment of each shortcoming."""
    printed = {
        part.id: (part.text, places()[part.id])
        for part in inlines(document().body)
        if isinstance(part, CitedValue) and part.kind == "class"
    }
    partly_good = "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt"
    assert printed == {
        "KD1": ("chưa được khắc phục triệt để", {"III.1.3"}),
        "KD2": ("đã khắc phục một phần", {"III.2.3"}),
        "KD3": (partly_good, {"III.3.3"}),
        "KD4": (partly_good, {"III.4.3"}),
    }


def test_every_cited_value_is_a_place_of_the_page():
    """Each citation of the document is one link of the HTML page, by its id, with what describes it."""
    page = BeautifulSoup(to_html(document()), "html.parser")
    expected = [
        f"cite-{node.id}-{node.number}" for node in inlines(document()) if isinstance(node, CitedValue)
    ]
    assert len(expected) > 120
    links = {link["id"]: link for link in page.find_all("a", class_="bound")}
    assert sorted(links) == sorted(expected)
    for link in links.values():
        assert page.find(id=link["href"][1:]).name == "tr"
        assert page.find(id=link["aria-describedby"])["role"] == "tooltip"
    assert {f"#{name}" for name in links} == {link["href"] for link in page.select("tbody th a.back")}


def test_every_cited_value_is_a_link_of_the_pdf():
    """Each citation leads to its row in the annex, each cited row to its first citation, all tagged."""
    cites = [node for node in inlines(document()) if isinstance(node, CitedValue)]
    with pikepdf.open(io.BytesIO(to_pdf(document()))) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert all(str(link.Contents) and link.Dest for link in links)
        tagged = _count(pdf.Root.StructTreeRoot.K, "/Link")
    notes = sum(isinstance(node, Note) for node in inlines(document()))  # there and back
    assert tagged == len(cites) + len({node.id for node in cites}) + 2 * notes
    assert len(links) >= tagged  # one whose words go on on the next page has two


def _count(element, kind):
    """How many elements of a kind there are in the structure of a PDF."""
    if isinstance(element, pikepdf.Array):
        return sum(_count(child, kind) for child in element)
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return 0
    return (str(element.S) == kind) + _count(element.get("/K"), kind)


def test_findings_mark_the_page_and_nothing_else():
    """With findings the page has marks that lead to them; text and PDF stay as they are without."""
    findings = [
        Finding("SL-10", "warning", "figures", "", row_id="SL031", related=("SL067",)),
        Finding("SL-12", "warning", "figures", "", row_id="SL058"),
        Finding("DG-05", "warning", "assessments", "", row_id="KD3"),
    ]
    marked = run2021.document(findings=findings)
    signs = BeautifulSoup(to_html(marked), "html.parser").find_all("a", class_="sign")
    assert {sign["href"] for sign in signs} == {
        "review.html#f-SL-10-SL031", "review.html#f-SL-12-SL058", "review.html#f-DG-05-KD3",
    }  # fmt: skip
    assert not [sign for sign in signs if sign.get_text()]
    assert plain((marked.body, marked.annexes)) == plain((document().body, document().annexes))
    assert to_pdf(marked) == to_pdf(document())


def test_sections():
    """The document has four sections, numbered once each, and four shortcomings with four parts."""
    headings = [block for block in document().body if isinstance(block, Heading)]
    assert [block.path for block in headings if block.level == 1] == ["I", "II", "III", "IV"]
    assert [block.path for block in headings if block.path.startswith("III.") and block.level == 2] == [
        "III.1", "III.2", "III.3", "III.4"
    ]  # fmt: skip
    for shortcoming in run2021.tables()["shortcomings"].to_dict("records"):
        heading = next(block for block in headings if block.path == f"III.{shortcoming['order']}")
        assert plain(heading) == f"Khuyết điểm {shortcoming['order']}: {shortcoming['title']}"


def test_no_finding_stands_in_the_document():
    """Findings are for reviewers: no word of them, no rule and no computed class stands here."""
    findings = run2021.findings()
    text = plain((document().body, document().annexes)) + "".join(
        plain(part.children) for part in inlines(document()) if isinstance(part, Note)
    )
    assert len(text) > 5000
    classes = run2021.policy().class_names("vi").values()  # what is expected may be one, and they stand here
    for sentence in {*findings["description"], *findings["expected"]}.difference(classes):
        assert sentence not in text
    assert not re.search(r"\b(?:SL|CT|DG|CB|VB|TL|TC)-\d\d\b", text)
    for word in ("not_thorough", "tính theo tiêu chí", "cảnh báo", "phát hiện"):
        assert word not in text


def test_numbers_are_printed_as_the_house_does():
    """No cited number carries an English point."""
    texts = [
        part.text
        for part in inlines(document().body)
        if isinstance(part, CitedValue) and part.kind != "document"
    ]
    assert "13,6 triệu đồng" in texts
    assert not [text for text in texts if re.search(r"\d\.\d{1,2}(?!\d)", text)]


def test_it_says_that_it_is_a_reconstruction():
    """The cover says so under the title."""
    assert isinstance(document().cover, Cover)
    assert document().cover.status_note == "Bản dựng lại từ báo cáo đã công bố"


def test_same_document_again():
    """The same inputs make an equal document."""
    assert run2021.compose_document() == document()


def folded(text):
    """The words of a text without citations, case and punctuation."""
    text = re.sub(r"@\w+", " ", unicodedata.normalize("NFC", text)).casefold()
    return re.findall(r"\w+", text)


def runs(words):
    """Every run of consecutive words, and where it begins."""
    return {tuple(words[place : place + RUN]): place for place in range(len(words) - RUN + 1)}


def sentences():
    """What we wrote ourselves: the prose, paragraph by paragraph, and the cells of the raw tables."""
    yield from run2021.LAYOUT.prose("2021").read_text(encoding="utf-8").split("\n")
    for path in sorted((run2021.ROOT / "data" / "raw").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                # names and subjects of documents are facts of the source
                yield from (
                    cell for name, cell in row.items() if (path.name, name) != ("documents.csv", "subject")
                )


def test_no_sentence_is_copied_from_the_source():
    """No twelve consecutive words of ours stand in the source, but in subjects of documents and the title."""
    source = os.environ.get("KHACPHUC_SOURCE", "")
    if not source:
        pytest.skip("KHACPHUC_SOURCE names no text of the source document")
    data = Path(source).read_bytes()
    sidecar = (run2021.ROOT / "data/raw/2021/bao-cao-2021.source.yml").read_text(encoding="utf-8")
    assert hashlib.sha256(data).hexdigest() in sidecar
    theirs = runs(folded(data.decode("utf-8")))
    allowed = [*run2021.tables()["documents"]["subject"], run2021.parameters().title]
    for text in allowed:
        for words in runs(folded(text)):
            theirs.pop(words, None)
    copied = {" ".join(words) for text in sentences() for words in runs(folded(text)) if words in theirs}
    assert copied == set()
