"""Tables and charts as Word reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from khacphuc.errors import DocumentError
from khacphuc.render.docx.inlines import Inlines
from khacphuc.render.docx.tables import Look, Tables, shares
from khacphuc.report.document import nodes

from .. import sample, word

WIDTH = 450.0
LOOK = Look("TableText", 13)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def writer(language: str = "vi") -> Tables:
    """A writer of tables into a new file."""
    return Tables(Inlines(), Document().part, WIDTH, language)


def table(rows: int = 2, **more: Any) -> nodes.Table:
    """A table of two columns."""
    cells = [[f"Dòng {row}", str(row)] for row in range(rows)]
    return replace(sample.table("t", "Các dòng", ["Dòng", "Số"], cells, **more), number=3)


def figure(**more: Any) -> nodes.Figure:
    """A chart of 6.3 inches."""
    plain = nodes.Figure(
        id="hinh", caption=sample.inlines("Hình"), alt="Bốn cột.", svg=sample.svg(), number=1
    )
    return replace(plain, **more)


def written(node: nodes.Table, look: Look = LOOK) -> Any:
    """A table, parsed with what stands around it."""
    return word.read(writer().table(node, look))


def test_the_header_repeats_and_rows_stay_whole() -> None:
    """The first row is a header on every page, the first column names rows, no row breaks."""
    root = written(table())
    rows = list(root.iter(f"{word.W}tr"))
    assert [row.find(f"{word.W}trPr/{word.W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{word.W}trPr/{word.W}cantSplit") is not None for row in rows)
    look = {
        name: word.value(root, "tbl/tblPr/tblLook", name) for name in ("firstRow", "firstColumn", "lastRow")
    }
    assert look == {"firstRow": "1", "firstColumn": "1", "lastRow": "0"}


def test_widths_stand_on_the_grid_and_on_the_cells() -> None:
    """LibreOffice reads the one and Word the other; together they are as wide as the text."""
    root = written(table(widths=(3.0, 1.0)))
    grid = [int(column.get(f"{word.W}w")) for column in root.iter(f"{word.W}gridCol")]
    assert grid == [6750, 2250]
    for row in root.iter(f"{word.W}tr"):
        assert [int(cell.get(f"{word.W}w")) for cell in row.iter(f"{word.W}tcW")] == grid
    assert word.value(root, "tbl/tblPr/tblW", "w") == "9000"


def test_widths_not_asked_for_follow_what_columns_hold() -> None:
    """A column of long words gets more, but a very long one does not get all."""
    node = sample.table("t", "Bảng", ["Mã", "Nội dung"], [["A", "x" * 400], ["B", "y"]])
    narrow, wide = shares(node)
    assert narrow + wide == pytest.approx(1)
    assert 0.1 < narrow < wide < 0.9


def test_captions_number_themselves() -> None:
    """The number is a field Word can work out, and its label is the place references lead to."""
    caption, *_ = written(table())
    assert word.words(caption) == "Bảng 3. Các dòng"
    assert word.value(caption, "pPr/pStyle") == "Caption"
    assert caption.find(f"{word.W}pPr/{word.W}keepNext") is not None
    assert word.value(caption, "fldSimple", "instr") == r" SEQ Bảng \* ARABIC "
    assert word.bookmarked(caption) == [("block_t", "Bảng 3")]
    chart = word.read(writer().figure(figure()))[1]
    assert word.value(chart, "fldSimple", "instr") == r" SEQ Biểu_đồ \* ARABIC "
    english = word.read(writer("en").table(table(), LOOK))[0]
    assert word.words(english) == "Table 3. Các dòng"


def test_a_table_is_described() -> None:
    """What a screen reader says of a table: its caption and its columns."""
    properties = written(table())
    assert word.value(properties, "tbl/tblPr/tblCaption") == "Bảng 3. Các dòng"
    assert word.value(properties, "tbl/tblPr/tblDescription") == "Dòng, Số"


def test_rows_are_places() -> None:
    """A cited figure leads to its row; a row without an id is none."""
    root = written(table(row_ids=("SL001", "")))
    assert word.bookmarked(root) == [("block_t", "Bảng 3"), ("row_SL001", "Dòng 0")]


def test_alignment_and_style_of_cells() -> None:
    """Columns are aligned as asked, headers stand in the middle, an annex has smaller letters."""
    root = written(table(1, align=("left", "right")), Look("AnnexTableText", 11))
    cells = [
        (word.value(cell, "p/pPr/jc"), word.value(cell, "p/pPr/pStyle"), word.words(cell))
        for cell in root.iter(f"{word.W}tc")
    ]
    assert cells == [
        ("center", "AnnexTableText", "Dòng"),
        ("center", "AnnexTableText", "Số"),
        ("left", "AnnexTableText", "Dòng 0"),
        ("right", "AnnexTableText", "0"),
    ]


@pytest.mark.parametrize(("rows", "together"), [(3, True), (60, False)])
def test_a_small_table_stays_on_one_page(rows: int, together: bool) -> None:
    """Rows of a small table keep with the next one; a long one may break, leaving no row alone."""
    kept_with_next = [
        row.find(f".//{word.W}keepNext") is not None for row in written(table(rows)).iter(f"{word.W}tr")
    ]
    assert kept_with_next == [True, *(together,) * (rows - 2), True, False]


def test_a_note_stands_below() -> None:
    """With its marks; without one something else parts a table from what follows."""
    noted = written(table(note=sample.inlines("Số liệu ", sample.italic("giả định"), ".")))
    assert word.styled(noted, "TableNote") == ["Số liệu giả định."]
    assert word.value(written(table())[-1], "pPr/pStyle") == "AfterTable"


def test_a_table_of_nothing_says_so() -> None:
    """One cell over the whole width says that there are no rows."""
    root = written(table(0))
    assert word.words(list(root.iter(f"{word.W}tr"))[1]) == "Không có dòng nào"
    assert [span.get(f"{word.W}val") for span in root.iter(f"{word.W}gridSpan")] == ["2"]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((144, 72), (2.0, 1.0)),  # as drawn
        ((900, 180), (6.25, 1.25)),  # too wide by half
        ((360, 1440), (1.97, 7.87)),  # too high
    ],
)
def test_a_picture_is_as_large_as_drawn_and_fits(
    size: tuple[float, float], expected: tuple[float, float]
) -> None:
    """A picture has the size of its SVG, made smaller where the page asks for it, never larger."""
    root = word.read(writer().figure(figure(svg=sample.svg(*size))))
    extent = next(root.iter(f"{WP}extent"))
    inches = [int(extent.get(side)) / 914400 for side in ("cx", "cy")]
    assert inches == pytest.approx(expected, abs=0.01)
    inner = next(root.iter(f"{A}ext"))
    assert (inner.get("cx"), inner.get("cy")) == (extent.get("cx"), extent.get("cy"))


def test_a_picture_says_what_it_shows() -> None:
    """Its text alternative is in the file, and every picture has a number of its own."""
    tables = writer()
    root = word.read(tables.figure(figure(alt='"Bốn" <cột>')) + tables.figure(figure(svg=sample.svg(99, 99))))
    properties = list(root.iter(f"{WP}docPr"))
    assert [picture.get("id") for picture in properties] == ["1", "2"]
    assert properties[0].get("descr") == '"Bốn" <cột>'
    relations = [picture.get(f"{R}embed") for picture in root.iter(f"{A}blip")]
    assert len(set(relations)) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"alt": " "}, "has no text alternative; say what it shows"),
        ({"svg": ""}, "has no picture; run the notebook again"),
        ({"svg": "no picture at all"}, "holds a picture that cannot be read"),
        ({"svg": "<svg width='1' height='1'/>"}, "holds a picture that cannot be read"),  # not of SVG
        ({"svg": sample.svg(0, 9)}, "holds a picture that cannot be read"),
        ({"svg": sample.svg()[:-9]}, "holds a picture that cannot be read"),  # cut short
    ],
)
def test_a_chart_that_cannot_be_shown_is_refused(change: dict[str, str], message: str) -> None:
    """A chart without words or without a picture is an error, not a gap."""
    with pytest.raises(DocumentError, match=message):
        writer().figure(figure(**change))
