"""Tests of `khacphuc.data.source.pdf.fonts`."""

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from khacphuc.data.source.pdf.fonts import BULLET, UNKNOWN, read_font


def font(**entries):
    """A font of a page."""
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def letters(resource, codes):
    """The letters bytes stand for."""
    return "".join(each for each, _, _ in read_font(resource).glyphs(codes))


_TYPE0 = {
    "Subtype": NameObject("/Type0"),
    "DescendantFonts": ArrayObject([DictionaryObject({NameObject("/DW"): NumberObject(500)})]),
}


@pytest.mark.parametrize(
    ("resource", "codes", "expected"),
    [
        (font(Subtype=NameObject("/TrueType")), b"\xc0 04", "À 04"),
        (font(Subtype=NameObject("/Type1"), Encoding=NameObject("/MacRomanEncoding")), b"\x80", "Ä"),
        (font(Subtype=NameObject("/TrueType"), BaseFont=NameObject("/AB+Wingdings")), b"\xa7", BULLET),
        # no map to Unicode: only eyes know
        (font(**_TYPE0, Encoding=NameObject("/Identity-H")), b"\0\1\0\2", UNKNOWN * 2),
        (font(**_TYPE0, Encoding=NameObject("/UniCNS-UTF16-H")), "Đạt".encode("utf-16-be"), "Đạt"),
    ],
)
def test_letters_of_codes(resource, codes, expected):
    """Codes are letters by the font's encoding, bullets in a font of pictures, else unknown."""
    assert letters(resource, codes) == expected


def test_differences_name_letters():
    """An encoding may name letters one by one; a name nobody knows is an unknown letter."""
    differences = ArrayObject(
        [NumberObject(1), NameObject("/Dcroat"), NameObject("/uni1EA1"), NameObject("/g7")]
    )
    encoding = DictionaryObject({NameObject("/Differences"): differences})
    assert letters(font(Subtype=NameObject("/TrueType"), Encoding=encoding), b"\1\2\3") == f"Đạ{UNKNOWN}"


def test_widths_are_of_the_type_size():
    """A width stands in the font by code; a font every reader has tells none, and it is about right."""
    resource = font(
        Subtype=NameObject("/TrueType"), FirstChar=NumberObject(65), Widths=ArrayObject([NumberObject(722)])
    )
    ((_, width, _),) = read_font(resource).glyphs(b"A")
    assert width == pytest.approx(0.722)
    assert [width for _, width, _ in read_font(font(Subtype=NameObject("/Type1"))).glyphs(b"ia")] == [
        0.28,
        0.5,
    ]
