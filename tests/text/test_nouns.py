"""Tests of `khacphuc.text.nouns`."""

import pytest

from khacphuc.text.nouns import noun_is_printed


@pytest.mark.parametrize(
    ("noun", "after"),
    [
        ("đội", "Đội thanh niên"),
        ("lượt", "lượt cán bộ"),
        ("lượt", "nghìn lượt cán bộ"),
        ("khuyết điểm", "hạn chế, khuyết điểm"),
        ("xã, phường, thị trấn", "Đoàn xã, phường, thị trấn duy trì"),
        (
            "huyện, thị xã, thành phố trực thuộc",
            "huyện, thị xã, thành phố",
        ),  # the window ends before the noun
        ("đoàn viên ưu tú", "ĐVƯT là công nhân"),
        ("đoàn viên ưu tú", "ĐVUT"),  # typed without its mark
        ("đoàn viên ưu tú", "đồng chí được"),
        ("cán bộ", "đ/c"),
        ("thị xã Hòa Thành", "thị xã Hoà Thành"),
        ("người", ", trong đó"),  # nothing is printed
        ("người", ""),
        ("người", ". Ngoài ra"),
        ("", "đội"),
    ],
)
def test_the_same_noun(noun, after):
    """Nouns are the same through capitals, initials, words for anybody and a word in between."""
    assert noun_is_printed(noun, after)


@pytest.mark.parametrize(
    ("noun", "after"),
    [
        ("người", "Đội thanh niên"),
        ("người", "lượt cán bộ"),
        ("đội", "đồng chí"),
        ("đội", "ĐVƯT là"),
        ("chi hội", "chi đoàn với"),
        ("hội viên", "chi hội có nhiều hội viên"),  # too far behind
        ("đội", "Đ được"),
    ],
)
def test_another_noun(noun, after):
    """Another noun is told."""
    assert not noun_is_printed(noun, after)
