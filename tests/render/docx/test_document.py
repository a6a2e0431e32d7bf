"""The document as a Word file."""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openxml_audit import OpenXmlValidator

from khacphuc.errors import DocumentError, ParameterError
from khacphuc.render import profiles
from khacphuc.render.docx.document import to_docx
from khacphuc.render.docx.flow import in_flow
from khacphuc.render.docx.xml import points
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import number

from ... import run2021
from .. import sample, word
from ..office import needs_office, printed_by_office

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_poppler = pytest.mark.skipif(
    not os.environ.get("CI") and not shutil.which("pdfinfo"), reason="poppler's pdfinfo is not installed"
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The whole sample as a Word file."""
    return to_docx(sample.document())


@pytest.fixture(scope="module")
def report() -> tuple[nodes.Document, bytes]:
    """The report of 2021, and its Word file."""
    document = run2021.document()
    return document, to_docx(document)


def broken(docx: bytes, folder: Path) -> list[Any]:
    """What the schema of OOXML does not allow in a Word file.

    What is no matter of the schema is left out: it asks for a theme and a table of fonts, which no part
    of ours refers to.
    """
    path = folder / "report.docx"
    path.write_bytes(docx)
    return list(OpenXmlValidator(semantic_validation=False).validate(path).errors)


def all_parts(docx: bytes) -> Iterator[Any]:
    """Every part of ``word/`` that is XML of Word's."""
    for name in word.parts(docx):
        match = re.fullmatch(r"word/(\w+)\.xml", name)
        if match:
            yield word.part(docx, match[1])


def pdf_text(pdf: bytes, folder: Path) -> str:
    """The words of a tagged PDF in the order a screen reader says them, without page numbers."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True)
    # titles of headings are in UTF-16 in this listing; what they say follows them as text
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return "".join(match[1] for line in lines if (match := re.fullmatch(r'\s+"(.*)"', line)))


def words_of_pdf(document: nodes.Document, folder: Path) -> str:
    """What the PDF says in its order, but with its charts where the Word file has them."""
    profile = profiles.load(document.cover.profile)
    margins = profile.margins_mm
    flow = in_flow(document, profile, points(210 - margins.left - margins.right))
    return without_blanks(pdf_text(to_pdf(replace(document, body=flow.body)), folder))


def without_blanks(text: str) -> str:
    """Letters and signs only: lines break elsewhere in each format."""
    return "".join(text.split())


@pytest.mark.full
@needs_poppler
def test_it_says_what_the_pdf_says(report: tuple[nodes.Document, bytes], tmp_path: Path) -> None:
    """The report of 2021 has the same words in the same order, notes, labels and tables included."""
    document, docx = report
    expected = words_of_pdf(document, tmp_path)
    assert len(expected) > 10_000
    assert without_blanks(word.text(docx)) == expected


@needs_poppler
def test_a_rich_document_says_what_its_pdf_says(tmp_path: Path) -> None:
    """So do numbered lists, nested marks, five notes and a table without rows."""
    first, _, *others = sample.annexes()  # the long table is slow to read
    annexes = (first, sample.figures_table(5), *others)
    document = number([sample.COVER, *sample.body(), sample.SIGNATURE, *annexes])
    expected = words_of_pdf(document, tmp_path)
    assert without_blanks(word.text(to_docx(document))) == expected


def test_every_quantity_is_a_node_with_its_id(report: tuple[nodes.Document, bytes]) -> None:
    """Walking the prose and walking the file give the same codes with the same words, in order."""
    document, docx = report
    expected = [
        (node.id, node.text) for node in nodes.inlines(document) if isinstance(node, nodes.CitedValue)
    ]
    inside = word.bookmarked(word.part(docx))
    notes = word.bookmarked(word.part(docx, "footnotes"))
    citations = [(name, text) for name, text in (*inside, *notes) if name.startswith("cite_")]
    cited = [(name.removeprefix("cite_").rpartition("_")[0], text) for name, text in citations]
    assert len(expected) > 77
    assert sorted(cited) == sorted((re.sub(r"\W", "_", code), text) for code, text in expected)
    body = [node for node in nodes.inlines(document) if isinstance(node, nodes.Note)]
    assert len(notes) == sum(isinstance(node, nodes.CitedValue) for node in nodes.inlines(tuple(body))) > 10


def test_links_lead_to_rows_and_fields_to_places(report: tuple[nodes.Document, bytes], whole: bytes) -> None:
    """No place is named twice, whatever the case; every link and field leads to one."""
    for docx in (report[1], whole):
        names = [name for root in all_parts(docx) for name, _ in word.bookmarked(root)]
        numbers = [
            mark.get(f"{word.W}id")
            for root in all_parts(docx)
            for mark in root.iter(f"{word.W}bookmarkStart")
        ]
        assert len({name.lower() for name in names}) == len(names) == len(set(numbers))
        assert max(map(len, names)) <= 40
        links = {
            link.get(f"{word.W}anchor")
            for root in all_parts(docx)
            for link in root.iter(f"{word.W}hyperlink")
        }
        fields = {
            field.get(f"{word.W}instr").split()[1]
            for field in word.part(docx).iter(f"{word.W}fldSimple")
            if " REF " in field.get(f"{word.W}instr")
        }
        assert len(links) > 3
        assert links | fields <= set(names)
        assert all(name.startswith("row_") for name in links)


def test_references_say_what_stands_at_their_place(whole: bytes) -> None:
    """Word, working the fields out anew, would find the words that are there."""
    places = dict(word.bookmarked(word.part(whole)))
    fields = {
        field.get(f"{word.W}instr").split()[1]: word.words(field)
        for field in word.part(whole).iter(f"{word.W}fldSimple")
        if " REF " in field.get(f"{word.W}instr") and not field.get(f"{word.W}fldLock")
    }
    assert set(fields.values()) == {"Bảng 1", "Biểu đồ 1", "Phụ lục 1"}
    assert {name: places[name] for name in fields} == fields


def test_a_reference_to_a_section_is_locked() -> None:
    """Its number stands in the heading as text, so the field keeps the words of the document."""
    see = sample.paragraph(nodes.Reference(target="muc"), nodes.Reference(target="sau"))
    table = sample.table("sau", "Bảng", ["A"], [["x"]])
    docx = to_docx(sample.small(sample.heading(1, "MỤC", name="muc"), see, nodes.ItemList(items=((table,),))))
    fields = [
        field
        for field in word.part(docx).iter(f"{word.W}fldSimple")
        if " REF " in field.get(f"{word.W}instr")
    ]
    assert [word.words(field) for field in fields] == ["mục I", "Bảng 1"]
    assert [field.get(f"{word.W}fldLock") for field in fields] == ["1", None]
    assert ("block_muc", "I. MỤC") in word.bookmarked(word.part(docx))


def test_headings_make_the_navigation(whole: bytes) -> None:
    """Sections and annexes are headings of Word with the numbers of the document."""
    root = word.part(whole)
    assert word.styled(root, "Heading1")[:2] == ["I. TÌNH HÌNH CHUNG", "II. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"]
    assert word.styled(root, "Heading3")[1] == "1.2. Đánh giá"
    assert word.styled(root, "Heading2")[-1] == "Tỷ lệ"
    assert word.styled(root, "AnnexHeading") == ["Phụ lục 1Số liệu và nơi in", "Phụ lục 2Cách tính"]
    line = "(Kèm theo Báo cáo số ……-BC/TĐGĐ-VP, ngày …… tháng …… năm ……)"
    assert word.styled(root, "AnnexOf") == [line, line]


def test_every_style_used_is_there(whole: bytes) -> None:
    """No paragraph, run or table names a style the file lacks."""
    known = {style.get(f"{word.W}styleId") for style in word.part(whole, "styles").iter(f"{word.W}style")}
    used = {
        element.get(f"{word.W}val")
        for root in all_parts(whole)
        for tag in ("pStyle", "rStyle", "tblStyle")
        for element in root.iter(f"{word.W}{tag}")
    }
    assert used <= known


def test_the_page_is_that_of_the_form(whole: bytes) -> None:
    """A4, the profile's margins, a number in the middle of the header but on the first page."""
    section = word.part(whole).find(f"{word.W}body/{word.W}sectPr")
    sizes = [int(word.value(section, "pgSz", side) or 0) for side in "wh"]
    margins = [int(word.value(section, "pgMar", side) or 0) for side in ("top", "bottom", "left", "right")]
    assert [round(size / 1440 * 25.4) for size in sizes + margins] == [210, 297, 20, 20, 30, 20]
    assert section.find(f"{word.W}titlePg") is not None
    (line,) = word.part(whole, "header1")
    assert word.value(line, "fldSimple", "instr") == " PAGE "


def test_every_part_is_valid(whole: bytes, report: tuple[nodes.Document, bytes], tmp_path: Path) -> None:
    """Word refuses a file the schema of OOXML does not allow; LibreOffice would not say a word."""
    assert broken(whole, tmp_path) == broken(report[1], tmp_path) == []


@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("document", b'<w:jc w:val="center"/>', b'<w:jc w:val="middle"/>'),  # a value
        ("footnotes", b'w:type="separator"', b'w:type="line"'),  # a value again
        ("numbering", b'<w:start w:val="1"/>', b'<w:lvlText w:val=""/><w:start w:val="1"/>'),  # the order
        ("styles", b"<w:qFormat/>", b"<w:pPr/><w:qFormat/>"),  # the order again
        ("settings", b"<w:compat>", b"<w:p/><w:compat>"),  # an element
        ("header1", b"<w:p>", b"<w:tc/><w:p>"),  # an element that belongs elsewhere
    ],
)
def test_what_is_not_valid_is_seen(
    whole: bytes, tmp_path: Path, part: str, right: bytes, wrong: bytes
) -> None:
    """The schema covers each part that is made by hand."""
    files = word.parts(whole)
    name = f"word/{part}.xml"
    assert right in files[name]
    files[name] = files[name].replace(right, wrong, 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for path, data in files.items():
            packed.writestr(path, data)
    assert {error.part_uri for error in broken(stream.getvalue(), tmp_path)} == {f"/{name}"}


def test_cells_end_with_a_paragraph_and_tables_never_touch(whole: bytes) -> None:
    """Word mends a cell without a paragraph, and joins tables that follow each other."""
    root = word.part(whole)
    assert all(cell[-1].tag == f"{word.W}p" for cell in root.iter(f"{word.W}tc"))
    tags = [child.tag.removeprefix(word.W) for child in root[0]]
    assert ("tbl", "tbl") not in set(itertools.pairwise(tags))
    bare = word.part(to_docx(sample.small(sample.table("t", "Bảng", ["A"], [["x"]]))))[0]
    assert [child.tag.removeprefix(word.W) for child in bare][-4:] == ["p", "tbl", "p", "sectPr"]


def kept_with_next(*blocks: nodes.Block) -> set[str]:
    """The words of paragraphs that stay on the page of what follows."""
    root = word.part(to_docx(sample.small(*blocks)))
    return {
        word.words(line)
        for line in root.iter(f"{word.W}p")
        if line.find(f"{word.W}pPr/{word.W}keepNext") is not None
    }


def test_the_last_lines_go_with_the_signature() -> None:
    """The last paragraph of the body, or the last item of its last list, keeps with what follows."""
    first, last = sample.paragraph("Một."), sample.paragraph("Hai.")
    for blocks in ((first, last), (sample.items(first, last),), (nodes.ItemList(items=((first, last),)),)):
        assert "Hai." in kept_with_next(*blocks)


def test_what_is_before_a_single_last_line_goes_with_it() -> None:
    """A single line is not enough for the page of the signature; several are."""
    first, last, long = sample.paragraph("Một."), sample.paragraph("Hai."), sample.paragraph(sample.LONG)
    assert {"Một.", "Hai."} <= kept_with_next(first, last)
    assert {"Một.", "Hai."} <= kept_with_next(sample.items(long, first), last)
    assert "Một." not in kept_with_next(first, long)
    assert "Một." not in kept_with_next(first, sample.paragraph("Giữa."), last)


def test_the_last_rows_before_the_last_table_go_with_it() -> None:
    """The last page is never for one small table."""
    tables = [sample.table(name, "Bảng", ["A"], [[f"{name}{row}"] for row in range(30)]) for name in "ab"]
    with_next = kept_with_next(sample.paragraph("Một."), sample.heading(1, "Phụ lục", annex=True), *tables)
    assert {"a28", "a29", "b28"} <= with_next
    assert not {"a27", "b29"} & with_next


def test_lists_are_word_s_lists() -> None:
    """Items are numbered by Word: numbered lists begin anew, inner ones stand further in."""
    inner = sample.items(sample.paragraph("b"), sample.paragraph("c"), ordered=True)
    dashes = nodes.ItemList(items=((sample.items(sample.paragraph("g")),),))
    outer = nodes.ItemList(items=((sample.paragraph("a"), inner, sample.paragraph("d")), (dashes,)))
    root = word.part(to_docx(sample.small(outer, sample.items(sample.paragraph("e"), ordered=True))))
    lines = {
        word.words(line): (
            word.value(line, "pPr/pStyle"),
            word.value(line, "pPr/numPr/numId"),
            word.value(line, "pPr/numPr/ilvl"),
        )
        for line in root.iter(f"{word.W}p")
    }
    assert lines["a"] == ("ListBullet", None, None)
    assert lines["b"] == lines["c"] == ("ListNumber", "4", "1")
    assert lines["d"] == ("ListContinue", None, None)
    assert lines["g"] == ("ListBullet", "1", "2")
    assert lines["e"] == ("ListNumber", "5", "0")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"body": (sample.heading(1, "a\x01"),)}, "the heading 'a"),
        ({"body": (sample.paragraph("Một \x0b hai"),)}, "the paragraph 'Một"),
        ({"body": (sample.paragraph("Một", sample.note("\x00")),)}, "the paragraph 'Một' holds U"),
        ({"body": (sample.items(sample.paragraph("Mục \x02")),)}, "the list 'Mục"),
        ({"body": (sample.table("t", "Bảng", ["A\x03"], [["x"]]),)}, "the table 'Bảngx' holds U"),
        ({"annexes": (sample.paragraph("Phụ \ufffe"),)}, "the paragraph 'Phụ"),
        ({"cover": replace(sample.COVER, subject="a\x04")}, "the cover holds U"),
        ({"signature": replace(sample.SIGNATURE, name="a\x05")}, "the signature holds U"),
        (
            {"body": (nodes.Figure(id="h", caption=sample.inlines("Hình"), alt="", svg=""),)},
            "the figure 'Hình' has no text",
        ),
        (
            {"body": (nodes.Figure(id="h", caption=(), alt="Một", svg=""),)},
            "the figure 'h' has no picture",
        ),
    ],
)
def test_a_block_that_cannot_be_written_is_named(change: dict[str, Any], named: str) -> None:
    """Letters XML cannot hold and charts that show or say nothing are told with their block."""
    with pytest.raises(DocumentError) as caught:
        to_docx(replace(sample.small(), **change))
    assert str(caught.value).startswith(named)


