"""Tests of `khacphuc.data.source.pdf.paragraphs`."""

from khacphuc.data.source.pdf.lines import Line
from khacphuc.data.source.pdf.paragraphs import TextColumn, to_parts


def column(*lines, size=10.0, limit=100.0):
    """Lines 12 points apart; a line is as long as its words, five points a letter."""
    placed = [Line(0, 700 - 12 * place, 5.0 * len(text), size, text) for place, text in enumerate(lines)]
    return TextColumn(placed, limit)


def texts(*columns):
    """The paragraphs of a document, with their kinds."""
    return [(part.kind, part.text) for part in to_parts(columns)]


def test_a_full_line_goes_on():
    """A line goes on where the next word would not have fitted, over a column's end too."""
    parts = texts(
        column("Có 04 đội ở các xã", "vùng cao.", "Còn 05 tổ ở các xã"), column("Vinh Quang.", "Hết.")
    )
    assert parts == [
        ("paragraph", "Có 04 đội ở các xã vùng cao."),
        ("paragraph", "Còn 05 tổ ở các xã Vinh Quang."),
        ("paragraph", "Hết."),
    ]


def test_notes_stand_behind_the_paragraph_that_cites_them():
    """However far below it they are printed; a note of two marks beside each other finds its own."""
    parts = texts(column("Có 04 đội.¹²", "Còn 05 tổ.", "¹ Mới lập.", "² Đã cũ."))
    assert [text for _, text in parts] == ["Có 04 đội.¹²", "¹ Mới lập.", "² Đã cũ.", "Còn 05 tổ."]
    assert [kind for kind, _ in parts] == ["paragraph", "note", "note", "paragraph"]


def test_captions_are_known():
    """The words above a table or under a picture."""
    assert texts(column("Bảng 1. Số đội")) == [("caption", "Bảng 1. Số đội")]
