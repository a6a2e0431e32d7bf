"""Tests of `khacphuc.data.source.docx.drawings`."""

import pytest

from ..word import lines, p, read, run

_BOX = f"<w:txbxContent>{p('khung 05')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<w:drawing><pic:pic/></w:drawing>", "picture"),
        ("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>", "picture"),
        ("<w:drawing><c:chart/></w:drawing>", "chart"),
        ('<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>',
         "embedded_object"),
        ('<w:object><o:OLEObject ProgID="Equation.3"/></w:object>', "equation"),
        ("<w:object><w:control/></w:object>", "form_control"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(xml, kind):
    """Once, by its kind, with the words beside it."""
    [unread] = read(p(run("Đã lập 04 đội") + f"<w:r>{xml}</w:r>")).unread
    assert (unread.kind, unread.count, unread.place) == (kind, 1, "Đã lập 04 đội")


def test_text_boxes_are_read_once():
    """Behind the paragraph they are anchored in; the form for old programs is the same box."""
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{_BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(p(f"<w:r>{both}</w:r>" + run("04 đội"))) == ["04 đội", "khung 05"]
    old = f"<mc:AlternateContent><mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert lines(p(f"<w:r><w:drawing>{old}</w:drawing></w:r>")) == ["khung 05"]


def test_a_hidden_drawing_is_nothing():
    """Neither its text nor that it is there."""
    document = read(
        p(f"<w:r><w:rPr><w:vanish/></w:rPr><w:drawing><pic:pic/>{_BOX}</w:drawing></w:r>" + run("04"))
    )
    assert (document.text, document.unread) == ("04\n", ())
