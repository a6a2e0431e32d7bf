"""Tests of `khacphuc.text.span_patterns.places`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bảng 1. Kết quả", "1 page"),
        ("Biểu đồ 2: Cơ cấu", "2 page"),
        ("Phụ lục 3", "3 page"),
        ("trang 12", "12 page"),
        ("Trang 1/3", "1/3 page"),
        ("Mẫu số 02", "02 page"),
        ("[1] Nguồn", "1 note_mark"),
        ("đạt 90%1.", "90% percentage, 1 note_mark"),
        ("Đảng(1) đã", "1 note_mark"),
        ("lần thứ 6", "6 ordinal"),
        ("đợt 2", "2 ordinal"),
        ("xếp thứ 4/12", "4/12 rank"),
        ("xếp loại 3", "3 ordinal"),
        ("hạng 3", "3 ordinal"),
        ("(2) được quan tâm", "2 section"),
        ("gồm: 1) lập 3 đội; 2) mở 5 lớp", "1 section, 3 count, 2 section, 5 count"),
        ("bước 1", "1 section"),
        ("khóa 12", "12 ordinal"),
        ("kỳ họp thứ 3", "3 ordinal"),
        ("đứng thứ 2 toàn tỉnh", "2 rank"),
        ("tiêu chí 5", "5 section"),
        ("nhóm 3 người", "3 count"),
        ("lần 2", "2 ordinal"),
        ("Nữ (12)", "12 count"),
        ("căn cứ III.1.3, theo A.2", "1.3 section, 2 section"),
        ("TP.12 người", "12 count"),
        ("thiếu giáo viên (6) không đáp ứng", "6 count"),
        ("(1) lập đội (2) mở lớp", "1 section, 2 section"),
        ("lần 2 năm 2019", "2 ordinal, 2019 year"),
        ("đội 1 (có 5 em)", "1 name, 5 count"),
        ("Thứ 1, thứ 2: về việc", "1 ordinal, 2 ordinal"),
    ],
)
def test_places(text, expected):
    """Pages, notes, items and ordinals are told from counts."""
    assert read(text) == expected