def test_what_is_no_block_is_refused() -> None:
    """Nothing disappears silently."""
    with pytest.raises(TypeError, match="Cover is not a block of a body"):
        to_docx(replace(sample.small(), body=(sample.COVER,)))
    with pytest.raises(AssertionError, match="Text"):
        to_docx(replace(sample.small(), body=(sample.items(sample.text("a")),)))


def test_unknown_profile_is_told() -> None:
    """The profile decides the form of the Word file too."""
    with pytest.raises(ParameterError, match="youth-union"):
        to_docx(sample.small(cover=replace(sample.COVER, profile="state")))


def test_same_document_same_bytes(whole: bytes, tmp_path: Path) -> None:
    """Neither time zone, locale, hash seed nor the clock changes a byte."""
    script = "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import sample\n"
    script += "from khacphuc.render.docx.document import to_docx\n"
    script += "Path(sys.argv[2]).write_bytes(to_docx(sample.document()))"
    out = tmp_path / "other.docx"
    env = {**os.environ, "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parents[1]), str(out)],
        check=True,
        env=env,
    )
    assert out.read_bytes() == whole == to_docx(sample.document())


@pytest.mark.full
@needs_office
@needs_poppler
def test_libreoffice_shows_head_headings_and_notes(whole: bytes, tmp_path: Path) -> None:
    """Another office opens the file and prints the head side by side, every heading and every note."""
    (pdf,) = printed_by_office(tmp_path, whole)
    printed = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode("utf-8")
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert "TỈNH ĐOÀN MẪU ĐOÀN TNCS HỒ CHÍ MINH" in lines
    assert "Số: ……-BC/TĐGĐ-VP Giả Định, ngày …… tháng …… năm ……" in lines
    text = " ".join(lines)
    for style in ("Heading1", "Heading3"):
        for heading in word.styled(word.part(whole), style):
            assert heading in text
    for note in word.part(whole, "footnotes"):
        assert " ".join(word.words(note).split())[:60] in text
    assert text.count("Tệp và dòng") > 2  # the header of the long table, on each of its pages
    firsts = [page.split()[0] for page in printed.rstrip("\f").split("\f")]
    assert firsts == ["TỈNH", *(str(place) for place in range(2, len(firsts) + 1))]


@pytest.mark.parametrize("synthetic", [True, False])
def test_invented_figures_are_called_so_on_every_page(synthetic: bool) -> None:
    """The header of the first page and that of the others say so; without it the first page has no header."""
    docx = to_docx(sample.small(cover=replace(sample.COVER, synthetic=synthetic)))
    headers = {name: word.words(word.part(docx, name)) for name in ("header1", "header2")[: 1 + synthetic]}
    label = "SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert headers == ({"header1": f"2{label}", "header2": label} if synthetic else {"header1": "2"})
    kinds = [item.get(f"{word.W}type") for item in word.part(docx).iter(f"{word.W}headerReference")]
    assert kinds == (["default", "first"] if synthetic else ["default"])


def test_a_heading_may_start_a_page() -> None:
    """The property stands at its paragraph, and at no other."""
    pages = sample.heading(1, "Một"), replace(sample.heading(1, "Hai"), starts_page=True)
    xml = word.parts(to_docx(sample.small(*pages, sample.paragraph("A."))))["word/document.xml"].decode()
    before, after = xml.split("<w:pageBreakBefore/>")
    assert "Một" in before
    assert "Hai" in after
