"""Tests of `khacphuc.data.source.pdf.refusals`."""

import unicodedata

import pikepdf
import pytest

from khacphuc.data.source.pdf.read import read_pdf
from khacphuc.errors import SourceError

from ..typeset import LONG, changed, set_in_type


def test_fonts_that_tell_no_letters_are_refused():
    """A font without a map to Unicode draws letters that only eyes can read."""

    def forget(pdf):
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]

    with pytest.raises(SourceError, match="fonts that do not tell which letters they draw, first on page 1"):
        read_pdf(changed(set_in_type(LONG), forget), "a.pdf")


def test_a_broken_layer_of_letters_is_refused():
    """A scan that was recognised as another language has no Vietnamese letters."""
    plain = unicodedata.normalize("NFD", LONG).encode("ascii", "ignore").decode()
    with pytest.raises(SourceError, match=r"0\.0 of 100 letters are Vietnamese ones"):
        read_pdf(set_in_type(plain * 3), "a.pdf")
    assert read_pdf(set_in_type("04 doi, 05 to, THPT"), "a.pdf").text  # too little to judge


def test_bullets_of_picture_fonts_are_bullets():
    """A font of bullets without a map to Unicode is no reason to refuse a document."""

    def bullet(pdf):
        page = pdf.pages[0]
        page.Resources.Font.Wing = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.TrueType,
                BaseFont=pikepdf.Name("/ABCDEF+Wingdings"),
            )
        )
        page.contents_add(b"BT /Wing 14 Tf 20 60 Td (\xa7) Tj ET")

    assert "•" in read_pdf(changed(set_in_type(LONG), bullet), "a.pdf").text
