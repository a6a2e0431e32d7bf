"""The document as PDF."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from bs4 import BeautifulSoup

from khacphuc.errors import DocumentError, ParameterError
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import number

from .. import sample

UGLY = r"<script>alert(1)</script> $a_1^2$ #let x @SL041 \ *đậm* _nghiêng_ `raw` [x](y) // ~"
needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed"
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The whole sample as PDF."""
    return to_pdf(sample.document())


def words_of(pdf: bytes, *options: str) -> str:
    """The words of a PDF, runs of blanks as one."""
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def tags(pdf: bytes) -> list[Any]:
    """The structure elements of a PDF, in reading order."""
    elements: list[Any] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            elements.append((str(element.S), str(element.get("/Alt", ""))))
            walk(element.get("/K"))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return elements


def test_file_says_what_it_is(whole: bytes) -> None:
    """Title, language, author and date are in the file, and it claims both standards."""
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert str(pdf.Root.Lang) == "vi-VN"
        assert str(pdf.docinfo.Title) == sample.document().title
        assert "Ban Chấp hành" in str(pdf.docinfo.Author)
        assert str(pdf.docinfo.CreationDate).startswith("D:20311231")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        meta = pdf.open_metadata()
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")
        assert 8 <= len(pdf.pages) <= 14
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].MediaBox] == [0, 0, 210, 297]


def test_structure_is_tagged(whole: bytes) -> None:
    """A screen reader finds the title, headings, table headers, notes and the words of the chart."""
    elements = tags(whole)
    counts = Counter(kind for kind, _ in elements)
    assert counts["/Title"] == 1
    assert (counts["/H1"], counts["/H2"], counts["/H3"]) == (6, 7, 8)
    assert (counts["/Table"], counts["/THead"], counts["/TH"]) == (4, 4, 15 + 2 + 14 + 77)
    assert counts["/Note"] == 5
    figures = [words for kind, words in elements if kind == "/Figure"]
    assert len(figures) == 1
    assert all(words.startswith("Biểu đồ cột ngang") for words in figures)


def test_bookmarks_lead_to_every_heading(whole: bytes) -> None:
    """The outline has every heading at its level, and every bookmark leads to a page."""
    with pikepdf.open(io.BytesIO(whole)) as pdf, pdf.open_outline() as outline:
        levels: list[int] = []

        def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                levels.append(level)
                assert item.destination is not None
                walk(item.children, level + 1)

        walk(list(outline.root), 1)
    assert [levels.count(level) for level in (1, 2, 3)] == [6, 7, 8]


@needs_pdftotext
def test_words_are_nfc_and_complete(whole: bytes) -> None:
    """Head, title, sections, notes, tables, foot and annexes are all there, as NFC Vietnamese."""
    words = words_of(whole, "-layout")
    assert unicodedata.is_normalized("NFC", words)
    for expected in (
        "ĐOÀN TNCS HỒ CHÍ MINH",
        "Số: ……-BC/TĐGĐ-VP",
        "Giả Định, ngày …… tháng …… năm ……",
        "(Bản dựng lại từ báo cáo đã công bố)",
        "III. KẾT QUẢ KHẮC PHỤC",
        "4.2. Đánh giá",
        "Xem Bảng 1, Biểu đồ 1 và Phụ lục 1.",
        "Bảng 1. Các chỉ tiêu",
        "Biểu đồ 1. Tỷ lệ hoàn thành",
        "Theo bảng đánh giá mẫu số 04.",
        "Nơi nhận:",
        "- Lưu VT.",
        "Nguyễn Văn Mẫu",
        "Phụ lục 2",
        "Không có dòng nào",
        "SL077",
    ):
        assert expected in words


@needs_pdftotext
def test_pages_are_numbered_from_the_second(whole: bytes) -> None:
    """The first page bears no number, the others bear theirs at the top; the table header repeats."""
    first, second, *_, last = [page.split() for page in paged(whole)]
    assert first[0] == "TỈNH"
    assert second[0] == "2"
    assert last[0] == str(len(paged(whole)))
    assert sum("Tệp và dòng" in " ".join(page.split()) for page in paged(whole)) >= 3


