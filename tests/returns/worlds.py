"""A small office whose communes report every month: its tables, and the forms they sent, as files.

Twenty communes of two districts report three months. Another district reports a quarter, with what its two
communes reported in it. Two communes ended in February. Nothing is wrong: tests plant one fault, or all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from khacphuc.office.example.returns import UnitReport

from .. import invented

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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


@dataclass(frozen=True)
class SentFile:
    """A file as it came in, with what its receipt says of it.

    Attributes:
        data: its bytes.
        report: what it is a form of; None where nobody can tell.
        sheet: the form's.
        name: the file had.
        has_receipt: whether it came through ``receive``.
    """

    data: bytes
    report: UnitReport | None
    sheet: str = ""
    name: str = "bieu.xlsx"
    has_receipt: bool = True

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def file(self) -> str:
        """Where it lies, below the folder of the run."""
        return f"received/{self.sha256[:16]}-{self.name}"

    def receipt(self, number: int) -> dict[str, str]:
        """Its row in ``receipts``."""
        row = {
            "receipt_id": f"BN{number:04}",
            "received_file": self.file,
            "sheet": self.sheet,
            "sha256": self.sha256,
            "received_on": "03/04/2031",
            "received_how": "email",
            "state": "received",
            "original_name": self.name,
        }
        if (report := self.report) is not None:
            row |= {
                "collection": report.collection,
                "unit_id": report.unit_id,
                "period": report.period,
                "revision": str(report.revision),
                "state": report.state,
                "received_on": f"{report.received_on:%d/%m/%Y}" if report.received_on else "",
                "declared_complete": "có" if report.complete else "",
                "nil": "có" if report.nil else "",
            }
        return row


@dataclass
class World:
    """The office and the files its units sent, to be changed."""

    tables: dict[str, Rows] = field(default_factory=tables)
    files: list[SentFile] = field(default_factory=list)

    def write(self, folder: Path) -> Path:
        """Write it as a project; gives the folder."""
        receipts = [
            sent.receipt(number)
            for number, sent in enumerate((sent for sent in self.files if sent.has_receipt), start=1)
        ]
        invented.make_project(folder, rows=invented.ROWS | self.tables | {"receipts": receipts})
        place = folder / "data" / "raw" / RUN
        (place / "received").mkdir()
        for sent in self.files:
            (place / sent.file).write_bytes(sent.data)
        return folder

    def of(self, unit: str, period: str) -> SentFile:
        """The first file of a unit and period."""
        return next(
            sent
            for sent in self.files
            if sent.report is not None and (sent.report.unit_id, sent.report.period) == (unit, period)
        )

    def replace(self, unit: str, period: str, **changes: object) -> SentFile:
        """Change the file of a unit and period."""
        sent = self.of(unit, period)
        changed = replace(sent, **changes)  # type: ignore[arg-type]
        self.files[self.files.index(sent)] = changed
        return changed


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
