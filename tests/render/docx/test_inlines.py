"""Words with their marks as Word reads them."""

from __future__ import annotations

import pytest

from khacphuc.render.docx.inlines import Inlines
from khacphuc.report.document import nodes

from .. import sample, word


def looks(fragment: str) -> list[tuple[str, str]]:
    """The words of each run, and the marks they have."""
    return [
        (
            word.words(run),
            "".join(mark for mark in "bi" if run.find(f"{word.W}rPr/{word.W}{mark}") is not None),
        )
        for run in word.read(fragment).iter(f"{word.W}r")
    ]


def test_marks_never_flip() -> None:
    """Emphasis inside emphasis stays italic, bold inside bold stays bold."""
    tree = sample.italic("a", sample.italic("b"), sample.bold("c", sample.bold("d")), "e")
    assert looks(Inlines().inline((tree,))) == [("a", "i"), ("b", "i"), ("c", "bi"), ("d", "bi"), ("e", "i")]


def test_a_break_is_one() -> None:
    """A line break is Word's own."""
    assert word.read(Inlines().inline((nodes.Break(),))).find(f".//{word.W}br") is not None


def test_a_cited_value_is_a_place_and_leads_to_its_row() -> None:
    """Every citation is a bookmark of its own; where there is a row it is a link that says where from."""
    cited = sample.cited("SL001", "04")
    inlines = Inlines(rows={"SL001"})
    root = word.read(inlines.inline((cited, sample.bold(cited), sample.cited("TL01", "82,48%"))))
    assert word.bookmarked(root) == [
        ("cite_SL001_1", "04"),
        ("cite_SL001_2", "04"),
        ("cite_TL01_1", "82,48%"),
    ]
    links = list(root.iter(f"{word.W}hyperlink"))
    assert [link.get(f"{word.W}anchor") for link in links] == ["row_SL001", "row_SL001"]
    assert links[0].get(f"{word.W}tooltip") == "SL001: 04, mục III, báo cáo mẫu"
    assert word.value(links[1], "r/rPr/rStyle") == "Hyperlink"


def test_a_long_trace_is_cut() -> None:
    """Word shows no more than 255 letters over a link."""
    bound = nodes.CitedValue(id="SL001", text="04", kind="figure", trace="mục " * 200)
    (link,) = word.read(Inlines(rows={"SL001"}).inline((bound,))).iter(f"{word.W}hyperlink")
    assert 200 < len(link.get(f"{word.W}tooltip")) <= 255


def test_notes_are_footnotes_in_reading_order() -> None:
    """The mark stands in the text and the words in the footnote, with their citations."""
    inlines = Inlines(rows={"SL001"})
    marks = word.read(
        inlines.inline((sample.note("Một ", sample.cited("SL001", "04")), sample.note(sample.italic("Hai"))))
    )
    references = list(marks.iter(f"{word.W}footnoteReference"))
    assert [reference.get(f"{word.W}id") for reference in references] == ["1", "2"]
    notes = word.read("".join(inlines.notes))
    assert [note.get(f"{word.W}id") for note in notes] == ["1", "2"]
    assert [word.words(note) for note in notes] == [" Một 04", " Hai"]
    assert word.bookmarked(notes) == [("cite_SL001_1", "04")]
    assert all(word.value(note, "p/pPr/pStyle") == "FootnoteText" for note in notes)
    assert len(list(notes.iter(f"{word.W}footnoteRef"))) == 2


def test_references_are_fields() -> None:
    """Word may name a table anew when tables are moved; the words for a section it leaves alone."""
    inlines = Inlines(numbered={"bang-1"})
    table = nodes.Reference(target="bang-1", text="Bảng 1")
    section = nodes.Reference(target="muc", text="mục III")
    fields = list(word.read(inlines.inline((table, section))).iter(f"{word.W}fldSimple"))
    assert [field.get(f"{word.W}instr") for field in fields] == [
        r" REF block_bang_1 \h \* MERGEFORMAT ",
        r" REF block_muc \h \* MERGEFORMAT ",
    ]
    assert [word.words(field) for field in fields] == ["Bảng 1", "mục III"]
    assert [field.get(f"{word.W}fldLock") for field in fields] == [None, "1"]


def test_what_is_no_inline_node_is_refused() -> None:
    """Nothing disappears silently."""
    with pytest.raises(AssertionError, match="Paragraph"):
        Inlines().inline((sample.paragraph("a"),))  # type: ignore[arg-type]
