"""The smallest pieces of a Word document."""

from __future__ import annotations

import pytest

from khacphuc.errors import DocumentError
from khacphuc.render.docx.xml import (
    LONGEST_NAME,
    Bookmarks,
    Indent,
    element_run,
    escaped,
    field,
    paragraph,
    points,
    text_run,
    twips,
)

from .. import word


@pytest.mark.parametrize("letter", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_letters_xml_cannot_hold_are_refused(letter: str) -> None:
    """What no XML file can hold is told by its code."""
    with pytest.raises(DocumentError, match=rf"holds U\+{ord(letter):04X}, which no Word file can; delete"):
        escaped(f"một {letter} hai")


def test_words_come_back_as_they_are() -> None:
    """Signs of XML, spaces at the ends, tabs and letters beyond the first plane are kept."""
    ugly = " <w:t>&amp;\"'</w:t> ]]> \t😀ệ "
    (only,) = word.read(text_run(ugly)).iter(f"{word.W}t")
    assert only.text == ugly
    assert only.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_run_has_its_look() -> None:
    """Bold, italic, a style and a box are written in the schema's order; a plain run says nothing."""
    full = word.read(text_run("a", bold=True, italic=True, style="Hyperlink", border=True))
    assert [child.tag for child in full[0][0]] == [f"{word.W}{tag}" for tag in ("rStyle", "b", "i", "bdr")]
    assert len(word.read(element_run("<w:br/>"))[0]) == 1


def test_a_paragraph_has_its_properties_in_order() -> None:
    """Style, keeping, list, indent and alignment follow each other as the schema asks."""
    (element,) = word.read(
        paragraph("X", text_run("a"), keep=True, numbering=(4, 1), indent=Indent(10, 5, -3), align="center")
    )
    tags = ("pStyle", "keepNext", "numPr", "ind", "jc")
    assert [child.tag for child in element[0]] == [f"{word.W}{tag}" for tag in tags]
    assert word.value(element, "pPr/numPr/numId") == "4"
    indent = {
        name: word.value(element, "pPr/ind", name) for name in ("left", "right", "hanging", "firstLine")
    }
    assert indent == {"left": "200", "right": "100", "hanging": "60", "firstLine": None}


def test_a_field_is_locked_only_where_asked() -> None:
    """A locked field keeps the words it has when Word works out the others."""
    free, locked = (
        word.read(field("REF a", text_run("b"), locked=is_locked))[0] for is_locked in (False, True)
    )
    assert free.get(f"{word.W}instr") == locked.get(f"{word.W}instr") == " REF a "
    assert (free.get(f"{word.W}fldLock"), locked.get(f"{word.W}fldLock")) == (None, "1")


def test_lengths() -> None:
    """An inch is 25.4 millimetres, 72 points and 1440 twips."""
    assert (points(25.4), twips(72)) == (72, 1440)


def test_names_of_places_are_such_as_word_takes() -> None:
    """Names are short, of letters, digits and ``_``; one place has one, two never share one."""
    bookmarks = Bookmarks()
    identities = ["bang-chi-tieu", "bang.chi.tieu", "Bang_Chi_Tieu", "x" * 80, "x" * 81, "SL041", "sl041"]
    names = [bookmarks.name("block", identity) for identity in identities]
    assert names[0] == "block_bang_chi_tieu"
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and name.isidentifier() and len(name) <= LONGEST_NAME for name in names)
    assert [bookmarks.name("block", identity) for identity in identities] == names
    assert bookmarks.name("row", "SL041") == "row_SL041"


def test_places_have_numbers_of_their_own() -> None:
    """A place may be inside another; each has its number."""
    bookmarks = Bookmarks()
    root = word.read(bookmarks.around("row", "a", bookmarks.around("cite", "a_1", text_run("04"))))
    assert word.bookmarked(root) == [("row_a", "04"), ("cite_a_1", "04")]
