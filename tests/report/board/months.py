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


def tables(**others):
    """The clean tables a paper reads."""
    units = [(f"DV0{number}", f"Huyện {number}") for number in range(4)]
    return {
        "measures": measures(),
        "units": pd.DataFrame(units, columns=["unit_id", "name"]),
        "collections": pd.DataFrame({"collection_id": ["monthly"], "title": ["Báo cáo tháng"]}),
    } | others


def month(code="2021-03", *, language="vi", **others):
    """The context of a month."""
    usual = {"tables": tables(), "gathered": gathered(), "findings": FINDINGS}
    return BoardContext(paper=BoardPaper("2021", code), numbers=BoardNumbers(language), **usual | others)


def printed(context):
    """The numbers a context has printed, by code."""
    return dict(context.numbers.frame()[["code", "printed"]].itertuples(index=False, name=None))
