"""Tests of `khacphuc.checks.views.meetings`."""

from khacphuc.checks.views.meetings import meeting_views

from ...data.records.meeting_office import tables
from ...data.records.test_papers import MEETINGS, PAPERS

DISAGREEING = {
    "meeting_id": "PH06",
    "held_on": "20/5/2021",
    "papers_sent_on": "01/5/2021",
    "planned_on": "20/5/2021",
}
UNRECORDED = {"meeting_id": "PH08", "held_on": "20/6/2021"}
SENT = {"paper_id": "TA07", "meeting_id": "PH06", "department": "A", "title": "h", "sent_on": "02/5/2021"}
RECORDED = tables(meetings=[*MEETINGS, DISAGREEING, UNRECORDED], papers=[*PAPERS, SENT])


def test_what_is_known_of_meetings_without_rows_of_papers():
    """Papers of a meeting with rows are told by these; one to come has none yet."""
    meetings = meeting_views(RECORDED, 2021)["meetings"]
    assert meetings["papers_unrecorded"].tolist() == ["", "", "", "", "", "", "PH08"]
    assert meetings["papers_due_on"].notna().tolist() == [False, False, False, True, False, False, True]
    assert meetings["missing_before"].tolist()[-1] == "PH07"


def test_days_of_meetings():
    """One whose day has come and that was not held, and papers whose days disagree."""
    days = meeting_views(RECORDED, 2021)["meeting_days"]
    assert days["not_held"].tolist() == ["", "", "PH03", "", "", "", ""]
    assert days["papers_disagree"].tolist() == ["", "", "", "", "", "PH06", ""]


def test_papers_never_sent():
    """Papers of a day that has come; not those to come, and none whose meeting is not known."""
    assert meeting_views(RECORDED, 2021)["papers"]["never_sent"].tolist() == [*[""] * 3, "TA04", *[""] * 3]


def test_departments_that_differ_in_capitals_and_marks():
    """A later row says how an earlier one spells it; another department is another one."""
    names = ["Ban Tổ chức - Kiểm tra", "Ban  Tổ chức - Kiểm tra", "Ban tổ chức - Kiểm tra", "Ban Tuyên giáo"]
    rows = [row | {"department": name} for row, name in zip(PAPERS, names, strict=False)]
    papers = meeting_views(tables(meetings=MEETINGS, papers=rows), 2021)["papers"]
    assert papers["other_spelling"].tolist() == ["", *[names[0]] * 2, ""]


def test_without_a_year_nothing_is_overdue():
    """A table looked at by itself has no findings about days."""
    views = meeting_views(RECORDED, None)
    assert set(views["papers"]["never_sent"]) == set(views["meeting_days"]["not_held"]) == {""}
    assert views["meeting_days"]["earliest"].isna().all()
