"""Tests of `khacphuc.text.typeface`."""

import pytest

from khacphuc.fonts import letters
from khacphuc.text import typeface
from khacphuc.text.characters import BLANKS
from khacphuc.text.typeface import lacking, typeset


def test_what_passes_without_a_look_at_the_face_is_in_it():
    """Every character taken for common is one the typeface has, or a blank it sets from others."""
    common = [sign for sign in map(chr, range(0x3000)) if typeface._COMMON.fullmatch(sign)]
    assert len(common) > 800
    assert set(map(ord, common)) <= letters() | typeface._SUBSTITUTED


@pytest.mark.parametrize("text", ["", "Đoàn viên ưu tú – “1.231”…", f"a{BLANKS}b", "α β", "Путь", "√ ≥"])
def test_letters_it_has(text):
    """Vietnamese, blanks of any width, Greek, Cyrillic and a few signs can be printed."""
    assert lacking(text) == ""
    assert typeset(text) == text


@pytest.mark.parametrize(("text", "code"), [("Tốt 👍 ✅", "U+1F44D"), ("☐", "U+2610"), ("hội 中", "U+4E2D")])
def test_letters_it_lacks(text, code):
    """The first of them is named with its code."""
    assert f"({code}), which the typeface Tinos lacks" in lacking(text)
    with pytest.raises(ValueError, match="write it in other words"):
        typeset(text)