def paged(pdf: bytes) -> list[str]:
    """The words of each page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8").rstrip("\f").split("\f")


@needs_pdftotext
def test_nothing_is_read_as_markup() -> None:
    """Signs that mean something to Typst print as they are, everywhere a text can stand."""
    cover = replace(sample.COVER, subject=UGLY, basis=UGLY, status_note=UGLY)
    signature = replace(sample.SIGNATURE, recipients=(UGLY,), office=UGLY)
    table = sample.table("t", UGLY, [UGLY], [[UGLY]], align=("left",), note=sample.inlines(UGLY))
    blocks = (
        sample.heading(1, UGLY),
        sample.paragraph(UGLY, sample.bold(UGLY), sample.italic(UGLY), sample.note(UGLY)),
        sample.items(sample.paragraph(UGLY)),
        table,
    )
    words = words_of(to_pdf(sample.small(*blocks, cover=cover, signature=signature)))
    assert words.count(UGLY) >= 12


@needs_pdftotext
def test_long_words_break_inside_the_margins() -> None:
    """A word of 300 letters is whole in the text and nowhere leaves the page, in body and table."""
    table = sample.table("t", "Bảng", ["A", "B", "C"], [["m" * 300, "data/raw/mau/figures.csv:12", "x"]])
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=to_pdf(sample.small(sample.paragraph("ư" * 300), table)), capture_output=True, check=True,
    )  # fmt: skip
    words = BeautifulSoup(done.stdout.decode(), "html.parser").find_all("word")
    assert sum(word.get_text().count("m") for word in words if set(word.get_text()) == {"m"}) == 300
    assert sum(word.get_text().count("ư") for word in words if "ưưư" in word.get_text()) == 300
    assert max(float(word["xmax"]) for word in words) <= (210 - 20) / 25.4 * 72 + 1


@needs_pdftotext
def test_no_comma_hangs_into_the_margin() -> None:
    """The lines of a justified paragraph in italics end at the margin, commas included."""
    text = sample.italic(" ".join("từ " * count + "rất, dài," for count in range(1, 40)))
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=to_pdf(sample.small(sample.paragraph(text))), capture_output=True, check=True,
    )  # fmt: skip
    words = BeautifulSoup(done.stdout.decode(), "html.parser").find_all("word")
    assert max(float(word["xmax"]) for word in words) == pytest.approx((210 - 20) / 25.4 * 72, abs=0.1)


def test_emphasis_keeps_its_slant_in_italic_headings() -> None:
    """Words in italics inside an italic heading stay in the bold italic face."""
    title = sample.heading(3, "xxx", sample.italic("yyy"))
    pdf = to_pdf(sample.small(sample.heading(1, "A"), sample.heading(2, "B"), title))
    faces: dict[str, str] = {}

    def visit(text: str, _matrix: Any, _place: Any, font: Any, _size: float) -> None:
        faces[text.strip()] = str(font["/BaseFont"]).split("+")[1] if font else ""

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    assert faces["yyy"] == faces["1.1. xxx"] == "Tinos-BoldItalic"


@needs_pdftotext
@pytest.mark.parametrize("word", ["computed.csv:13", "1.400.000.000 đồng", "responsibilities", "III-bis.1.2"])
def test_words_stay_in_their_column(word: str) -> None:
    """Whatever a narrow column holds ends before the next one begins."""
    table = sample.table("t", "Bảng", [*"ABCDEFG"], [[word] * 7], align=("left",) * 7, widths=(1,) * 7)
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=to_pdf(sample.small(table)), capture_output=True, check=True
    )
    words = BeautifulSoup(done.stdout.decode(), "html.parser").find_all("word")
    inside = [(float(part["xmin"]), float(part["xmax"])) for part in words if part.get_text() in word]
    left, column = 30 / 25.4 * 72, 160 / 25.4 * 72 / 7
    assert len(inside) >= 7
    assert all((end - left - 1) // column <= (start - left + 1) // column for start, end in inside)


def test_tall_rows_and_many_recipients() -> None:
    """A row longer than a page goes on over pages; fifteen recipients keep the foot on one page."""
    table = sample.table("t", "Bảng", ["A", "B"], [["x", "từ " * 3000]])
    signature = replace(sample.SIGNATURE, recipients=tuple(f"Đơn vị {place}" for place in range(15)))
    pdf = to_pdf(sample.small(table, sample.paragraph("Hết."), signature=signature))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) >= 3


LAST = {
    "list": sample.items(*(sample.paragraph(f"Mục {n}.") for n in range(29)), sample.paragraph("Cuối.")),
    "table": sample.table("t", "Bảng", ["A", "B"], [["x", "y"]], note=sample.inlines("Cuối.")),
    "long table": sample.table("t", "Bảng", ["A", "B"], [*[["x", "y"]] * 60, ["x", "Cuối."]]),
    "chart": nodes.Figure(id="f", caption=sample.inlines("Cuối."), alt="Một hình", svg=sample.SVG),
    "paragraph": sample.paragraph(sample.LONG * 6, " Cuối."),
}


@needs_pdftotext
@pytest.mark.parametrize("kind", LAST)
def test_whatever_comes_last_goes_with_the_foot(kind: str) -> None:
    """No matter what ends the body and how long it is, its end stands on the page of the signature."""
    for count in range(14, 32, 3):
        body = [sample.paragraph(f"Dòng {place}.") for place in range(count)]
        pages = paged(to_pdf(sample.small(*body, LAST[kind])))
        assert [place for place, page in enumerate(pages) if "Cuối." in page] == [
            place for place, page in enumerate(pages) if "Nguyễn Văn Mẫu" in page
        ]


SECOND = nodes.Signatory(
    authority="KT. Trưởng ban Ban Dân vận Tỉnh uỷ", office="Phó Trưởng ban thường trực", name="Trần Thị Ví Dụ"
)


@needs_pdftotext
@pytest.mark.parametrize("profile", ["youth-union", "party"])
@pytest.mark.parametrize("second", [None, SECOND])
@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("filler", [0, 22, 28])
def test_the_foot_stays_whole(profile: str, second: nodes.Signatory | None, count: int, filler: int) -> None:
    """Recipients and who signs stand on the page of the last lines, clear of each other."""
    name = "một đơn vị có tên dài đến mức phải xuống dòng trong cột của nó"
    recipients = tuple(f"Nhận{place} {name}" for place in range(count))
    lines = [sample.paragraph(f"Dòng{place} của phần nội dung.") for place in range(filler + 1)]
    cover = replace(sample.COVER, profile=profile, subject=f"{sample.COVER.subject} {sample.LONG}"[:400])
    pdf = to_pdf(
        sample.small(
            *lines, cover=cover, signature=replace(sample.SIGNATURE, recipients=recipients, second=second)
        )
    )
    foot = next(page for page in placed(pdf) if f"Dòng{filler}" in page)
    names = ["Mẫu", *(["Dụ"] if second else [])]
    assert {"nhận:", "Nhận0", f"Nhận{count - 1}", *names} <= set(foot)
    assert min(foot[name][0][1] for name in names) > foot[f"Dòng{filler}"][0][3]
    if second:
        assert foot["Dụ"][-1][1] == pytest.approx(foot["Mẫu"][-1][1], abs=0.5)
        assert foot["nhận:"][0][1] > foot["Dụ"][-1][3]
    else:
        column = min(box[0] for box in foot["Nguyễn"])
        ends = [box[2] for word, boxes in foot.items() if word.startswith("Nhận") for box in boxes]
        assert max(ends) < column


def placed(pdf: bytes) -> list[dict[str, list[tuple[float, ...]]]]:
    """The words of each page with the boxes they stand in: left, top, right, bottom."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = []
    for page in BeautifulSoup(done.stdout.decode(), "html.parser").find_all("page"):
        words: dict[str, list[tuple[float, ...]]] = {}
        for word in page.find_all("word"):
            box = tuple(float(word[side]) for side in ("xmin", "ymin", "xmax", "ymax"))
            words.setdefault(word.get_text(), []).append(box)
        pages.append(words)
    return pages


