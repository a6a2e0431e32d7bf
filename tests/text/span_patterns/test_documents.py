"""Tests of `khacphuc.text.span_patterns.documents`."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("số 648/SGDĐT-XY", "648/SGDĐT-XY document"),
        ("Số: 14 /BC-XYZ", "14 /BC-XYZ document"),
        ("Số:17BC/ĐTN", "17BC/ĐTN document"),
        ("Số hiệu: 71/KH-UBND", "71/KH-UBND document"),
        ("31/CT-TTg", "31/CT-TTg document"),
        ("Số 09 KH/ĐU", "09 KH/ĐU document"),
        ("25 – NQ/TW", "25 – NQ/TW document"),
        ("25/KH-PGD&ĐT", "25/KH-PGD&ĐT document"),
        ("Quyết định số 1948/QĐ-UBND ngày 21/9/2018", "1948/QĐ-UBND document, 21/9/2018 date"),
        ("Số: 10. BC/TK - LĐ", "10. BC/TK - LĐ document"),
        ("2071/QĐ-BGD ĐT", "2071/QĐ-BGD ĐT document"),
        ("30a/2008/NQ-CP", "30a/2008/NQ-CP document"),
        ("57/2014/QH13", "57/2014/QH13 document"),
        ("08-ĐA/TU", "08-ĐA/TU document"),
        ("Nghị quyết 27", "27 legal_reference"),
        ("Chỉ thị 05", "05 legal_reference"),
        ("Thông tư 22", "22 legal_reference"),
        ("Điều 9 khoản 2", "9 legal_reference, 2 legal_reference"),
        ("Công văn số 45 ngày 02/4", "45 document, 02/4 date"),
        ("theo Quyết định 217, 218", "217 legal_reference, 218 legal_reference"),
        ("QĐ 1665", "1665 legal_reference"),
        ("tại khoản 2, 3 Điều 5", "2 legal_reference, 3 legal_reference, 5 legal_reference"),
        ("mục 2.1", "2.1 section"),
        ("Nghị quyết số 25", "25 document"),
        ("kế hoạch 94 đội", "94 count"),
        ("đạt 5 kế hoạch", "5 count"),
        ("Chương trình 135", "135 legal_reference"),
        ("Kết luận 80-KL/TW", "80-KL/TW document"),
        ("số 12/2021/TTLT-BGDĐT-BNV", "12/2021/TTLT-BGDĐT-BNV document"),
        ("Hướng dẫn số 5775/SGDĐT-GDTrH-GDTX", "5775/SGDĐT-GDTrH-GDTX document"),
        ("Văn bản số 3005/BHXH", "3005/BHXH document"),
        ("Số:  123  /UBND-VX", "123 /UBND-VX document"),
        ("ban hành 5 nghị quyết, 12 kế hoạch", "5 count, 12 count"),
        ("Chỉ thị 16/CT-TTg", "16/CT-TTg document"),
        ("Nghị quyết Trung ương 4 khóa XII", "4 ordinal"),
        ("điểm 2 khoản 1", "2 legal_reference, 1 legal_reference"),
    ],
)
def test_documents(text, expected):
    """Numbers of documents and short citations are told from counts."""
    assert read(text) == expected
