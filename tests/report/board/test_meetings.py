"""Papers for meetings that were due in a month."""

from __future__ import annotations

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
    """In time, late, not sent; those that were not in time are listed, a meeting that was moved is told."""
    context = month(tables=TABLES)
    sentence, table, moved = papers_section(context)
    assert "03 tài liệu đến hạn gửi: 01 gửi đúng hạn, 01 gửi muộn, 01 chưa gửi" in nodes.plain(sentence)
    assert [nodes.plain(row[0]) for row in table.rows] == ["TA02", "TA03"]
    assert [nodes.plain(row[5]) for row in table.rows] == ["! gửi muộn", "× chưa gửi"]
    assert nodes.plain(moved).startswith("01 cuộc họp")
    assert printed(context)["meetings.not_kept"] == "01"


def test_what_was_sent_after_the_month_was_not_sent_then():
    """At the end of February nothing was due, and papers of March were ahead; in March one of April is."""
    assert nodes.plain(tuple(papers_section(month("2021-02", tables=TABLES)))).startswith("Không có tài liệu")
    assert list(papers_ahead(month("2021-02", tables=TABLES))["paper_id"]) == ["TA01", "TA02", "TA03"]
    assert list(papers_ahead(month("2021-03", tables=TABLES))["paper_id"]) == ["TA04"]


def test_an_office_without_meetings():
    """Nothing is said of papers."""
    assert papers_section(month()) == []