@needs_pdftotext
def test_a_body_without_a_superior_stands_in_its_line() -> None:
    """Where no superior body is named, the issuing body takes its place beside the organisation."""
    cover = replace(sample.COVER, superior="", body="Ban")
    first = placed(to_pdf(sample.small(cover=cover)))[0]
    assert first["BAN"][0][1] == pytest.approx(first["ĐOÀN"][0][1], abs=2)


@needs_pdftotext
def test_foot_takes_the_last_lines_along() -> None:
    """The page with the signature has the last lines of the body too, whatever the length before it."""
    for count in range(20, 32):
        body = [sample.paragraph(f"Dòng {place}.") for place in range(count)]
        for page in paged(to_pdf(sample.small(*body))):
            if "Nguyễn Văn Mẫu" in page:
                assert "Nơi nhận" in page
                assert f"Dòng {count - 1}." in page


def test_same_document_same_bytes(whole: bytes, tmp_path: Path) -> None:
    """Neither time zone, locale nor hash seed changes a byte."""
    script = "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import sample\n"
    script += "from khacphuc.render.pdf.typst import to_pdf\n"
    script += "Path(sys.argv[2]).write_bytes(to_pdf(sample.document()))"
    out = tmp_path / "other.pdf"
    env = {**os.environ, "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parents[1]), str(out)],
        check=True,
        env=env,
    )
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    ("block", "holder"),
    [
        (sample.paragraph("Rất vui 😀 nhé"), "the paragraph “Rất vui 😀 nhé”"),
        (sample.table("t", "Bảng", ["A", "😀"], [["a", "b"]]), "the table “😀”"),
        (sample.items(sample.paragraph("😀" + "x" * 99)), "the list “😀" + "x" * 79 + "…”"),
    ],
)
def test_missing_letter_names_itself_and_its_text(block: nodes.Block, holder: str) -> None:
    """A letter the typeface lacks is named with its code and the text that holds it."""
    with pytest.raises(DocumentError) as caught:
        to_pdf(sample.small(block))
    assert str(caught.value).startswith(f"{holder} holds '😀' (U+1F600), which the typeface Tinos lacks")


