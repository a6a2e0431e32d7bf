"""Tests of `khacphuc.text.span_patterns.names`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lớp 8", "8 name"),
        ("Đoàn phường 10 tổ chức hội thi", "10 name"),
        ("có ở ấp 4 tổ chức Đoàn", "4 name"),
        ("khối 6,7", "6,7 name"),
        ("khối 7-8", "7-8 name"),
        ("Lớp 1 Lớp 2 Lớp 3", "1 name, 2 name, 3 name"),
        ("xã Bình Minh 2 (Tân Châu)", "2 name"),
        ("Đảng bộ phường Long Hoa 3 lần thứ IV", "3 name"),
        ("xã Bình Minh 2 đội", "2 count"),
        ("ấp 4", "4 name"),
        ("ấp 4 xã Tân Bình", "4 name"),
        ("Trường THCS số 2", "2 name"),
        ("Tiểu đoàn 14", "14 name"),
        ("bão số 6", "6 name"),
        ("tầng 2", "2 name"),
        ('phong trào "3 nhất"', "3 nhất name"),
        ("Huy hiệu 40 năm tuổi Đảng", "40 năm tuổi Đảng name"),
        ("công nghiệp 4.0", "4.0 name"),
        ("trực 24/7", "24/7 name"),
        ("F0, F1", "F0 name, F1 name"),
        ("lớp 8 em", "8 count"),
        ("Khối 6: 96 em (Lớp 6A: 49 em, 24 nữ)", "6 name, 96 count, 6A name, 49 count, 24 count"),
        ("các lớp 6/1, 6/2", "6/1, 6/2 name"),
        ("QL14B", "QL14B name"),
        ("Sinh viên 5 tốt", "5 tốt name"),
        ("“Ngôi nhà 26-3”", "26-3 date"),
        ("tổ 12, khu phố 3", "12 name, 3 name"),
        ("Chi bộ 2 có 15 đảng viên", "2 name, 15 count"),
        ("chi bộ 05 đảng viên", "05 count"),
        ("điện thoại 0276.3822.345", "0276.3822.345 phone"),
        ("ĐT: 0908 123 456", "0908 123 456 phone"),
        ("số 12 đường Lê Lợi", "12 address"),
        ("mã số 1234567", "1234567 other"),
        ("email a1@tinh.gov.vn", "a1@tinh.gov.vn address"),
        ("trang www.doan2.vn", "www.doan2.vn address"),
        ("tệp bao-cao-2021.docx", "bao-cao-2021.docx other"),
        ("Đội 14", "14 name"),
        ("tổng số 94", "94 count"),
        ("sĩ số 45", "45 count"),
        ("Covid-19, COVID – 19", "Covid-19 name, 19 name"),
        ("5 không, 3 sạch", "5 không name, 3 sạch name"),
        ("kỷ niệm 90 năm Ngày thành lập Đoàn", "90 năm name"),
        ("3.000m2", "3.000 count"),
        ("m2", "m2 other"),
        ("5K", "5K name"),
        ("diện tích 200 m2", "200 count"),
    ],
)
def test_names(text, expected):
    """A number within a name counts nothing; behind a place it may."""
    assert read(text) == expected
