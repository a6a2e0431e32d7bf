"""Tests of `khacphuc.data.source.docx.raised`."""

import pytest

from khacphuc.data.source.docx.inlines import InlinePiece
from khacphuc.data.source.docx.raised import resolve_raised
from khacphuc.text.spans import SpanKind


def resolved(*pieces):
    """The text of a paragraph, and its marks; what begins with ^ is raised."""
    pieces_before = [
        InlinePiece(text.removeprefix("^"), raised="superscript" * text.startswith("^")) for text in pieces
    ]
    after = resolve_raised(pieces_before)
    marks = [piece.text for piece in after if piece.mark is SpanKind.NOTE_MARK]
    return "".join(piece.text for piece in after), marks


@pytest.mark.parametrize(
    ("pieces", "text", "marks"),
    [
        (("90%", "^1", " và"), "90%¹ và", ["¹"]),
        (("04", "^(1) ", "đội"), "04(¹) đội", ["(¹)"]),
        (("05", "^1", "^,", "^2"), "05¹,²", ["¹,²"]),
        (("đội", "^*"), "đội*", ["*"]),
        (("200 m", "^2"), "200 m²", []),
        (("5km", "^2", " và"), "5km² và", []),
        (("20 em", "^2"), "20 em²", ["²"]),  # em is no length
        (("30", "^o", "C"), "30°C", []),
        (("30", "^0", "C"), "30°C", []),
        (("Đạt 90%", "^12", "^mới"), "Đạt 90%12mới", []),
        (("1", "^st"), "1st", []),
    ],
)
def test_what_raised_letters_are(pieces, text, marks):
    """A number behind a word is a mark; a power, a degree and a word are none."""
    assert resolved(*pieces) == (text, marks)


def test_a_whole_paragraph_that_is_raised_has_no_marks():
    """A line set higher altogether, as in the cells of a table, is plain."""
    assert resolve_raised([InlinePiece("04", raised="position")]) == [InlinePiece("04")]


def test_a_number_raised_by_hand_behind_a_blank_is_a_number():
    """A mark stands tight behind its word."""
    pieces = resolve_raised([InlinePiece("có "), InlinePiece("04", raised="position"), InlinePiece(" đội")])
    assert [piece.mark for piece in pieces] == [None, None, None]
