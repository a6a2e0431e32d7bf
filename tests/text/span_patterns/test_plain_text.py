"""Tests of `khacphuc.text.span_patterns.plain_text`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.span_patterns.plain_text import PlainText


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\u00a0\t b", "a b"),
        ("0\u200b4 đ\u00adội", "04 đội"),
        (unicodedata.normalize("NFD", "Kết quả 04"), "Kết quả 04"),
        ("**13.6** triệu", "13.6 triệu"),  # bold in Markdown
        ("3*4 * 5", "3*4 * 5"),
        ("a\nb", "a\nb"),
        ("m² và 90%¹", "m² và 90%¹"),
    ],
)
def test_plain(text, plain):
    """Blanks are single, letters composed, marks nobody reads gone; lines stay."""
    assert PlainText(text).text == plain


@given(st.text("ab1 \u00a0\u200b*\u0301\n", max_size=30))
def test_there_and_back(text):
    """Each character of the plain text is one of the text, in order, and digits are none but theirs."""
    plain = PlainText(text)
    places = [plain.original(place) for place in range(len(plain.text))]
    assert places == sorted(places)
    assert all(text[place] == "1" for place, sign in zip(places, plain.text, strict=True) if sign == "1")
    assert all(plain.end(place + 1) == plain.original(place) + 1 for place in range(len(plain.text)))
    assert all(
        plain.original(plain.plain(place)) >= place for place in range(len(text)) if text[place] == "1"
    )
