"""Papers for meetings that were due in a month."""

from __future__ import annotations

import pandas as pd

from khacphuc.report.board.meetings import papers_ahead, papers_section
from khacphuc.report.document import nodes

from .months import meetings, month, papers, printed, tables

MEETINGS = meetings(
    ("PH03", "2021-03-20", "2021-03-22", "2021-03-19"), ("PH04", "2021-04-20", "", "2021-04-17")
)
PAPERS = papers(
    ("TA01", "PH03", "Văn phòng", "2021-03-15", "2021-03-19"),
    ("TA02", "PH03", "Ban Tổ chức", "2021-03-21", "2021-03-19"),
    ("TA03", "PH03", "Ban Tổ chức", "", "2021-03-19"),
    ("TA04", "PH04", "Văn phòng", "2021-04-01", "2021-04-17"),
)
TABLES = tables(meetings=MEETINGS, papers=PAPERS)


def test_papers_that_were_due():
    """In time, late, not sent; those not in time are listed, the missing first; a moved meeting is told."""
    context = month(tables=TABLES)
    sentence, table, moved = papers_section(context)
    assert "03 tài liệu đến hạn gửi: 01 gửi đúng hạn, 01 gửi muộn, 01 chưa gửi" in nodes.plain(sentence)
    assert [nodes.plain(row[0]) for row in table.rows] == ["TA03", "TA02"]
    assert [nodes.plain(row[5]) for row in table.rows] == ["× chưa gửi", "! gửi muộn"]
    assert nodes.plain(moved).startswith("01 cuộc họp")
    assert printed(context)["meetings.not_kept"] == "01"


def test_what_was_sent_after_the_month_was_not_sent_then():
    """At the end of February nothing was due, and papers of March were ahead; in March one of April is."""
    assert nodes.plain(tuple(papers_section(month("2021-02", tables=TABLES)))).startswith("Không có tài liệu")
    assert list(papers_ahead(month("2021-02", tables=TABLES))["paper_id"]) == ["TA01", "TA02", "TA03"]
    assert list(papers_ahead(month("2021-03", tables=TABLES))["paper_id"]) == ["TA04"]


def test_every_cell_of_unpunctual_papers_says_something():
    """A paper that came when the meeting was over is told so; one typed with its meeting has words, too."""
    late = papers(("TA01", "PH03", "", "2021-03-23", "2021-03-19")).assign(days_ahead=-1)
    held = ("PH03", "2021-03-20", "2021-03-22", "2021-03-19"), ("PH04", "", "2021-03-25", "2021-03-22")
    old = meetings(*held).assign(papers_sent_on=[pd.NaT, pd.Timestamp("2021-03-24")])
    _, table = papers_section(month(tables=tables(meetings=old, papers=late)))[:2]
    assert [[nodes.plain(cell) for cell in row] for row in table.rows] == [
        ["TA01", "chưa ghi đơn vị", "Tài liệu", "19/3/2021", "23/3/2021", "! gửi sau ngày họp"],
        ["PH04", "chưa ghi đơn vị", "tài liệu của phiên họp", "22/3/2021", "24/3/2021", "! gửi muộn"],
    ]


def test_an_office_without_meetings():
    """Nothing is said of papers."""
    assert papers_section(month()) == []
