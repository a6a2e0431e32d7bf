"""Tests of `khacphuc.report.papers`."""

from khacphuc.report.document import nodes
from khacphuc.report.records import PaperBlocks

from ..data.records.test_papers import PAPERS
from .papered import context


def test_departments_with_what_they_sent_in_time():
    """A row for each, papers of no department last, and one for all whose numbers are counts of the run."""
    table = PaperBlocks(context()).table("Tài liệu")
    rows = [[nodes.plain(cell) for cell in row] for row in table.rows]
    assert rows == [
        ["B", "01", "01", "0", "0", "100%"],
        ["A", "03", "01", "01", "01", "33,3%"],
        ["Không ghi ban trình", "01", "0", "01", "0", "0%"],
        ["Tổng cộng", "05", "02", "02", "01", "40,0%"],
    ]
    cited = [cell[0].id for cell in table.rows[-1] if isinstance(cell[0], nodes.CitedValue)]
    assert cited == ["papers.due", "papers.in_time", "papers.late", "papers.not_sent"]
    assert table.columns[0] == "Ban, đơn vị trình"


def test_papers_after_their_meeting():
    """A note names those that came when the meeting was over; without any there is none."""
    assert not PaperBlocks(context()).table("Tài liệu").note
    late = [row | {"sent_on": "21/01/2021"} if row["paper_id"] == "TA02" else row for row in PAPERS]
    note = PaperBlocks(context(papers=late)).table("Tài liệu").note
    assert nodes.plain(note) == "01 tài liệu gửi sau ngày họp: TA02."


def test_a_run_without_papers_prints_nothing():
    """Papers that are not due yet are nothing to print, either."""
    assert PaperBlocks(context(meetings=[], papers=[])).is_empty
    assert not PaperBlocks(context(papers=[])).is_empty
