"""A small office whose communes report every month: its tables, and the forms they sent, as files.

Twenty communes of two districts report three months. Another district reports a quarter, with what its two
communes reported in it. Two communes ended in February. Nothing is wrong: tests plant one fault, or all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from khacphuc.data.store import clean_run
from khacphuc.office.example.names import TerritorialUnit
from khacphuc.office.example.received_forms import FormFiller, ReceivedForm, receipt_rows
from khacphuc.office.example.returns import ReportCollection, UnitReport
from khacphuc.project.files import write_bytes
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.returns.form_tables import form_definitions

from .. import invented

if TYPE_CHECKING:
    from collections.abc import Mapping

    Rows = list[dict[str, str]]

RUN = invented.RUN
YEAR = 2031
MONTHS = ("2031-01", "2031-02", "2031-03")
ENDED = "15/02/2031"
MONTHLY = "monthly"
QUARTERLY = "quarterly"


def _commune(code: str, name: str, **more: str) -> dict[str, str]:
    return {"unit_id": code, "name": f"Xã {name}", "level": "commune", "parent": code[:4], **more}


#: Two words of the names of communes each: no two are alike, and some can be written in two ways.
_NAMES = [
    f"{first} {second}" for second in ("Đông", "Hòa") for first in (*["Nắng", "Gió", "Mây", "Sương", "Cỏ"],)
]
UNITS: Rows = [
    {"unit_id": "DV1", "name": "Tỉnh Thử Nghiệm", "level": "province"},
    *(
        {"unit_id": unit, "name": f"Huyện {name}", "level": "district", "parent": "DV1"}
        for unit, name in (("DV11", "Đồi Gió"), ("DV12", "Bến Mây"), ("DV13", "Rừng Trăng"))
    ),
    *(
        _commune(f"{district}{place:02}", f"{name} {side}")
        for district, side in (("DV11", "Thượng"), ("DV12", "Hạ"))
        for place, name in enumerate(_NAMES, start=1)
    ),
    *(_commune(f"DV13{place:02}", f"Trăng {side}") for place, side in ((1, "Trong"), (2, "Ngoài"))),
    _commune("DV1191", "Đã Thôi", valid_to=ENDED),
    _commune("DV1291", "Đã Nhập", valid_to=ENDED, succeeded_by="DV1201"),
]
CLOSED = "DV1191"
MERGED = "DV1291"
PARENT = "DV13"
COMMUNES = tuple(row["unit_id"] for row in UNITS if row["level"] == "commune" and "valid_to" not in row)

#: Indicator, name, unit of measure, kind, over time, over units, section, required, value.
_INDICATOR_ROWS = (
    ("sessions", "Cuộc tuyên truyền", "cuộc", "count", "sum", "sum", "Tuyên truyền", "có", "4"),
    ("attendances", "Lượt dự", "lượt", "count", "sum", "sum", "Tuyên truyền", "có", "1250"),
    ("leaflets", "Tờ rơi đã phát", "tờ", "count", "sum", "sum", "Tuyên truyền", "có", "300"),
    ("teams", "Đội tư vấn", "đội", "count", "last", "sum", "Tư vấn", "có", "2"),
    ("counselled", "Người được tư vấn", "người", "count", "none", "sum", "Tư vấn", "có", "12"),
    ("gathered", "Tỷ lệ tập hợp", "%", "percentage", "average", "average", "Tư vấn", "có", "65.5"),
    ("corners", "Góc tư vấn", "góc", "count", "max", "units_with", "Tư vấn", "có", "1"),
    ("direct", "Diễn đàn trực tiếp", "diễn đàn", "count", "sum", "sum", "Diễn đàn", "", "1"),
    ("online", "Diễn đàn trực tuyến", "diễn đàn", "count", "sum", "sum", "Diễn đàn", "", ""),
    ("gifts", "Phần quà", "phần quà", "count", "sum", "sum", "Diễn đàn", "", "10"),
    ("gift_spending", "Kinh phí quà tặng", "triệu đồng", "money", "sum", "sum", "Diễn đàn", "", "3"),
)
VALUES: Mapping[str, str] = {row[0]: row[-1] for row in _INDICATOR_ROWS}
#: The row of each item in a form: from 9, behind the heading of its section.
ROWS = {
    row[0]: 9 + place + len({section for *_, section, _, _ in _INDICATOR_ROWS[: place + 1]})
    for place, row in enumerate(_INDICATOR_ROWS)
}

_INDICATORS: Rows = [
    {
        "indicator_id": row[0],
        "name": row[1],
        "unit_of_measure": row[2],
        "kind": row[3],
        "over_time": row[4],
        "over_units": row[5],
        "distinct": "có" if row[0] == "counselled" else "",
    }
    for row in _INDICATOR_ROWS
]
_ITEMS: Rows = [
    {
        "collection": MONTHLY,
        "order": str(place),
        "section": row[6],
        "indicator": row[0],
        "required": row[7],
        "required_message": "Điền số" if row[7] else "",
        "min": "0",
        "max": "100" if row[0] == "gathered" else "",
    }
    for place, row in enumerate(_INDICATOR_ROWS, start=1)
]


def tables() -> dict[str, Rows]:
    """The tables of the office, to be changed."""
    items = [{"item_id": f"MB{place:04}", **row} for place, row in enumerate(_ITEMS, start=1)]
    items[4] |= {"constraint": ". <= ${attendances}", "constraint_message": "Không thể nhiều hơn lượt dự"}
    items.append(
        {
            "item_id": "MB0099",
            "collection": QUARTERLY,
            "order": "1",
            "indicator": "sessions",
            "required": "có",
        }
    )
    return {
        "units": UNITS,
        "indicators": [*invented.ROWS["indicators"], *_INDICATORS],
        "collections": [
            {
                "collection_id": MONTHLY,
                "title": "Báo cáo tháng",
                "form_version": "2",
                "period_type": "month",
                "cutoff": "calendar",
                "due_days": "5",
                "units": "commune",
                "valid_from": "01/01/2031",
                "valid_to": "31/03/2031",
            },
            {
                "collection_id": QUARTERLY,
                "title": "Báo cáo quý",
                "form_version": "1",
                "period_type": "quarter",
                "cutoff": "calendar",
                "due_days": "10",
                "units": PARENT,
                "includes_children": "có",
                "valid_from": "01/01/2031",
                "valid_to": "31/03/2031",
            },
        ],
        "collection_items": items,
        "return_rules": [
            _rule("QT01", "${attendances}", ">=", "${sessions}", "skip_if_any"),
            _rule("QT02", "${direct}", "exclusive_pair", "${online}", "never"),
            _rule("QT03", "${gifts}", "compulsory_pair", "${gift_spending}", "never"),
        ],
    }


def _rule(code: str, left: str, operator: str, right: str, missing: str) -> dict[str, str]:
    return {
        "rule_id": code,
        "collection": MONTHLY,
        "left": left,
        "operator": operator,
        "right": right,
        "missing_left": missing,
        "missing_right": missing,
        "importance": "high",
        "message": "Xem lại",
    }


@dataclass
class World:
    """The office and the files its units sent, to be changed."""

    tables: dict[str, Rows] = field(default_factory=tables)
    files: list[ReceivedForm] = field(default_factory=lambda: [*clean_forms()])

    def write(self, folder: Path) -> Path:
        """Write it as a project; gives the folder."""
        receipts = {"receipts": [*receipt_rows(self.files)]} if self.files else {}
        invented.make_project(folder, rows=invented.ROWS | self.tables | receipts)
        place = folder / "data" / "raw" / RUN
        for sent in self.files:
            write_bytes(place / sent.file, sent.data)
        return folder

    def of(self, unit: str, period: str) -> ReceivedForm:
        """The first file of a unit and period."""
        return next(
            sent
            for sent in self.files
            if sent.report is not None and (sent.report.unit_id, sent.report.period) == (unit, period)
        )

    def replace(self, unit: str, period: str, **changes: object) -> ReceivedForm:
        """Change the file of a unit and period."""
        sent = self.of(unit, period)
        changed = replace(sent, **changes)  # type: ignore[arg-type]
        self.files[self.files.index(sent)] = changed
        return changed


@cache
def clean_forms() -> tuple[ReceivedForm, ...]:
    """The forms of all units, nothing wrong with any."""
    with TemporaryDirectory() as folder:
        layout = Layout(World(files=[]).write(Path(folder) / "office"))
        clean = clean_run(Workspace(layout, RUN, layout.runs(RUN) / "test"))
    names = {
        row["unit_id"]: TerritorialUnit(row["unit_id"], row["name"], row["level"], row.get("parent", ""))
        for row in UNITS
    }
    collections = [
        ReportCollection(MONTHLY, "month", 5, (), ()),
        ReportCollection(QUARTERLY, "quarter", 10, (), ()),
    ]
    filler = FormFiller(RUN, YEAR, collections, form_definitions(clean), names)
    return tuple(filler.received(report) for report in reports())


def reports() -> list[UnitReport]:
    """What all units reported."""
    answers = {name: Fraction(value) if value else None for name, value in VALUES.items()}
    reasons = {name: "Không tổ chức" for name, value in VALUES.items() if not value}
    monthly = [
        UnitReport(MONTHLY, unit, month, answers, due(month), reasons=reasons)
        for unit in (*COMMUNES, CLOSED, MERGED)
        for month in MONTHS
        if unit in COMMUNES or month == MONTHS[0]
    ]
    sessions = sum(report.answers["sessions"] or 0 for report in monthly if report.unit_id.startswith(PARENT))
    return [*monthly, UnitReport(QUARTERLY, PARENT, "2031-Q1", {"sessions": sessions}, due(MONTHS[-1]))]


def due(month: str) -> dt.date:
    """A day on which a report on a month is on time."""
    return dt.date(YEAR, int(month[-2:]) + 1, 3)
