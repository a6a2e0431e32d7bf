"""Ninety-four communes of nine districts that report twelve months: what they sent, with what is true of it.

Every way values add up has an item. Values of a unit go up and down in turn, so that none stands out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from random import Random

from khacphuc.office.example.returns import AskedItem, ReportCollection, ReportingUnit, UnitReport

YEAR = 2031
COLLECTION = "monthly"
REASON = "Chưa có số liệu"

#: Name, unit of measure, kind; the value a unit begins with, and how far it goes up and down.
ITEMS = {
    "sessions": ("Cuộc tuyên truyền", "cuộc", "count", 4, 1),
    "attendances": ("Lượt dự các cuộc tuyên truyền", "lượt", "count", 1250, 130),
    "teams": ("Đội thanh niên tình nguyện", "đội", "count", 3, 1),
    "members": ("Đoàn viên đầu năm", "đoàn viên", "count", 640, 7),
    "counselled": ("Người được tư vấn", "người", "count", 14, 3),
    "reached": ("Người được tiếp cận", "người", "count", 40, 5),
    "largest": ("Lượt dự cuộc đông nhất", "lượt", "count", 210, 20),
    "gathered": ("Tỷ lệ tập hợp", "%", "percentage", Fraction(653, 10), Fraction(7, 10)),
    "rating": ("Điểm xếp loại", "điểm", "count", 81, 4),
    "counselling": ("Góc tư vấn đang hoạt động", "góc", "count", 1, 1),
}
ASKED_ITEMS = (
    AskedItem("sessions", "sum", "sum"),
    AskedItem("attendances", "sum", "sum"),
    AskedItem("teams", "last", "sum"),
    AskedItem("members", "first", "sum"),
    AskedItem("counselled", "none", "sum", distinct=True),
    AskedItem("reached", "sum", "sum", distinct=True),
    AskedItem("largest", "max", "sum"),
    AskedItem("gathered", "average", "average"),
    AskedItem("rating", "last", "average"),
    AskedItem("counselling", "max", "units_with"),
)


def province(communes: int = 94, months: int = 12, districts: int = 9) -> ReportCollection:
    """The collection and whom it asks; it ends with its last month."""
    units = tuple(
        ReportingUnit(f"DV{place % districts + 11}{place:02}", f"DV{place % districts + 11}")
        for place in range(1, communes + 1)
    )
    collection = ReportCollection(COLLECTION, "month", 5, ASKED_ITEMS, units)
    assert len(collection.periods(YEAR)) >= months
    return collection


def clean_reports(collection: ReportCollection, months: int = 12, seed: int = 15) -> list[UnitReport]:
    """What all units reported, in time; here and there there was nothing to report."""
    random = Random(seed)  # noqa: S311 - invents, keeps no secrets
    periods = collection.periods(YEAR)[:months]
    reports = []
    for place, unit in enumerate(collection.units):
        levels = {name: first + random.randint(0, 3) * step for name, (*_, first, step) in ITEMS.items()}
        for month, period in enumerate(periods):
            turn = (place + month) % 3 - 1
            answers = {
                name: Fraction(levels[name]) + turn * Fraction(step) for name, (*_, step) in ITEMS.items()
            }
            if place % 7 == 3:
                answers["counselling"] = Fraction(0)
            nil = place % 31 == 5 and month == 6
            reports.append(
                UnitReport(
                    COLLECTION,
                    unit.unit_id,
                    period.code,
                    dict.fromkeys(answers) if nil else answers,
                    period.end + dt.timedelta(days=random.randint(1, 5)),
                    nil=nil,
                )
            )
    return reports


def faulty_reports(collection: ReportCollection, months: int = 12, seed: int = 16) -> list[UnitReport]:
    """The same with reports missing, late, unfinished, corrected, rejected, or without a receipt."""
    random = Random(seed)  # noqa: S311 - invents, keeps no secrets
    reports: list[UnitReport] = []
    for report in clean_reports(collection, months):
        assert report.received_on is not None
        match random.randrange(20):
            case 0:
                continue
            case 1:
                reports.append(replace(report, received_on=report.received_on + dt.timedelta(days=9)))
            case 2:
                reports.append(replace(report, complete=False, nil=False, answers=_with_blank(report)))
            case 3:
                corrected = {name: value and value + 1 for name, value in report.answers.items()}
                later = report.received_on + dt.timedelta(days=20)
                reports += [report, replace(report, revision=2, answers=corrected, received_on=later)]
            case 4:
                reports.append(replace(report, state="rejected"))
            case 5:
                reports.append(replace(report, received_on=None))
            case _:
                reports.append(report)
    return reports


def _with_blank(report: UnitReport) -> dict[str, Fraction | None]:
    return {name: None if name in {"rating", "teams"} else value for name, value in report.answers.items()}
