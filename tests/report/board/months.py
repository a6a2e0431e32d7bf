"""A month of a made-up run: measures, reports of units, findings."""

from __future__ import annotations

import pandas as pd

from khacphuc.project.board_papers import BoardPaper
from khacphuc.report.board.context import BoardContext
from khacphuc.report.board.numbers import BoardNumbers

from ...findings import ACCEPTED, finding

MEASURES = (
    ("GP1.1", "Gộp bảng điểm.", "Văn phòng", "2021-02-15"),
    ("GP1.2", "Tập huấn cơ sở", "Ban Tổ chức", "2021-03-31"),
    ("GP2.1", "Đổi mới sinh hoạt", "", "2021-04-30"),
    ("GP2.2", "Việc chưa hẹn ngày", "", ""),
)
#: Unit, period, revision, day it came; all of them complete.
FORMS = (
    ("DV01", "2021-02", 1, "2021-03-02"),
    ("DV01", "2021-02", 2, "2021-04-02"),  # replaces the first after the month
    ("DV02", "2021-02", 1, "2021-03-09"),
    ("DV03", "2021-02", 1, "2021-04-01"),
)
FINDINGS = (
    finding("SL-10", "SL031", severity="critical"),
    finding("SL-12", "SL025"),
    finding("SL-12", "SL026"),
    finding("SL-13", "SL027", answer=ACCEPTED),
)


def measures(rows=MEASURES):
    """The clean table of measures."""
    frame = pd.DataFrame(rows, columns=["measure_id", "description", "answerable", "due"], dtype="str")
    return frame.assign(due=pd.to_datetime(frame["due"].replace("", None)))


def gathered(forms=FORMS):
    """What three units were asked for in two months, and what came in."""
    expected = pd.DataFrame(
        [
            ("monthly", unit, "DV00", period, due)
            for period, due in (("2021-02", "2021-03-05"), ("2021-03", "2021-04-05"))
            for unit in ("DV01", "DV02", "DV03")
        ],
        columns=["collection", "unit_id", "parent", "period", "due_on"],
    )
    rows = [
        {
            "collection": "monthly",
            "unit_id": unit,
            "period": period,
            "revision": revision,
            "received_on": pd.Timestamp(day),
            "file": f"{unit}-{revision}.xlsx",
            "sheet": "Báo cáo",
            "sha256": f"{unit}{period}{revision}",
            "state": "received",
            "complete": True,
        }
        for unit, period, revision, day in forms
    ]
    return {
        "expected": expected.assign(due_on=pd.to_datetime(expected["due_on"])),
        "forms": pd.DataFrame(rows),
    }


def days(frame, *names):
    """A frame with columns of days."""
    return frame.assign(**{name: pd.to_datetime(frame[name].replace("", None)) for name in names})


def meetings(*rows):
    """The clean table of meetings: code, planned for, held, papers due."""
    frame = pd.DataFrame(rows, columns=["meeting_id", "planned_on", "held_on", "due_on"], dtype="str")
    frame = frame.assign(kind="", papers_sent_on="", days_ahead=pd.array([pd.NA] * len(frame), "Int64"))
    return days(frame, "planned_on", "held_on", "due_on", "papers_sent_on")


def papers(*rows):
    """The clean table of papers: code, meeting, department, sent, due."""
    columns = ["paper_id", "meeting_id", "department", "sent_on", "due_on"]
    frame = pd.DataFrame(rows, columns=columns, dtype="str").assign(title="Tài liệu")
    return days(frame, "sent_on", "due_on").assign(days_ahead=pd.array([pd.NA] * len(rows), "Int64"))


def supervision_tables(*rows):
    """The tables of one supervision: of each finding its number and the day it was answered."""
    documents = pd.DataFrame({"document_id": ["VB1"], "issued_on": [pd.Timestamp("2021-02-01")]})
    columns = ["supervision_id", "topic", "unit_id", "plan", "visited_on", "follow_up"]
    visits = pd.DataFrame([("GS01", "Giám sát", "DV01", "", "2021-01-20", "VB1")], columns=columns)
    findings = pd.DataFrame(rows, columns=["supervision_finding_id", "answered_on"], dtype="str").assign(
        supervision_id="GS01", finding="Thiếu hồ sơ", addressee="Huyện 1", follow_up=""
    )
    return {
        "documents": documents,
        "supervisions": days(visits, "visited_on"),
        "supervision_findings": days(findings, "answered_on"),
    }


def tables(**others):
    """The clean tables a paper reads."""
    units = [(f"DV0{number}", f"Huyện {number}") for number in range(4)]
    return {
        "measures": measures(),
        "units": pd.DataFrame(units, columns=["unit_id", "name"]),
        "collections": pd.DataFrame({"collection_id": ["monthly"], "title": ["Báo cáo tháng"]}),
        "meetings": meetings(),
        "papers": papers(),
        **supervision_tables(),
    } | others


def month(code="2021-03", *, language="vi", **others):
    """The context of a month."""
    usual = {"tables": tables(), "gathered": gathered(), "findings": FINDINGS}
    return BoardContext(paper=BoardPaper("2021", code), numbers=BoardNumbers(language), **usual | others)


def printed(context):
    """The numbers a context has printed, by code."""
    return dict(context.numbers.frame()[["code", "printed"]].itertuples(index=False, name=None))
