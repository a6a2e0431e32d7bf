"""Tests of `khacphuc.data.source.table_of_contents`."""

import pytest

from khacphuc.data.source.table_of_contents import contents_lines


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["I. KẾT QUẢ ........ 1", "Đã lập 04 đội."], {0}),
        (["I. KẾT QUẢ …………… 12"], {0}),
        # page numbers set against the margin, without dots, and an entry of two lines
        (["MỤC LỤC", "I. KẾT QUẢ 1", "II. HẠN CHẾ TRONG", "VIỆC ĐÃ LÀM 3", "Còn 05 việc."], {0, 1, 2, 3}),
        (["MỤC LỤC", "Văn bản không có mục lục."], set()),
        (["Họ và tên: ............", "Số: ....../BC-XYZ", "Đạt 90%... 5 đội"], set()),
    ],
)
def test_entries_of_a_table_of_contents(lines, places):
    """Dots and a page number make an entry, and so does a number at the end under the heading."""
    assert contents_lines(lines) == places
