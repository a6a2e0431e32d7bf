"""How wide words are in our typeface."""

from __future__ import annotations

import unicodedata

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from khacphuc.fonts import FACES, FAMILY, register_matplotlib
from khacphuc.fonts.widths import even_width, width

NAMES = "BAN THƯỜNG VỤ TỈNH ĐOÀN GIẢ ĐỊNH VÀ BAN CHỈ ĐẠO PHONG TRÀO THANH NIÊN TÌNH NGUYỆN MẪU"


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_width_is_that_of_the_typeface(face) -> None:
    """Matplotlib, which reads the same files, finds the same widths up to kerning."""
    bold, italic = face.weight == 700, face.style == "italic"
    register_matplotlib()
    font = FontProperties(family=FAMILY, size=100, weight=face.weight, style=face.style)
    for text in ("ngàyăâđêôơư", "ỂỪHM09"):
        advance = sum(
            text_to_path.get_text_width_height_descent(f"|{letter}|", font, ismath=False)[0]
            - text_to_path.get_text_width_height_descent("||", font, ismath=False)[0]
            for letter in text
        )
        assert width(text, 100, bold=bold, italic=italic) == pytest.approx(advance, abs=len(text))


def test_letters_the_typeface_lacks_have_a_width() -> None:
    """Word shows another typeface for them: half their height is a guess that is never far out."""
    assert width("😀", 20) == 10
    assert width("", 20) == 0


def test_even_lines_need_no_more_lines() -> None:
    """Lines are made even without another line, and words of one line keep the whole width."""
    even = even_width(NAMES, 300, 14, bold=True)
    assert 120 < even < 300
    assert lines(NAMES, even) == lines(NAMES, 300) > lines(NAMES, 900)
    assert even_width("BAN", 300, 14) == even_width("", 300, 14) == 300


def test_even_lines_are_never_narrower_than_a_word() -> None:
    """A word longer than the others still fits."""
    text = f"{'M' * 15} a b c d e f g h i j k l m n o p q r s t u v"
    assert even_width(text, 250, 14) >= width("M" * 15, 14)


def lines(text: str, available: float) -> int:
    """How many lines words of 14 points, bold, need."""
    count, line = 1, ""
    for word in unicodedata.normalize("NFC", text).split():
        longer = f"{line} {word}".strip()
        if width(longer, 14, bold=True) > available:
            count, longer = count + 1, word
        line = longer
    return count
