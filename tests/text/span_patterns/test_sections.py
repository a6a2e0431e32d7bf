"""Tests of `khacphuc.text.span_patterns.sections`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Mục đích", "2 section"),
        ("3.Tham gia hội thi", "3 section"),
        ("1.2 Giữ nền nếp", "1.2 section"),
        ("1. Một\n2. Hai", "1 section, 2 section, Hai other"),
        ("1/ Công tác", "1 section"),
        ("1- Về", "1 section"),
        ("10) Khác", "10 section"),
        ("13.6 triệu đồng", "13.6 triệu money"),
        ("1.231 lượt", "1.231 count"),
        ("04 đội", "04 count"),
        ("Điều 5. Tổ chức", "5 section"),
        ("Câu 2: Nêu", "2 section"),
        ("I.1. Công tác", "1 section"),
        ("II.2 Kết quả", "2 section"),
        ("- 1. Làm", "1 section"),
        ("5 đội", "5 count"),
        ("1 Công tác\n2 Việc", "1 section, 2 section"),
        ("94 Đội đã lập", "94 count"),
        ("Nhiệm vụ 3: Lập 5 đội", "3 section, 5 count"),
        ("30/4 là ngày", "30/4 date"),
        ("2021\n2022", "2021 year, 2022 year"),
        ("1\nKết nạp\n40\n2\nGiới thiệu\n15\n3", "1 section, 40 count, 2 section, 15 count, 3 section"),
        ("Đạt\n12", "12 count"),
    ],
)
def test_sections(text, expected):
    """A line begins with its number, or with a quantity."""
    assert read(text) == expected
