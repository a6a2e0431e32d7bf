"""Tests of `khacphuc.data.source.docx.styles`."""

import pytest

from ..word import marks, p, read, run

_HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def style(code, inside="", *, kind="paragraph", base="", name="", more=""):
    """A style."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{code}" {more}><w:name w:val="{name or code}"/>{based}{inside}'
        "</w:style>"
    )


def styled(code):
    """The properties of a paragraph of a style."""
    return f'<w:pStyle w:val="{code}"/>'


def test_hidden_by_a_style():
    """A style of paragraphs or of letters may hide, through the one it is based on; a run may show again."""
    styles = (
        style("A", _HIDDEN) + style("B", base="A") + style("C", _HIDDEN, kind="character")
        + style("L", base="L")
    )  # fmt: skip
    visible = run("05", '<w:vanish w:val="0"/>')
    body = (
        p(run("99") + visible, styled("B"))
        + p(run("04") + run("99", '<w:rStyle w:val="C"/>'))
        + p("06", styled("L"))
        + p(run("07", '<w:rStyle w:val="C"/>'), styled("A"))  # two styles that switch it on switch it off
    )
    assert read(body, styles=styles).text.split() == ["05", "04", "06", "07"]


@pytest.mark.parametrize(
    "look",
    [
        '<w:vertAlign w:val="superscript"/>',
        '<w:position w:val="6"/><w:sz w:val="16"/>',
        '<w:rStyle w:val="M"/>',
    ],
)
def test_raised_in_three_ways(look):
    """A mark is raised by its run, by its place, or by its style."""
    styles = style("M", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
    document = read(p(run("Đạt 90%") + run("1", look) + run(" số đội")), styles=styles)
    assert (document.text, marks(document)) == ("Đạt 90%¹ số đội\n", [("¹", "note_mark")])


@pytest.mark.parametrize("look", ['<w:vertAlign w:val="baseline"/>', '<w:position w:val="2"/>', ""])
def test_what_is_not_raised(look):
    """A number a little higher, to be aligned, is a number."""
    assert read(p(run("Có 0") + run("4", look))).text == "Có 04\n"


def test_headings_know_their_level():
    """By the name of a style, by its outline level, or by the paragraph's own."""
    styles = (
        style("H", name="heading 2") + style("O", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("P", base="H") + style("K", name="caption")
    )  # fmt: skip
    body = (
        p("a", styled("H")) + p("b", styled("O")) + p("c", styled("P")) + p("d", '<w:outlineLvl w:val="2"/>')
        + p("e", '<w:pStyle w:val="H"/><w:outlineLvl w:val="9"/>') + p("f", styled("K"))
    )  # fmt: skip
    blocks = read(body, styles=styles).blocks
    assert [(block.kind, block.style) for block in blocks] == [
        ("heading", "2"), ("heading", "1"), ("heading", "2"), ("heading", "3"), ("paragraph", ""),
        ("caption", ""),
    ]  # fmt: skip


def test_lines_of_contents_are_known_by_their_style():
    """A table of contents whose field was taken out is one still."""
    styles = style("T", name="toc 1")
    assert read(p("I. KẾT QUẢ 12", styled("T")) + p("04"), styles=styles).text == "04\n"


def test_a_missing_style_is_the_default_one():
    """A paragraph of a style that is not there looks like all others."""
    styles = style("N", _HIDDEN, more='w:default="1"')
    assert (
        read(p("99", styled("khong-co")) + p(run("04", '<w:vanish w:val="0"/>')), styles=styles).text
        == "04\n"
    )
