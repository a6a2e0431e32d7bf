"""Tests of `khacphuc.report.notes`."""

from dataclasses import replace

import pytest

from khacphuc.report.document.nodes import (
    CitedValue,
    Emphasis,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Table,
    Text,
    inlines,
    plain,
)
from khacphuc.report.notes import NumberNote, number_notes, with_notes
from khacphuc.report.prose.citable import Citable

from ..findings import ACCEPTED, finding

NOTE = NumberNote("SL001", "17", "Khác định nghĩa với số 18: tính đến tháng 6")
NOT_RELATED = replace(ACCEPTED, decision="not_related", reason="tính đến tháng 6")


def cited(code="SL001", text="17"):
    """A cited number."""
    return CitedValue(id=code, text=text, kind="figure")


def paragraph(*children):
    """A paragraph."""
    return Paragraph(children=children)


def noted(*blocks, notes=(NOTE,)):
    """The blocks with their notes."""
    return with_notes(blocks, notes, "vi")


def citable(code, text):
    """What a code prints."""
    return Citable(code, "figure", "", text, text, "")


CITABLES = {code: citable(code, text) for code, text in {"SL031": "17", "SL067": "18"}.items()}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"choices": ("SL031", "SL067")}, [("SL031", "17", "18"), ("SL067", "18", "17")]),
        ({}, [("SL031", "17", "18")]),
    ],
)
def test_numbers_that_are_not_related(cells, expected):
    """A note at each of two figures of which none is chosen, else at the row the finding is about."""
    answered = finding("SL-10", "SL031", related=("SL067",), answer=NOT_RELATED, **cells)
    assert number_notes([answered], CITABLES, "vi") == [
        NumberNote(code, number, f"Khác định nghĩa với số {other}: tính đến tháng 6")
        for code, number, other in expected
    ]


def test_a_finding_about_no_other_number():
    """A target has none; the reason alone is printed."""
    answered = finding("CT-07", "CT01", answer=NOT_RELATED)
    assert number_notes([answered], CITABLES, "vi") == [
        NumberNote("CT01", "CT01", "Khác định nghĩa: tính đến tháng 6")
    ]


@pytest.mark.parametrize("answer", [None, ACCEPTED])
def test_other_answers_print_nothing(answer):
    """Only numbers that are not related have a note."""
    assert number_notes([finding(answer=answer)], CITABLES, "vi") == []


def test_a_footnote_at_the_first_citation():
    """Later ones, and other numbers, stay as they are; so does a heading."""
    heading = Heading(level=1, children=(cited(),))
    first = paragraph(cited("SL002", "9"), Emphasis(children=(cited(),)))
    later = ItemList(items=((paragraph(cited()),),))
    assert noted(heading, first, later) == [
        heading,
        paragraph(
            cited("SL002", "9"),
            Emphasis(children=(cited(), Note(children=(Text(text=f"{NOTE.text}."),)))),
        ),
        later,
    ]


def test_in_a_list():
    """An item is a paragraph of its own."""
    (block,) = noted(ItemList(items=((paragraph(cited()),),)))
    assert [type(part) for part in inlines(block)] == [CitedValue, Note, Text]


def test_in_a_footnote_it_stands_in_brackets():
    """A footnote has no footnote."""
    (block,) = noted(paragraph(Note(children=(Text(text="Có "), cited()))))
    (note,) = block.children
    assert plain(note.children) == "Có 17 (khác định nghĩa với số 18: tính đến tháng 6)"


def test_below_a_table():
    """Two notes of one table stand behind its own; each begins with its number."""
    rows = (((cited(),), (cited("SL002", "9"),)),)
    table = Table(
        id="t", caption=(), columns=("a", "b"), rows=rows, align=("left", "left"), note=(Text(text="Chung."),)
    )
    (block,) = noted(table, notes=(NOTE, NumberNote("SL002", "9", "khác")))
    assert block.rows == rows
    assert plain(block.note) == f"Chung. 17: {NOTE.text}. 9: khác."


def test_numbers_with_one_note_share_it_below_a_table():
    """As totals of the same reports do."""
    row = ((cited(),), (cited("SL002", "9"),), (cited("SL003", "2.511"),))
    table = Table(id="t", caption=(), columns=("a", "b", "c"), rows=(row,), align=("left", "left", "left"))
    notes = (NOTE, NumberNote("SL002", "9", "khác"), replace(NOTE, code="SL003"))
    (block,) = noted(table, notes=notes)
    assert plain(block.note) == f"17; 2.511: {NOTE.text}. 9: khác."


def test_a_number_nothing_cites():
    """It is told at the end; nothing is left out."""
    last = noted(paragraph(Text(text="Một.")), notes=(NOTE, NOTE))[1:]
    assert [plain(block) for block in last] == [f"Về số 17: {NOTE.text}"] * 2


def test_two_notes_at_one_number():
    """Both are printed."""
    (block,) = noted(paragraph(cited()), notes=(NOTE, replace(NOTE, text="khác")))
    notes = [plain(part.children) for part in inlines(block) if isinstance(part, Note)]
    assert notes == [f"{NOTE.text}.", "khác."]


def test_a_target_has_its_note_at_the_number_it_is_about():
    """Its own code is no number; the ratio of its parts is."""
    answered = finding("CT-07", "CT01", related=("SL031", "SL067"), answer=NOT_RELATED)
    assert [(note.code, note.number) for note in number_notes([answered], CITABLES, "vi")] == [
        ("SL031", "17")
    ]


def test_only_other_numbers_are_named():
    """Of three figures two print the same, as another answer chose; those that agree have no note."""
    codes = {"SL031": "18", "SL067": "18", "SL099": "17"}
    citables = {code: citable(code, text) for code, text in codes.items()}
    answered = finding("SL-11", "SL031", related=("SL067", "SL099"), choices=tuple(codes), answer=NOT_RELATED)
    notes = {note.code: note.text for note in number_notes([answered], citables, "vi")}
    assert notes["SL031"] == notes["SL067"] == "Khác định nghĩa với số 17: tính đến tháng 6"
    assert notes["SL099"] == "Khác định nghĩa với số 18: tính đến tháng 6"
    same = {code: citable(code, "18") for code in codes}
    assert number_notes([answered], same, "vi") == []
