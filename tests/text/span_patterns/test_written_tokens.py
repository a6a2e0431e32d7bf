"""Tests of `khacphuc.text.span_patterns.written_tokens`."""

import pytest

from khacphuc.text.span_patterns.written_tokens import written_token


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("dọc QL14B;", "QL14B"),
        ("chữ a1,", "a1"),
        ("cúm H5N1", "H5N1"),
        ("lớp 10A1 có", "10A1"),
        ("Covid-19", "Covid-19"),
        ("SARS-CoV-2", "SARS-CoV-2"),
        ("mạng 5G", "5G"),
        ("(xem https://a.vn/b1?c=2) và", "https://a.vn/b1?c=2)"),
        ("thư a1@b.vn", "a1@b.vn"),
        ("tệp z2397_64.jpg", "z2397_64.jpg"),
        ("diện tích m2", "m2"),
        ("48kg", None),
        ("2.150m2", None),
        ("07h30", None),
        ("đạt-20%", None),
        ("đội -05", None),
    ],
)
def test_written_token(line, word):
    """A word with a digit in it is one span; a number with its unit is none."""
    start = next(place for place, sign in enumerate(line) if sign.isdigit())
    token = written_token(line, start, 0)
    assert (token and line[token[0] : token[1]]) == word
