"""Tests of `khacphuc.data.source.parts`."""

import pytest

from khacphuc.data.source.document import Unread
from khacphuc.data.source.parts import TextPart, to_document


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Đạt 90%¹.", ["¹"]),
        ("Trong năm² có 5 km², 200m² và 3 m³.", ["²"]),  # a word that ends in m is no unit
        ("05¹,²", ["¹", "²"]),
    ],
)
def test_superscripts_are_marks_of_notes(text, marked):
    """A superscript behind a unit of length belongs to the unit."""
    document = to_document([TextPart(text)])
    assert [document.text[mark.start : mark.end] for mark in document.marks] == marked


def test_blocks_and_marks_stand_where_the_text_has_them():
    """Each part is a line; what has no words is none, and the number of a list is marked."""
    unread = Unread("picture", 1)
    document = to_document([TextPart("I. Đầu"), TextPart(" "), TextPart("a) 04  đội", number=2)], [unread])
    assert document.text == "I. Đầu\na) 04 đội\n"
    assert [document.text[block.start : block.end] for block in document.blocks] == ["I. Đầu", "a) 04 đội"]
    assert [(document.text[mark.start : mark.end], mark.kind) for mark in document.marks] == [
        ("a)", "section")
    ]
    assert document.unread == (unread,)
