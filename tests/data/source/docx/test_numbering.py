"""Tests of `khacphuc.data.source.docx.numbering`."""

import pytest

from ..word import abstract, lines, lvl, marks, num, p, read

_LEGAL = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2.", "decimal"), lvl(2, "%2.%3.", "decimal"))


def numbered(*levels, numbering, number=1):
    """The labels of paragraphs on these levels of a list."""
    body = "".join(p("x", number=number, level=level) for level in levels)
    return [line.removesuffix(" x") for line in lines(body, numbering=numbering)]


def test_levels_count_apart_and_begin_anew():
    """A level begins anew below each of the one above."""
    labels = numbered(0, 1, 1, 2, 2, 1, 2, 0, 1, numbering=_LEGAL + num(1, 1))
    assert labels == ["I.", "1.", "2.", "2.1.", "2.2.", "3.", "3.1.", "II.", "1."]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("0", ["I.", "1.", "2.", "II.", "3."]),  # never
        ("1", ["I.", "1.", "2.", "II.", "1."]),
    ],
)
def test_a_level_says_when_it_begins_anew(restart, expected):
    """Numbers that run on from heading to heading do so."""
    again = lvl(1, "%2.", more=f'<w:lvlRestart w:val="{restart}"/>')
    numbering = abstract(1, lvl(0, "%1.", "upperRoman"), again) + num(1, 1)
    assert numbered(0, 1, 1, 0, 1, numbering=numbering) == expected


def test_lists_of_one_definition_count_on_unless_overridden():
    """A second list of the same definition goes on; one that says where to start begins there, once."""
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(1, lvl(0, "%1)")) + num(1, 1) + num(2, 1) + num(3, 1, start)
    body = "".join(p("x", number=number) for number in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering=numbering) == ["1) x", "2) x", "3) x", "5) x", "6) x", "7) x"]


def test_a_list_may_change_a_level():
    """An override gives a level another form."""
    other = f'<w:lvlOverride w:ilvl="0">{lvl(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1) + num(2, 1, other)
    assert numbered(0, 0, numbering=numbering, number=2) == ["a)", "b)"]


def test_the_level_of_a_style_is_the_one_linked_to_it():
    """A style that names a list only has the level that names the style."""
    linked = lvl(1, "%1.%2.", more='<w:pStyle w:val="B"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(1, lvl(0, "%1."), linked) + num(1, 1)
    body = p("x", number=1) + p("y", '<w:pStyle w:val="B"/>')
    assert lines(body, numbering=numbering, styles=styles) == ["1. x", "1.1. y"]


def test_a_legal_level_has_arabic_numbers_throughout():
    """Where Word is to number legally, II.1 is 2.1."""
    numbering = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1, 1)
    assert numbered(0, 0, 1, numbering=numbering) == ["I.", "II.", "2.1"]


def test_a_level_above_that_was_never_counted_prints_its_start():
    """So Word does."""
    assert numbered(2, numbering=_LEGAL + num(1, 1)) == ["1.1."]


def test_no_blank_behind_a_label_that_has_none():
    """``suff`` may be nothing."""
    numbering = abstract(1, lvl(0, "(%1)", more='<w:suff w:val="nothing"/>')) + num(1, 1)
    document = read(p("x", number=1), numbering=numbering)
    assert (document.text, marks(document)) == ("(1)x\n", [("1", "section")])


def test_bullets_are_the_dashes_of_typists():
    """A bullet of any font is a dash; a plus, which is a level below in an outline, stays."""
    symbol = lvl(2, "\uf02b", "bullet", more='<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
    numbering = abstract(1, lvl(0, "\uf0b7", "bullet"), lvl(1, "+", "bullet"), symbol) + num(1, 1)
    body = p("x", number=1) + p("y", number=1, level=1) + p("z", number=1, level=2)
    document = read(body, numbering=numbering)
    assert (document.text, document.marks) == ("- x\n+ y\n+ z\n", ())


@pytest.mark.parametrize("number", [0, 999, -1])
def test_numbering_switched_off(number):
    """List 0 and a list that is not there mean no number."""
    assert lines(p("x", number=number), numbering=_LEGAL + num(1, 1)) == ["x"]


def test_a_circle_of_links_ends():
    """Lists that take their levels from each other have none."""
    numbering = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>' + num(1, 1)
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    assert lines(p("x", number=1), numbering=numbering, styles=styles) == ["x"]


def test_hidden_and_deleted_paragraphs_are_not_counted():
    """The number of what Word does not print is not used up; that of an empty paragraph is."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>y</w:delText></w:r></w:del>"
    body = "".join(p(text, number=1) for text in ("x", hidden, deleted, "x", "", "x"))
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1)
    assert lines(body, numbering=numbering) == ["1. x", "2. x", "4. x"]


def test_a_custom_form_stands_beside_an_old_one():
    """A number with leading zeros is kept in a form for new programs."""
    form = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{form}<w:lvlText w:val="%1."/></w:lvl>'
    assert numbered(0, 0, numbering=abstract(1, level) + num(1, 1)) == ["007.", "008."]
