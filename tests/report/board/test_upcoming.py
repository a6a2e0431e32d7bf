"""What is due in the month after."""

from __future__ import annotations

from khacphuc.report.board.upcoming import upcoming_section
from khacphuc.report.document import nodes

from .months import meetings, month, papers, printed, tables


def test_measures_and_reports_of_the_next_month():
    """Each with its day; of whom nobody answers for nobody is named."""
    context = month()
    (listed,) = upcoming_section(context)
    assert [nodes.plain(item) for item in listed.items] == [
        "GP2.1: Đổi mới sinh hoạt, hạn 30/4/2021.",
        "03 báo cáo «Báo cáo tháng», kỳ tháng 3/2021, hạn 05/4/2021.",
    ]
    assert printed(context) == {"next.reports.monthly.2021-03": "03"}


def test_a_department_is_one_however_it_is_spelt():
    """Its papers that are due on one day are a line, under the name that stands first."""
    spellings = ("Ban Tổ chức", "ban  tổ chức", "Văn phòng")
    ahead = papers(
        *((f"TA0{number}", "PH04", name, "", "2021-04-17") for number, name in enumerate(spellings))
    )
    planned = meetings(("PH04", "2021-04-20", "", "2021-04-17"))
    context = month(tables=tables(meetings=planned, papers=ahead), gathered=None)
    lines = [nodes.plain(item) for item in upcoming_section(context)[0].items]
    assert [line for line in lines if "17/4/2021" in line] == [
        "02 tài liệu họp (Ban Tổ chức), gửi chậm nhất 17/4/2021.",
        "01 tài liệu họp (Văn phòng), gửi chậm nhất 17/4/2021.",
    ]


def test_what_was_due_on_the_last_day_is_not_ahead():
    """At the end of the 30th of April it was due: it is no work of May."""
    assert "GP2.1" not in "".join(nodes.plain(block) for block in upcoming_section(month("2021-04")))


def test_nothing_is_due():
    """A sentence where the plan has other days; nothing where nothing has a day."""
    assert nodes.plain(tuple(upcoming_section(month("2021-12")))) == (
        "Không có việc nào đến hạn trong tháng 01/2022."
    )
    without = tables(measures=tables()["measures"].iloc[:0])
    assert upcoming_section(month(tables=without, gathered=None)) == []
