"""Tests of `khacphuc.data.source.assembly`."""

from khacphuc.data.source.assembly import CellPlace, DocumentBuilder
from khacphuc.text.spans import Mark, SpanKind


def test_marks_keep_their_places_when_characters_vanish():
    """Letters that are composed and zero-width ones before a mark move it."""
    builder = DocumentBuilder()
    builder.add([(" Ke\u0302\u0301t\u200b quả", None), ("¹ ", SpanKind.NOTE_MARK), ("hết", None)])
    document = builder.build()
    assert document.text == "Kết quả¹ hết\n"
    assert document.marks == (Mark(7, 8, SpanKind.NOTE_MARK),)


def test_a_mark_without_a_number_is_none():
    """An asterisk is no number."""
    builder = DocumentBuilder()
    builder.add([("04 đội", None), ("*", SpanKind.NOTE_MARK)])
    assert builder.build().marks == ()


def test_lines_are_blocks_and_empty_ones_are_nothing():
    """A line feed ends a block; marks go with their line."""
    builder = DocumentBuilder()
    builder.add([("a\n \n", None), ("2", SpanKind.SECTION)], "heading", style="1")
    document = builder.build()
    assert [(block.start, block.end, block.kind, block.style) for block in document.blocks] == [
        (0, 1, "heading", "1"), (2, 3, "heading", "1"),
    ]  # fmt: skip
    assert document.marks == (Mark(2, 3, SpanKind.SECTION),)


def test_what_is_not_read_is_counted():
    """By kind; the first place counts."""
    builder = DocumentBuilder()
    builder.tell_unread("picture")
    builder.add([("04 đội", None)])
    builder.tell_unread("picture")
    builder.tell_unread("chart")
    assert [(unread.kind, unread.count, unread.place) for unread in builder.build().unread] == [
        ("chart", 1, "04 đội"), ("picture", 2, ""),
    ]  # fmt: skip


def test_cells_of_a_table_of_contents_leave_the_others_in_place():
    """What is left out takes its heads and marks along."""
    builder = DocumentBuilder()
    for number in "123":
        builder.add([(f"Phần {number} .......... {number}", None)])
    builder.add([("04", None)], "cell", cell=CellPlace(1, 1, 1))
    builder.end_table(1, 3)
    document = builder.build()
    assert (document.text, document.blocks[0].table) == ("04\n", 1)
