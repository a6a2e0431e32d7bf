"""Numbers of sections, tables, charts, notes and annexes."""

from __future__ import annotations

from typing import Any

import pytest

from khacphuc.errors import DocumentError
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import number

COVER = nodes.Cover(
    profile="youth-union", language="vi", superior="", body="BCH MẪU", symbol="BC/M", number="", place="Mẫu",
    date="", year=2031, kind="BÁO CÁO", subject="Thử",
)  # fmt: skip
SIGNATURE = nodes.Signature(recipients=("Lưu VT",), authority="TM. BAN", office="BÍ THƯ", name="Mẫu")


def text(words: str) -> tuple[nodes.Text]:
    """Plain words."""
    return (nodes.Text(text=words),)


def heading(level: int, words: str = "Mục", **more: Any) -> nodes.Heading:
    """A heading."""
    return nodes.Heading(level=level, children=text(words), **more)


def table(name: str = "t", count: int = 1, **more: Any) -> nodes.Table:
    """A table of two columns."""
    fields = {
        "caption": text("Bảng thử"),
        "columns": ("A", "B"),
        "rows": tuple((text("a"), text("b")) for _ in range(count)),
        "align": ("left", "right"),
    }
    return nodes.Table(id=name, **(fields | more))


def figure(name: str = "f", alt: str = "Cột cao dần.") -> nodes.Figure:
    """A chart."""
    return nodes.Figure(id=name, caption=text("Hình thử"), alt=alt, svg="<svg/>")


def note(*children: nodes.Inline) -> nodes.Paragraph:
    """A paragraph with a footnote."""
    return nodes.Paragraph(children=(nodes.Note(children=children or text("chú")),))


def document(*blocks: Any, annexes: tuple[Any, ...] = ()) -> nodes.Document:
    """A document of some blocks."""
    return number([COVER, *blocks, SIGNATURE, *annexes])


def notes_of(done: nodes.Document) -> list[int]:
    """The numbers of the notes, in reading order."""
    return [node.number for node in nodes.inlines(done) if isinstance(node, nodes.Note)]


