"""The office of two communes with a report that can be published: its numbers come from their forms."""

from __future__ import annotations

from .reporting_office import ROWS

PROSE = """\
# KẾT QUẢ

Có @SL001 đội tuyên truyền, tổ chức @SL002 buổi, riêng tháng 02 là @SL003 buổi; yêu cầu @SL004 buổi,
đạt @TL01. Có @SL005 xã có người dự.

Khuyết điểm thứ nhất: @KD1.
"""

_FIGURES = (
    ("SL001", "", "đội", "teams", "teams"),
    ("SL002", "", "buổi", "sessions", "sessions"),
    ("SL003", "", "buổi", "sessions", "sessions;2031-02"),
    ("SL004", "40", "buổi", "required", ""),
    ("SL005", "", "xã", "active", "money"),
)
_NAMES = ("figure_id", "printed", "unit", "indicator", "from_returns")

_CHANGES = {
    "share": {"kind": "percentage"},
    "active": {"kind": "ratio"},
    "money": {"over_units": "units_with"},
}
_USED = ("teams", "sessions", "money", "share", "active")

#: Tables in which nothing stops publication.
PUBLISHING_ROWS: dict[str, list[dict[str, str]]] = {
    **{name: ROWS[name] for name in ("units", "collections", "collection_items")},
    "indicators": [
        *(
            {**row, "kind": "count", **_CHANGES.get(row["indicator_id"], {})}
            for row in ROWS["indicators"]
            if row["indicator_id"] in _USED
        ),
        {
            "indicator_id": "required",
            "name": "Số buổi phải tổ chức",
            "unit_of_measure": "buổi",
            "kind": "count",
            "bound": ">=",
        },
    ],
    "figures": [dict(zip(_NAMES, cells, strict=True)) for cells in _FIGURES],
    "shortcomings": [{"shortcoming_id": "KD1", "order": "1", "title": "Ít buổi tuyên truyền"}],
    "criteria": [
        {
            "criterion_id": "KD1.1",
            "shortcoming_id": "KD1",
            "aspect": "Tổ chức đủ số buổi",
            "kind": "measured",
            "figure": "SL002",
            "comparator": ">=",
            "threshold": "SL004",
            "evidence": "SL002;SL004",
        }
    ],
    "computed": [
        {
            "computed_id": "TL01",
            "label": "Mức đạt so với yêu cầu",
            "formula": "share",
            "operands": "SL002;SL004",
            "decimals": "1",
        }
    ],
    "targets": [
        {
            "target_id": "CT01",
            "count": "1",
            "statement": "Tổ chức đủ số buổi",
            "itemised": "có",
            "declared_status": "not_met",
        }
    ],
    "target_parts": [
        {
            "part_id": "CT01.1",
            "target_id": "CT01",
            "count": "1",
            "statement": "Số buổi",
            "comparator": ">=",
            "threshold": "SL004",
            "figure": "SL002",
        }
    ],
    "documents": [],
    "declared": [{"shortcoming_id": "KD1", "class": "", "section": "I"}],
    "measures": [],
}
