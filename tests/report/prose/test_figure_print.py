"""Tests of `khacphuc.report.prose.figure_print`."""

import pytest

from khacphuc.report.prose.figure_print import house_print


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("13.6", "triệu đồng", "13,6 triệu đồng"),  # the English point
        ("1,4", "tỷ đồng", "1,4 tỷ đồng"),
        ("2", "cấp", "02"),
        ("02", "chi hội", "02"),
        ("10", "thành viên", "10"),
        ("2021", "lượt", "2.021"),
        ("1.231", "thành viên", "1.231"),
        ("82,48%", "%", "82,48%"),
        ("82,48", "%", "82,48%"),
        ("3,1%", "%", "3,1%"),
        ("01/03", "nội dung", "01/03"),
        ("1/3", "nội dung", "01/03"),
        ("9/11", "chỉ tiêu", "9/11"),
        ("94/94", "xã", "94/94"),
        ("½", "số xã", "½"),  # one character
        ("12,5/20", "ha", "12,5/20"),
        ("1 tỷ 200 triệu", "đồng", "1 tỷ 200 triệu đồng"),
        ("1 triệu 200 nghìn", "lượt", "1.200 nghìn"),
        ("120.000USD", "USD", "120.000 USD"),
        ("3-5", "buổi", "3-5"),
        ("90%-95%", "%", "90-95%"),
        ("thứ 4/12", "huyện", "thứ 4/12"),
        ("18 em/01 máy", "em/máy", "18 em/1 máy"),
        ("2 giờ 30 phút", "phút", "2 giờ 30 phút"),
        ("−1,2%", "%", "-1,2%"),
        ("+4,3", "điểm %", "+4,3 điểm %"),
        ("+3", "em", "+3"),
    ],
)
def test_house_print(printed, unit, expected):
    """A figure is cited as the house prints numbers, whatever the source does; nouns stay in the prose."""
    assert house_print({"printed": printed, "unit": unit}) == expected
