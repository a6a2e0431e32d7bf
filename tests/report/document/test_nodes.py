"""Tests of `khacphuc.report.document.nodes`."""

from __future__ import annotations

from khacphuc.report.document import nodes

WORDS = (
    nodes.Text(text="Có "),
    nodes.Strong(children=(nodes.CitedValue(id="SL001", text="04", kind="figure", trace="«04»"),)),
    nodes.Emphasis(children=(nodes.Text(text=" khuyết điểm"),)),
    nodes.Break(),
    nodes.Note(children=(nodes.Text(text="chú thích"),)),
    nodes.Reference(target="bang-1", text="Bảng 1"),
)
BLOCKS = [
    nodes.Heading(level=2, children=WORDS),
    nodes.Paragraph(children=WORDS),
    nodes.ItemList(items=((nodes.Paragraph(children=WORDS),), (nodes.ItemList(items=()),)), ordered=True),
    nodes.Table(id="t", caption=WORDS, columns=("a",), rows=((WORDS,),), align=("left",), row_ids=("SL001",)),
    nodes.Figure(id="f", caption=WORDS, alt="một cột", svg="<svg/>"),
    nodes.Signature(recipients=("Lưu VT",), authority="TM.", office="PHÓ BÍ THƯ", name="A"),
    nodes.Cover(
        profile="youth-union",
        language="vi",
        superior="",
        body="B",
        symbol="BC/X",
        number="",
        place="P",
        date="",
        year=2021,
        kind="BÁO CÁO",
        subject="Kết quả",
    ),
]


def test_inlines_walks_in_reading_order():
    """Every inline node below a block is met once, outer before inner."""
    kinds = [node.type for node in nodes.inlines(BLOCKS[1])]
    assert kinds == ["text", "strong", "bound", "emphasis", "text", "break", "note", "text", "reference"]


def test_plain_leaves_notes_out():
    """Titles and text alternatives hold the words, not the footnotes."""
    assert nodes.plain(WORDS) == "Có 04 khuyết điểm Bảng 1"


def test_a_document_has_a_title_in_one_line():
    """The title joins the kind and the subject."""
    document = nodes.Document(cover=BLOCKS[6], body=tuple(BLOCKS[:5]), signature=BLOCKS[5])
    assert document.title == "Báo cáo kết quả"
    assert [node for node in nodes.inlines(document) if node.type == "bound"]
    assert nodes.cited(document) == {"SL001": 6}
