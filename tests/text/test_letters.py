"""Tests of `khacphuc.text.letters`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.errors import QuantityError
from khacphuc.text.letters import clean, plain_d, search_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  94 ", "94"),  # ends are stripped
        ("82,48\u00a0%", "82,48 %"),  # no-break blank
        ("1\u202f231", "1 231"),  # narrow no-break blank
        ("1\u2009231", "1 231"),  # thin blank
        ("1   231", "1 231"),  # runs become one
        (unicodedata.normalize("NFD", "tỷ đồng"), "tỷ đồng"),  # decomposed
        ("90%¹", "90%¹"),  # a footnote mark is left to the reader
    ],
)
def test_clean(text, expected):
    """Blanks become plain and letters composed."""
    assert clean(text, "a_quantity") == expected


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (94, "Format the cell as text"),  # Excel made a number of it
        (None, "NoneType"),  # nothing at all
        ("", "empty"),
        ("\u00a0", "empty"),  # only blanks
        ("9\t4", "U+0009"),  # control character
        ("94\x1b[31m", "U+001B"),  # terminal escape
        ("9\u200b4", "U+200B"),  # zero width
        ("\u202e94", "U+202E"),  # turns the direction
        ("xã\ufe0f", "U+FE0F"),  # variation selector
        ("xã\U000e0100", "U+E0100"),  # a rarer one
        ("94\u2800", "U+2800"),  # blank Braille cell
        ("94 \u0378", "U+0378"),  # no letter yet
        ("\ud800", "U+D800"),  # lone surrogate
        ("94\u2028", "U+2028"),  # line separator
        ("\u0669\u0664", "U+0669"),  # Arabic-Indic digits
        ("９４", "U+FF19"),  # full-width digits
        ("½", "U+00BD"),  # a fraction in one letter
        ("Ⅳ", "U+2163"),  # a Roman numeral in one letter
        ("9" * 501, "501 characters"),  # a page pasted into a cell
    ],
)
def test_clean_refuses(text, advice):
    """What no reader can see, and digits other than 0 to 9, are refused with advice."""
    with pytest.raises(QuantityError, match=r".") as caught:
        clean(text, "a_quantity")
    assert advice in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Hòa Thành", "Hoà Thành"),  # place of the tone
        ("khỏe", "khoẻ"),
        ("Thủy", "Thuỷ"),
        ("Kỳ", "Kì"),  # y and i after a consonant
        ("tỷ", "tỉ"),
        ("quý", "quí"),
        ("Nghị quyết", "NGHỊ  QUYẾT"),  # capitals and blanks
        ("Đoàn", "Ðoàn"),  # eth for Đ
        ("đoàn", "ðoàn"),
        ("xã\u00a0An", "xã An"),  # no-break blank
    ],
)
def test_search_key_unifies(spelling, other):
    """Two spellings of one text have one key, composed or decomposed."""
    assert search_key(spelling) == search_key(other)
    assert search_key(unicodedata.normalize("NFD", spelling)) == search_key(other)


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("hoa", "hoà"),  # the tone counts
        ("thuý", "thúi"),  # y after a vowel is another word
        ("tay", "tai"),
        ("dân", "đân"),  # d is not đ
        ("cô", "cơ"),  # nor ô ơ
        ("y", "i"),  # no consonant before it
    ],
)
def test_search_key_separates(spelling, other):
    """Different words keep different keys."""
    assert search_key(spelling) != search_key(other)


@given(st.text())
def test_search_key_laws(text):
    """A key is its own key, and does not depend on the normal form."""
    key = search_key(text)
    assert search_key(key) == key
    assert search_key(unicodedata.normalize("NFC", text)) == search_key(unicodedata.normalize("NFD", text))


def test_search_key_is_linear():
    """A long run of consonants does not make the key slow."""
    assert search_key("ph" * 5000 + "X") == "ph" * 5000 + "x"


def test_plain_d():
    """All look-alikes of Đ become Đ."""
    assert plain_d("ÐðƉ") == "ĐđĐ"
