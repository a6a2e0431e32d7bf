"""Tests of `khacphuc.report.prose.signs`; what is refused stands in `test_mistakes`."""

from __future__ import annotations

from khacphuc.report.document import nodes
from khacphuc.report.prose.signs import stray, unprintable
from khacphuc.text.characters import BLANKS

from ... import run2021


def test_every_sign_that_passes_can_be_printed():
    """Blanks and hyphens the typeface lacks are set from others it has: Typst takes them all."""
    from khacphuc.render.pdf.typst import to_pdf  # noqa: PLC0415 - slow

    text = f"a{'b'.join(BLANKS)}c\u2011d Đ ợ ½ € ‰ →"
    assert unprintable(text) == ("", "")
    signature = nodes.Signature(recipients=(), authority="TM.", office="", name="A")
    paragraph = nodes.Paragraph(children=(nodes.Text(text=text),))
    cover = run2021.document("chữ").cover
    assert to_pdf(nodes.Document(cover=cover, body=(paragraph,), signature=signature))


def test_the_remedy_writes_the_signs_as_they_stand():
    """Each sign takes a backslash."""
    assert stray("**")[1].endswith(r"plain signs are written \*\*")
