"""Tests of `khacphuc.text.span_patterns.worded`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hai chỉ tiêu", "hai count"),
        ("có một chi đoàn", "một count"),
        ("một số đơn vị", ""),
        ("thứ hai", "hai ordinal"),
        ("sáu tháng đầu năm", "sáu tháng đầu năm period"),
        ("hai phần ba số xã", "hai phần ba ratio"),
        ("mấy chục người", "mấy chục other"),
        ("hai bên", "hai other"),
        ("tháng hai", "hai period"),
        ("hai trăm triệu đồng", "hai trăm triệu money"),
        ("năm đơn vị", "năm count"),
        ("Ba là, công tác", "Ba other"),
        ("03 (ba) đội", "03 count"),
        ("mười hai cuộc", "mười hai count"),
    ],
)
def test_worded(text, expected):
    """Numbers in words count where they are meant to."""
    assert read(text) == expected
