"""The whole document of 2021, made without kernels: what it cites, what it says, and what it does not."""

import csv
import hashlib
import os
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from khacphuc.report.nodes import Bound, Cover, Heading, Note, inlines, plain

from . import run2021

DOCUMENT = run2021.document()
RUN = 12
"""So many consecutive words of the source are a copy of it."""


@cache
def places():
    """Where each code is cited in the body: the section's path, or ``note`` with it."""
    found: dict[str, set[str]] = {}
    path = ""
    for block in DOCUMENT.body:
        if isinstance(block, Heading):
            path = block.path
        noted = {id(inner) for part in inlines(block) if isinstance(part, Note) for inner in inlines(part)}
        for part in inlines(block):
            if isinstance(part, Bound):
                found.setdefault(part.id, set()).add(f"{path} note" if id(part) in noted else path)
    return found


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
        for part in inlines(DOCUMENT.body)
        if isinstance(part, Bound) and part.kind == "class"
    }
    partly_good = "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt"
    assert printed == {
        "KD1": ("chưa được khắc phục triệt để", {"III.1.3"}),
        "KD2": ("đã khắc phục một phần", {"III.2.3"}),
        "KD3": (partly_good, {"III.3.3"}),
        "KD4": (partly_good, {"III.4.3"}),
    }


def test_sections():
    """The document has four sections, numbered once each, and four shortcomings with four parts."""
    headings = [block for block in DOCUMENT.body if isinstance(block, Heading)]
    assert [block.path for block in headings if block.level == 1] == ["I", "II", "III", "IV"]
    assert [block.path for block in headings if block.path.startswith("III.") and block.level == 2] == [
        "III.1", "III.2", "III.3", "III.4"
    ]  # fmt: skip
    for shortcoming in run2021.tables()["shortcomings"].to_dict("records"):
        heading = next(block for block in headings if block.path == f"III.{shortcoming['order']}")
        assert plain(heading) == f"Khuyết điểm {shortcoming['order']}: {shortcoming['title']}"


def test_no_finding_stands_in_the_document():
    """Findings are for reviewers: no word of them, no rule and no computed class stands here."""
    found = run2021.findings()
    said = plain((DOCUMENT.body, DOCUMENT.annexes)) + "".join(
        plain(part.children) for part in inlines(DOCUMENT) if isinstance(part, Note)
    )
    assert len(said) > 5000
    for sentence in {*found["description"], *found["expected"]}:
        assert sentence not in said
    assert not re.search(r"\b(?:SL|CT|DG|CB|VB|TL|TC)-\d\d\b", said)
    for word in ("not_thorough", "tính theo tiêu chí", "cảnh báo", "phát hiện"):
        assert word not in said


def test_numbers_are_printed_as_the_house_does():
    """No cited number carries an English point."""
    texts = [
        part.text for part in inlines(DOCUMENT.body) if isinstance(part, Bound) and part.kind != "document"
    ]
    assert "13,6 triệu đồng" in texts
    assert not [text for text in texts if re.search(r"\d\.\d{1,2}(?!\d)", text)]


def test_it_says_that_it_is_a_reconstruction():
    """The cover says so under the title."""
    assert isinstance(DOCUMENT.cover, Cover)
    assert DOCUMENT.cover.status_note == "Bản dựng lại từ báo cáo đã công bố"


def test_same_document_again():
    """The same inputs make an equal document."""
    assert run2021.document() == DOCUMENT


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
