"""Tests of `khacphuc.data.source.relations`."""

import pytest

from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import lines_document
from khacphuc.data.source.relations import changes_without_unit, unlike_numbers, wrong_shares


def of(text):
    """What is read of a text."""
    return cover_document(lines_document(text))


@pytest.mark.parametrize(
    "text",
    [
        "9/11 chỉ tiêu (đạt 81,9%)",
        "9/11 (82,1%)",
        "9/11 chỉ tiêu đạt 80%",
        "9/11 chỉ tiêu, đạt 80%.",
        "45/50 xã có tủ sách (chiếm tỷ lệ 95%)",
        "45/50 xã (đạt hơn 91%)",
        "45/50 xã (đạt gần 90,5%) rồi 45/50 (gần 89%)",
        "đạt 80% chỉ tiêu (9/11)",
    ],
)
def test_shares_that_are_wrong(text):
    """A percentage right beside its part and whole must be theirs."""
    coverage = of(text)
    [share] = wrong_shares(coverage)
    assert coverage.spans[share.ratio].kind == "ratio"
    assert coverage.spans[share.percentage].kind == "percentage"


@pytest.mark.parametrize(
    "text",
    [
        "9/11 chỉ tiêu (đạt 81,8%)",
        "9/11 chỉ tiêu (đạt 81,81%), 9/11 (81,82%), 9/11 (82%), 9/11 (81%)",
        "45/50 xã (tăng 5%)",  # a change
        "9/11 chỉ tiêu, đạt 100% kế hoạch",  # of something else
        "45/50 xã (đạt hơn 89%), 45/50 xã (gần 91%)",
        "45/50 xã; 20% số hộ",
        "đạt 90% (45/50 xã)",
    ],
)
def test_shares_that_are_right_or_of_something_else(text):
    """Rounded or cut, qualified, or not of this ratio: nothing is wrong."""
    assert not list(wrong_shares(of(text)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tỷ lệ tăng 4,3 so với năm 2020", 1),
        ("giảm 0,5 so với cùng kỳ", 1),
        ("tăng 4,3% so với năm 2020", 0),
        ("tăng 4 so với năm 2020", 0),  # so many more of what was counted
        ("đạt 4,3 điểm, so với năm 2020", 0),
    ],
)
def test_changes_without_unit(text, count):
    """A broken number that something rose by needs its unit."""
    assert len(list(changes_without_unit(of(text)))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("chi 50.000 triệu đồng và 20,624 triệu đồng", 1),
        ("chi 50.000 triệu đồng; 1.250 triệu đồng và 20,624 triệu đồng", 1),
        ("chi 50.000 triệu đồng và 20,6 triệu đồng", 0),
        ("chi 50.000 triệu đồng; 13,6 triệu đồng; 20,624 triệu đồng", 0),  # decimals are usual here
        ("chi 20,624 triệu đồng và 15,332 triệu đồng", 0),
        ("I. A\nchi 50.000 triệu đồng\nII. B\n20,624 triệu đồng", 0),
    ],
)
def test_unlike_numbers(text, count):
    """One number written another way than its like in the section is told."""
    assert len(list(unlike_numbers(of(text)))) == count
