"""A small office whose communes report two months: a project with the forms they sent."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from ... import invented
from ..returns.forms.hand_forms import ANSWERS, form_bytes, workbook

if TYPE_CHECKING:
    from pathlib import Path

RUN = invented.RUN
MONTHS = ("2031-01", "2031-02")
UNITS = ("DV01", "DV02")
_NAMES = {
    "teams": ("Đội tuyên truyền", "đội", "count", "max", "sum"),
    "sessions": ("Số buổi tuyên truyền", "buổi", "count", "sum", "sum"),
    "money": ("Kinh phí hỗ trợ", "triệu đồng", "money", "sum", "sum"),
    "share": ("Tỷ lệ tham gia", "%", "count", "sum", "units_with"),
}
ROWS: dict[str, list[dict[str, str]]] = {
    **invented.ROWS,
    "indicators": [
        *(row for row in invented.ROWS["indicators"] if row["indicator_id"] != "share"),
        *(
            {
                "indicator_id": code,
                "name": name,
                "unit_of_measure": unit,
                "kind": kind,
                "over_time": over_time,
                "over_units": over_units,
            }
            for code, (name, unit, kind, over_time, over_units) in _NAMES.items()
        ),
        {"indicator_id": "active", "name": "Xã có người dự", "unit_of_measure": "xã", "kind": "ratio"},
    ],
    "units": [
        {"unit_id": "DV72", "name": "Tỉnh Thử", "level": "province"},
        *({"unit_id": code, "name": f"Xã {code}", "level": "commune", "parent": "DV72"} for code in UNITS),
    ],
    "collections": [
        {
            "collection_id": "monthly",
            "title": "Báo cáo tháng",
            "form_version": "2",
            "period_type": "month",
            "cutoff": "calendar",
            "due_days": "5",
            "units": "commune",
            "valid_from": "01/01/2031",
            "valid_to": "28/02/2031",
        }
    ],
    "collection_items": [
        {
            "item_id": f"MB{number:04}",
            "collection": "monthly",
            "order": str(number),
            "indicator": code,
            "required": "có",
        }
        for number, code in enumerate(("teams", "sessions", "money", "share"), start=1)
    ],
    "figures": [
        *invented.ROWS["figures"],
        *(
            {
                "figure_id": code,
                "printed": printed,
                "unit": unit,
                "indicator": indicator,
                "from_returns": reference,
            }
            for code, printed, unit, indicator, reference in (
                ("SL911", "", "đội", "teams", "teams"),
                ("SL912", "50", "buổi", "sessions", "sessions"),
                ("SL913", "", "triệu đồng", "money", "money"),
                ("SL914", "", "buổi", "sessions", "sessions;2031-02"),
                ("SL915", "", "xã", "active", "share"),
            )
        ),
    ],
}


def write_office(
    folder: Path,
    answers: dict[tuple[str, str], tuple[Any, ...]] | None = None,
    *,
    rows: dict[str, list[dict[str, str]]] = ROWS,
    prose: str = invented.PROSE,
) -> Path:
    """Write the project; gives its folder.

    Args:
        folder: an empty one.
        answers: of each unit and month that sent a form, in the order of the items; by default all alike.
        rows: its tables but for the receipts.
        prose: of its report.
    """
    if answers is None:
        answers = {(unit, month): ANSWERS for unit in UNITS for month in MONTHS}
    files = {
        place: form_bytes(workbook(answers=cells, unit=place[0], period=place[1], run=RUN))
        for place, cells in answers.items()
    }
    receipts = [
        {
            "receipt_id": f"BN{number:04}",
            "received_file": f"received/{hashlib.sha256(data).hexdigest()[:16]}-x.xlsx",
            "sheet": "T3",
            "sha256": hashlib.sha256(data).hexdigest(),
            "collection": "monthly",
            "unit_id": unit,
            "period": month,
            "revision": "1",
            "received_on": f"02/{int(month[-2:]) + 1:02}/2031",
            "declared_complete": "có",
            "state": "received",
        }
        for number, ((unit, month), data) in enumerate(files.items(), start=1)
    ]
    invented.make_project(folder, rows={**rows, "receipts": receipts}, prose=prose)
    received = folder / "data" / "raw" / RUN / "received"
    received.mkdir()
    for receipt, data in zip(receipts, files.values(), strict=True):
        (received / receipt["received_file"].partition("/")[2]).write_bytes(data)
    return folder
