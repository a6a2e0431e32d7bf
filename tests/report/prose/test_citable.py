"""Tests of `khacphuc.report.prose.citable`."""

from datetime import date

from khacphuc.data.records.counts import Count, count_frame
from khacphuc.report.prose.citable import count_citable, trace_lines


def citable(rows, language="vi"):
    """What the code of a count of these rows prints."""
    count = Count("measures.total", len(rows), "measure", rows)
    (row,) = count_frame([count], date(2021, 12, 31), language).to_dict("records")
    return count_citable(row, language)


def test_a_count_says_what_it_rests_on():
    """Its number, its day, and the first of its rows; of none there is no line."""
    assert citable(("GP1.1", "GP1.2")).trace.split("\n") == [
        "measures.total · Giải pháp trong kế hoạch",
        "Đếm được: 02 giải pháp, tính đến ngày 31/12/2021",
        "Các dòng: GP1.1, GP1.2",
    ]
    assert citable(()).trace.endswith("31/12/2021")
    many = citable(tuple(f"GP1.{place}" for place in range(1, 15)), "en")
    assert many.trace.endswith("GP1.11, GP1.12 and 2 more")
    assert many.text == "14"


def test_lines():
    """Empty lines are left out."""
    assert trace_lines("a", "", "b") == "a\nb"
