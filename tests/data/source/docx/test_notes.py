"""Tests of `khacphuc.data.source.docx.notes`."""

from ..word import lines, marks, p, read, run


def cited(kind, code, mark=""):
    """A reference to a note; ``mark`` is the author's own."""
    custom = ' w:customMarkFollows="1"' if mark else ""
    typed = f"<w:t>{mark}</w:t>" if mark else ""
    return f'<w:r><w:{kind}Reference w:id="{code}"{custom}/>{typed}</w:r>'


def note(kind, code, text, kind_of=""):
    """A note in its part."""
    return f'<w:{kind} w:id="{code}"{kind_of}>{text if text.startswith("<") else p(text)}</w:{kind}>'


_LINE = note("footnote", 0, "", ' w:type="separator"')


def test_endnotes_have_numbers_behind_those_of_footnotes():
    """So each note has its own; a footnote has what Word prints."""
    body = p(run("04") + cited("endnote", 1) + run(" và 05") + cited("footnote", 1))
    parts = {"footnotes": _LINE + note("footnote", 1, "f 6"), "endnotes": note("endnote", 1, "e 7")}
    assert lines(body, **parts) == ["04² và 05¹", "² e 7", "¹ f 6"]


def test_a_typed_number_is_a_mark_in_the_text_and_in_the_note():
    """The author's own (1) is no quantity in either place."""
    body = p(run("04 đội") + cited("footnote", 1, "(1)"))
    document = read(body, footnotes=note("footnote", 1, "(1) Có 12 người"))
    assert document.text.splitlines() == ["04 đội(¹)", "(¹) Có 12 người"]
    assert marks(document) == [("(¹)", "note_mark"), ("¹", "note_mark")]


def test_a_note_of_several_paragraphs_is_one():
    """Its paragraphs are joined, and blanks before the first are gone."""
    body = p(run("04") + cited("footnote", 1))
    document = read(body, footnotes=note("footnote", 1, p("  Có 12 người") + p("Có 13 xã")))
    assert document.text.splitlines() == ["04¹", "¹ Có 12 người Có 13 xã"]


def test_a_note_that_is_not_there_is_told():
    """Its mark stands in the text."""
    document = read(p(run("04") + cited("footnote", 7)))
    assert (document.text, [unread.kind for unread in document.unread]) == ("04¹\n", ["note"])


def test_an_empty_note_is_nothing():
    """It has a number all the same."""
    assert lines(p(run("04") + cited("footnote", 1)), footnotes=note("footnote", 1, "")) == ["04¹"]