def test_sections_are_numbered_by_level() -> None:
    """Levels print as I., 1., 1.1. and know the whole way to them."""
    done = document(
        *(heading(level) for level in (1, 2, 3, 3, 2, 1, 2, 3)), *(heading(1) for _ in range(7)), heading(1)
    )
    assert [block.label for block in done.body][:8] == ["I.", "1.", "1.1.", "1.2.", "2.", "II.", "1.", "1.1."]
    assert [block.path for block in done.body][:8] == [
        "I", "I.1", "I.1.1", "I.1.2", "I.2", "II", "II.1", "II.1.1",
    ]  # fmt: skip
    assert [block.path for block in done.body][8:] == ["III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 1, 3)])
def test_skipped_level_is_refused(levels: tuple[int, ...]) -> None:
    """A heading two levels below the one before it is refused, and named."""
    with pytest.raises(DocumentError, match=r"'Sai chỗ'.*no level may be skipped"):
        document(*(heading(level) for level in levels[:-1]), heading(levels[-1], "Sai chỗ"))


def test_tables_charts_and_notes_run_through_the_document() -> None:
    """Each kind has one sequence, from the body through lists into the annexes."""
    done = document(
        note(), table("t1", note=(nodes.Note(children=text("dưới bảng")),)), figure("f1"),
        nodes.ItemList(items=((table("t2"),), (note(),))),
        annexes=(heading(1, annex=True), table("t3"), figure("f2"), note()),
    )  # fmt: skip
    assert done.body[1].number == 1
    assert done.body[3].items[0][0].number == 2
    assert [block.number for block in done.annexes[1:3]] == [3, 2]
    assert notes_of(done) == [1, 2, 3, 4]


def test_single_annex_has_no_number() -> None:
    """One annex is "Phụ lục"; several are counted, and headings below them bear no number."""
    single = document(annexes=(heading(1, annex=True),))
    assert single.annexes[0].label == "Phụ lục"
    several = document(
        annexes=(heading(1, annex=True), heading(2), heading(1, annex=True), heading(2, annex=True))
    )
    assert [block.label for block in several.annexes] == ["Phụ lục 1", "", "Phụ lục 2", ""]
    assert [block.path for block in several.annexes] == ["annex-1", "annex-1.1", "annex-2", "annex-2.1"]
    assert all(block.annex for block in several.annexes)


def test_references_get_the_words_of_their_target() -> None:
    """A reference may stand before its target, and names tables, charts, annexes and sections."""
    targets = ("t", "f", "phu-luc", "muc", "muc-pl")
    done = document(
        nodes.Paragraph(children=tuple(nodes.Reference(target=target) for target in targets)),
        heading(1, id="muc"), table(), figure(),
        annexes=(heading(1, annex=True, id="phu-luc"), heading(2, "Cách tính", id="muc-pl")),
    )  # fmt: skip
    assert [child.text for child in done.body[0].children] == [
        "Bảng 1", "Biểu đồ 1", "Phụ lục", "mục I", "mục “Cách tính”",
    ]  # fmt: skip


def test_unknown_reference_is_named() -> None:
    """A reference to nothing names itself and what there is."""
    with pytest.raises(DocumentError, match=r"'khong-co'.*known: t"):
        document(table(), nodes.Paragraph(children=(nodes.Reference(target="khong-co"),)))


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ((table("x"), figure("x")), "'x' is on both Bảng 1 and Biểu đồ 1"),
        ((table("có dấu"),), "letters, digits"),
        ((table("t", columns=("A",)),), "2 alignments, 2 cells in row 1"),
        ((table("t", columns=(), align=(), rows=()),), "needs one"),
        ((table("t", widths=(1.0,)),), "1 widths"),
        ((table("t", widths=(1.0, -1.0)),), "the width -1"),
        ((table("t", row_ids=("a", "b")),), "2 row ids for 1 rows"),
        ((table("t", row_ids=("a b",)),), "the row id 'a b'"),
        ((figure(alt=" "),), "no text alternative"),
        ((note(nodes.Note(children=text("trong"))),), "inside the footnote"),
        ((nodes.ItemList(items=((heading(1),),)),), "inside a list"),
        (
            (nodes.Paragraph(children=(nodes.CitedValue(id="S L", text="1", kind="figure"),)),),
            "cited code 'S L'",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused(blocks: tuple[Any, ...], message: str) -> None:
    """Tables that are not rectangular, ids that are twice or no codes, charts without words: all named."""
    with pytest.raises(DocumentError, match=message):
        document(*blocks)


def test_section_after_the_annexes_is_refused() -> None:
    """A section that comes after an annex would be printed inside it."""
    with pytest.raises(DocumentError, match="section after the annexes"):
        document(annexes=(heading(1, annex=True), heading(1, "Lạc")))


def test_row_ids_lead_to_one_place() -> None:
    """A row id in the body gives way to the same one in the annex."""
    done = document(
        table("t1", count=2, row_ids=("SL001", "SL002")),
        annexes=(heading(1, annex=True), table("t2", count=2, row_ids=("SL001", "SL001"))),
    )
    assert done.body[0].row_ids == ("", "SL002")
    assert done.annexes[1].row_ids == ("SL001", "")


def test_citations_are_counted() -> None:
    """Each citation knows which of its code it is, in reading order, through notes and annexes."""
    figure = nodes.CitedValue(id="SL001", text="04", kind="figure")
    computed = nodes.CitedValue(id="TL01", text="82%", kind="computed")
    body = nodes.Paragraph(children=(figure, nodes.Note(children=(figure,)), computed))
    annexes = (heading(1, annex=True), nodes.Paragraph(children=(figure,)))
    document = number((COVER, body, SIGNATURE, *annexes))
    numbers = [
        (node.id, node.number) for node in nodes.inlines(document) if isinstance(node, nodes.CitedValue)
    ]
    assert numbers == [("SL001", 1), ("SL001", 2), ("TL01", 1), ("SL001", 3)]