def test_broken_chart_is_named() -> None:
    """A chart that is no SVG is named, though Typst itself only speaks of the file."""
    blocks = (sample.heading(1, "Một"), sample.heading(2, "Hai"), sample.paragraph("Ba"))
    chart = nodes.Figure(id="hong", caption=(), alt="Biểu đồ", svg="<svg hỏng")
    with pytest.raises(DocumentError, match="the figure “hong” cannot be printed: failed to parse SVG"):
        to_pdf(sample.small(*blocks, chart))


def test_chart_without_words_is_refused() -> None:
    """Even a document that was not numbered cannot be printed with a chart that says nothing."""
    document = sample.small()
    chart = nodes.Figure(id="cam", caption=(), alt="", svg=sample.SVG)
    with pytest.raises(DocumentError, match="“cam” cannot be printed"):
        to_pdf(replace(document, body=(chart,)))


def test_fault_of_no_block_is_told() -> None:
    """A fault that no single block has (headings that skip a level) is told as the document's."""
    document = sample.small()
    headings = (sample.heading(1, "Một"), sample.heading(3, "Ba"))
    with pytest.raises(DocumentError, match="the document cannot be printed"):
        to_pdf(replace(document, body=headings))


def test_unknown_profile_is_told() -> None:
    """The profile is looked up before anything is printed."""
    with pytest.raises(ParameterError, match="youth-union"):
        to_pdf(sample.small(cover=replace(sample.COVER, profile="state")))


@needs_pdftotext
def test_other_language_and_draft() -> None:
    """An English draft has English words of ours and says that it is a draft."""
    cover = replace(sample.COVER, language="en", status="draft", superior="", basis="According to the plan.")
    words = words_of(to_pdf(sample.small(sample.figures_table(1), cover=cover)))
    assert "DRAFT" in words
    assert "Table 1." in words
    assert "According to the plan." in words
    assert "Recipients:" in words


def targets(pdf: bytes) -> list[tuple[int, str]]:
    """Each link of a PDF: the page it leads to, and the words that tell where."""
    links = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: place for place, page in enumerate(opened.pages, 1)}
        for page in opened.pages:
            for annotation in page.obj.get("/Annots", []):
                assert annotation.Subtype == "/Link"
                links.append((pages[annotation.Dest[0].objgen], str(annotation.Contents)))
    return links


def test_citations_are_links_and_rows_lead_back() -> None:
    """A cited value leads to its row, a row that is cited to its first citation: tagged, with words."""
    body = (
        sample.paragraph(sample.cited("SL001", "04"), " và ", sample.cited("SL001", "04")),
        sample.paragraph(sample.cited("TL01", "82%")),
    )
    annex = (sample.heading(1, "Số liệu", annex=True), sample.figures_table(2))
    pdf = to_pdf(number([sample.COVER, *body, sample.SIGNATURE, *annex]))
    assert sorted(page for page, _ in targets(pdf)) == [1, 2, 2]
    assert all(words for _, words in targets(pdf))
    assert Counter(kind for kind, _ in tags(pdf))["/Link"] == 3


@needs_pdftotext
def test_invented_figures_are_called_so_on_every_page() -> None:
    """Every page says so in its header, the first too; a page number keeps its place above."""
    pdf = to_pdf(replace(sample.document(), cover=replace(sample.COVER, synthetic=True)))
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = done.stdout.decode().removesuffix("\f").split("\f")
    label = "SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert len(pages) > 2
    assert [page.count(label) for page in pages] == [1] * len(pages)
    assert pages[1].split()[0] == "2"
