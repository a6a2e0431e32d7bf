"""Tests of `khacphuc.text.span_patterns.times`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 giờ 45 phút", "7 giờ 45 phút time"),
        ("từ 13 giờ 30", "13 giờ 30 time"),
        ("15:30", "15:30 time"),
        ("15:30 (GMT+7)", "15:30 time, 7 time"),
        ("07h30", "07h30 time"),
        ("từ 7h30 - 11h00", "7h30 - 11h00 time"),
        ("trong 2 giờ 30 phút", "2 giờ 30 phút duration"),
        ("08 giờ ngày 5/3", "08 giờ time, 5/3 date"),
        ("làm 48 giờ", "48 duration"),
        ("Giờ ký: 2021-05-03T09:12:44+07:00", "2021-05-03T09:12:44+07:00 stamp"),
        ("tinhdoan-15/11/2021 10:45:30-vp", "15/11/2021 10:45:30 stamp"),
        ("Cập nhật: 07/06/2013 06:03:46", "07/06/2013 date, 06:03:46 time"),
        ("lúc 14 giờ 00, ngày 12/5", "14 giờ 00 time, 12/5 date"),
        ("từ 8h đến 10h30", "8h time, 10h30 time"),
    ],
)
def test_times(text, expected):
    """Hours of a clock are told from lengths of time, and stamps from both."""
    assert read(text) == expected
