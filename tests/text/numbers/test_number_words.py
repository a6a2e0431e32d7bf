"""Tests of `khacphuc.text.numbers.number_words`."""

import re

import pytest

from khacphuc.text.numbers.number_words import NOUNS, NUMBER_WORDS, read_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một", 1),
        ("Mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi tư", 24),
        ("ba chục", 30),
        ("một trăm linh năm", 105),
        ("chín trăm chín mươi chín", 999),
        ("hai nghìn linh ba", 2003),
        ("một triệu hai trăm nghìn", 1_200_000),
        ("ba tỷ", 3_000_000_000),
        ("hai ba", None),  # two or three
        ("mấy chục", None),
        ("94", None),
    ],
)
def test_read_words(words, number):
    """Words that say one exact number are read."""
    assert read_words(words) == number


def test_patterns():
    """A noun or a number is matched whole."""
    assert re.fullmatch(NUMBER_WORDS, "hai trăm linh năm nghìn")
    assert not re.match(NUMBER_WORDS, "hait")
    assert not re.match(NOUNS, "độix")
    assert re.match(NOUNS, "đội viên Đoàn")[0] == "đội viên"
