"""Pages of a PDF are filled."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest

from khacphuc.render.pdf import pages
from khacphuc.render.pdf.pages import first_to_defer
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import number

from .. import sample
from ..ink import blanks

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")

QUARTER = 0.25
SIGNS = "Nguyễn Văn Mẫu"


def chart(name: str, share: float = 0.4) -> nodes.Figure:
    """A grey box as wide as the text, and as high as this share of a page."""
    high = round(share * 257 * 4)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {high}" width="640" height="{high}">'
    svg += f'<rect width="640" height="{high}" fill="#888"/></svg>'
    return nodes.Figure(id=name, caption=sample.inlines(f"Hình {name}."), alt="Một hình", svg=svg)


def lines(count: int, word: str = "Dòng") -> list[nodes.Block]:
    """Paragraphs of one line."""
    return [sample.paragraph(f"{word} {place}.") for place in range(count)]


def paged(pdf: bytes) -> list[str]:
    """The words of each page, from above."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().rstrip("\f").split("\f")]


def in_order(pdf: bytes, *words: str) -> bool:
    """Whether words stand in this order on the pages."""
    text = " ".join(paged(pdf))
    places = [text.index(word) for word in words]
    return places == sorted(places)


@pytest.mark.parametrize("share", [0.2, 0.6, pytest.param(0.4, marks=pytest.mark.full)])
@pytest.mark.parametrize(
    "before",
    [8, 20, 23, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, 30) if n not in (8, 20, 23))],
)
def test_text_flows_on_where_a_chart_does_not_fit(before: int, share: float) -> None:
    """A chart stands behind the sentence that leads to it, wherever that is; no page is a quarter empty."""
    body = [
        *lines(before),
        sample.paragraph("Dẫn vào."),
        chart("a", share),
        *lines(40, "Sau"),
        *lines(1, "Hết"),
    ]
    pdf = to_pdf(sample.small(*body))
    assert in_order(pdf, "Dẫn vào.", "Hình a.", "Sau 39.")
    for page in blanks(pdf)[:-1]:
        assert page.foot < QUARTER
        assert page.between < QUARTER / 2


@pytest.mark.parametrize(
    "before", [6, 18, *(pytest.param(n, marks=pytest.mark.full) for n in (3, 9, 12, 15, 21))]
)
def test_charts_keep_their_order_among_text_lists_and_tables(before: int) -> None:
    """A small chart that would fit waits for a large one before it; a heading stays with its text."""
    pair = sample.table("t", "Bảng", ["A", "B"], [["x", "y"]] * 4)
    body = [
        *lines(before),
        sample.paragraph("Dẫn một."),
        chart("a", 0.6),
        sample.paragraph("Dẫn hai."),
        chart("b", 0.1),
        *lines(9, "Giữa"),
        sample.heading(1, "Mục"),
        chart("c", 0.5),
        sample.items(*(sample.paragraph(f"Việc {place}.") for place in range(20))),
        pair,
        *lines(30, "Sau"),
    ]
    pdf = to_pdf(sample.small(*body))
    assert in_order(pdf, "Dẫn một.", "Hình a.", "Hình b.", "Hình c.", "Bảng 1.", "Sau 29.")
    assert in_order(pdf, "Dẫn hai.", "Hình b.")
    assert in_order(pdf, "I. Mục", "Hình c.")
    assert in_order(pdf, "I. Mục", "Việc 0.")
    assert max(page.foot for page in blanks(pdf)[:-1]) < QUARTER


def test_no_chart_stands_in_or_behind_a_later_table() -> None:
    """Where a table comes right behind a chart, or soon, the chart is not deferred past its beginning."""
    table = sample.table("t", "Bảng", ["A", "B"], [["x", f"số {place}"] for place in range(30)])
    for between in (0, 2):
        body = [*lines(16), chart("a", 0.6), *lines(between, "Giữa"), table, *lines(9, "Sau")]
        assert in_order(to_pdf(sample.small(*body)), "Dòng 15.", "Hình a.", "Bảng 1.", "số 29", "Sau 0.")


def test_a_chart_that_comes_last_stands_before_the_signature() -> None:
    """A chart waits no longer than until the last lines, and stays the end where it is the end."""
    for count in (12, 16, 22):
        for last in ([chart("a"), *lines(1, "Hết")], [chart("a")]):
            pdf = to_pdf(sample.small(*lines(count), *last))
            assert in_order(pdf, f"Dòng {count - 1}.", "Hình a.", SIGNS)


def test_the_signature_has_more_than_a_line_above_it() -> None:
    """Where the last paragraph is a single line, the lines before it stand with the signature, too."""
    for count in (14, 17, 19):
        listed = sample.items(sample.paragraph("Một."), sample.paragraph("Hai."))
        for before in (sample.paragraph("Hai."), listed):
            pages = paged(to_pdf(sample.small(*lines(count), before, *lines(1, "Hết"))))
            (signed,) = (page for page in pages if SIGNS in page)
            assert "Hai." in signed


def test_charts_are_narrower_to_spare_the_signature_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chart is a little narrower where that lets the last line and the signature onto its page."""
    document = sample.small(*lines(2), chart("a"), *lines(1, "Hết"))
    assert len(paged(to_pdf(document))) == 1
    monkeypatch.setattr(pages, "CHART_SHARES", (1.0,))
    assert [SIGNS in page for page in paged(to_pdf(document))] == [False, True]


def test_no_last_page_is_for_one_small_table() -> None:
    """Wherever a long table of an annex ends, the last page holds more than the small one behind it."""
    small = sample.table("s", "Nhỏ", ["A", "B"], [["x", "y"]] * 2)
    for count in range(26, 33):
        long = sample.table("l", "Dài", ["A", "B"], [["x", f"số {place}"] for place in range(count)])
        annex = [sample.heading(1, "Phụ lục", annex=True), long, small]
        pages = paged(to_pdf(number([sample.COVER, sample.paragraph("A."), sample.SIGNATURE, *annex])))
        assert "số" in pages[-1].partition("Nhỏ")[0], count


def test_charts_are_deferred_one_after_the_other() -> None:
    """First the first that left its text; what overtook a deferred one is deferred, too."""

    def first(*pages: tuple[int, int], settled: str = "") -> str | None:
        charts = zip("abc", pages, strict=False)
        return first_to_defer(
            (
                {"id": id_, "text": text, "lead": text, "page": page, "table": 0}
                for id_, (text, page) in charts
            ),
            settled,
        )

    assert first((1, 1), (1, 2), (2, 3)) == "b"
    assert first((1, 1), (1, 2), (2, 2), settled="b") is None
    assert first((1, 2), (1, 1), settled="a") == "b"
    assert first() is None


def test_a_heading_may_start_a_page() -> None:
    """What comes before it ends its page."""
    start = replace(sample.heading(1, "Hai"), starts_page=True)
    first, second = paged(to_pdf(sample.small(*lines(2, "Trước"), start, *lines(2, "Sau"))))
    assert "Trước" in first
    assert "Hai" in second
    assert "Sau" in second
