"""Tests of `khacphuc.text.span_patterns.dates`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 05 / 10 /2021", "05 / 10 /2021 date"),
        ("ngày 8 và 9 - 5", "8 date, 9 - 5 date"),
        ("ngày 18tháng 03", "18tháng 03 date"),
        ("mít tinh 22/12", "22/12 date"),
        ("đến ngày 30/6", "30/6 date"),
        ("sáng 14.9 có 5 đội", "14.9 date, 5 count"),
        ("ngày 10-12/3/2021", "10-12/3/2021 date"),
        ("từ 01-15/3", "01-15/3 date"),
        ("Thứ 3, 27/12/2022", "3, 27/12/2022 date"),
        ("ngày 10, 11/3", "10 date, 11/3 date"),
        ("chào mừng kỷ niệm ngày thành lập Đoàn 26/3", "26/3 date"),
        ("ngày Nhà giáo Việt Nam 20/11", "20/11 date"),
        ("đạt 9/11 chỉ tiêu", "9/11 ratio"),
        ("(từ ngày 26/3 đến ngày 30/4)", "26/3 date, 30/4 date"),
        ("ngày 03 tháng 02 năm 1930", "03 tháng 02 năm 1930 date"),
        ("2021-05-03", "2021-05-03 date"),
        ("9 tháng đầu năm 2021 có 5 đội", "9 tháng đầu năm 2021 period, 5 count"),
        ("trong tháng 4", "4 period"),
        ("quý 2", "2 period"),
        ("kế hoạch 5 năm 2016 - 2020", "5 năm period, 2016 - 2020 period"),
        ("của huyện 5 năm 2021-2025", "5 năm period, 2021-2025 period"),
        ("mùa khô (tháng 3÷ 5)", "3÷ 5 period"),
        ("tháng 8/2018", "8/2018 period"),
        ("quý I/2021", "2021 period"),
        ("tháng 3, 4 và 5", "3 period, 4 period, 5 period"),
        ("mỗi tháng 2 lần", "2 count"),
        ("5 năm qua", "5 năm qua period"),
        ("từ năm 2019 đến năm 2021", "2019 year, 2021 year"),
        ("cuối năm 2020", "2020 year"),
        ("T3/2021", "T3 name, 2021 year"),
        ("so với năm 2020 tăng 15 đội", "2020 year, 15 count"),
        ("năm học 2020-2021", "2020-2021 period"),
        ("nhiệm kỳ 2017 – 2022 và 2022-2027", "2017 – 2022 period, 2022-2027 period"),
        ("2021 lượt", "2021 count"),
        ("giai đoạn 2021-2030, tầm nhìn 2045", "2021-2030 period, 2045 year"),
        ("tính đến 15/11 đạt 90%", "15/11 date, 90% percentage"),
        ("trong dịp 30/4 và 1/5", "30/4 date, 1/5 date"),
        ("đợt 3/2 – 26/3", "3/2 date, 26/3 date"),
        ("học kỳ 1 năm học 2021-2022", "1 period, 2021-2022 period"),
        ("tháng 02 có 02 đội", "02 period, 02 count"),
    ],
)
def test_dates(text, expected):
    """Days, months and years are told from what counts."""
    assert read(text) == expected
