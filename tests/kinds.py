"""An invented run that prints a quantity of every kind; every name and number is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import invented

if TYPE_CHECKING:
    from pathlib import Path


class Example(NamedTuple):
    """A figure of the run: what is typed, what is read of it, and what the document prints of it."""

    code: str
    printed: str
    unit: str
    indicator: str
    kind: str
    value: float
    vi: str
    en: str
    value_to: float | None = None
    qualifier: str = ""


PRINTED = (
    Example("SL001", "04", "đội", "teams", "count", 4, "04", "4"),
    Example("SL002", "82,48%", "%", "share", "percentage", 82.48, "82,48%", "82.48%"),
    Example("SL003", "8,5‰", "‰", "births", "percentage", 0.85, "8,5‰", "8.5‰"),
    Example("SL004", "+4,3 điểm %", "điểm %", "gain", "percentage", 4.3, "+4,3 điểm %", "+4.3 điểm %"),
    Example("SL005", "-1,2%", "%", "change", "percentage", -1.2, "-1,2%", "-1.2%"),
    Example("SL006", "9/11", "huyện", "covered", "ratio", 9 / 11, "9/11", "9/11"),
    Example("SL007", "61/50", "em", "over_plan", "ratio", 1.22, "61/50", "61/50"),
    Example("SL008", "12,5/20", "ha", "planted", "ratio", 0.625, "12,5/20", "12.5/20"),
    Example("SL009", "½", "số xã", "half", "ratio", 0.5, "½", "½"),
    Example(
        *("SL010", "1 tỷ 200 triệu đồng", "đồng", "budget", "money", 1.2e9),
        *("1 tỷ 200 triệu đồng", "1,200 million dong"),
    ),
    Example("SL011", "120.000USD", "USD", "aid", "money", 120_000, "120.000 USD", "120,000 USD"),
    Example("SL012", "3-5", "buổi", "sessions", "range", 3, "3-5", "3-5", 5),
    Example("SL013", "04", "buổi", "sessions", "count", 4, "04", "4"),
    Example("SL014", "95-98%", "%", "attendance", "range", 95, "95-98%", "95-98%", 98),
    Example("SL015", "thứ 4/12", "huyện", "place", "rank", 4, "thứ 4/12", "rank 4/12"),
    Example("SL016", "18 em/1 máy", "em/máy", "per_machine", "rate", 18, "18 em/1 máy", "18 em/1 máy"),
    Example("SL017", "2 giờ 30 phút", "phút", "length", "duration", 150, "2 giờ 30 phút", "2 giờ 30 phút"),
    Example("SL018", "-3", "em", "fewer", "count", -3, "-3", "-3"),
    Example("SL019", "20", "USD", "fee", "money", 20, "20 USD", "20 USD", qualifier="không quá"),
)

INDICATORS = {
    "teams": ("đội", "count"),
    "share": ("%", "percentage"),
    "births": ("‰", "percentage"),
    "gain": ("điểm %", "percentage"),
    "change": ("%", "percentage"),
    "covered": ("huyện", "ratio"),
    "over_plan": ("em", "ratio"),
    "planted": ("ha", "ratio"),
    "half": ("số xã", "ratio"),
    "budget": ("đồng", "money"),
    "aid": ("USD", "money"),
    "fee": ("USD", "money"),
    "sessions": ("buổi", "range"),
    "attendance": ("%", "range"),
    "place": ("huyện", "rank"),
    "per_machine": ("em/máy", "rate"),
    "length": ("phút", "duration"),
    "fewer": ("em", "count"),
}
_AT_MOST = {"share": "100", "covered": "1", "attendance": "100"}

ROWS: dict[str, list[dict[str, str]]] = {
    "shortcomings": [{"shortcoming_id": "KD91", "order": "1", "title": "Khuyết điểm giả định"}],
    "criteria": [
        {
            "criterion_id": f"KD91.{number}",
            "shortcoming_id": "KD91",
            "aspect": f"Tiêu chí {figure}",
            "kind": "measured",
            "figure": figure,
            "comparator": comparator,
            "threshold": threshold,
            "evidence": figure,
        }
        for number, (figure, comparator, threshold) in enumerate(
            [
                ("SL012", ">=", "3 buổi"),  # all of the range is
                ("SL014", ">=", "95%"),
                ("SL015", "<=", "thứ 5/12"),  # lower is better
                ("SL017", "<=", "3 giờ 00 phút"),
                ("SL011", ">=", "100.000 USD"),
                ("SL005", ">=", "-2%"),
                ("SL013", "=", "3-5 buổi"),
            ],
            start=1,
        )
    ],
    "figures": [
        {
            "figure_id": row.code,
            "printed": row.printed,
            "unit": row.unit,
            "indicator": row.indicator,
            "qualifier": row.qualifier,
        }
        for row in PRINTED
    ],
    "computed": [
        {
            "computed_id": "TL91",
            "label": "Viện trợ còn lại",
            "formula": "difference",
            "operands": "SL011;SL019",
            "decimals": "0",
        }
    ],
    "targets": [
        {
            "target_id": "CT91",
            "count": "1",
            "statement": "Chỉ tiêu giả định",
            "itemised": "có",
            "declared_status": "met",
        }
    ],
    "target_parts": [
        {
            "part_id": f"CT91.{number}",
            "target_id": "CT91",
            "count": "1",
            "statement": statement,
            "comparator": comparator,
            "threshold": threshold,
            "figure": figure,
        }
        for number, (figure, comparator, threshold, statement) in enumerate(
            [
                ("SL001", ">=", "04", "Số đội"),
                ("SL012", ">=", "3-5 buổi", "Số buổi"),
                ("SL015", "<=", "thứ 4/12", "Thứ hạng"),
            ],
            start=1,
        )
    ],
    "documents": [],
    "declared": [{"shortcoming_id": "KD91", "class": "remedied", "section": "III.1"}],
    "measures": [],
    "indicators": [
        {
            "indicator_id": code,
            "name": f"Chỉ số {code}",
            "unit_of_measure": unit,
            "kind": kind,
            "at_most": _AT_MOST.get(code, ""),
            "printed_units": "triệu đồng" if unit == "đồng" else "",
        }
        for code, (unit, kind) in INDICATORS.items()
    ],
    "units_of_measure": [
        {"name": "đội", "divisible": "không"},
        {"name": "buổi", "divisible": "không"},
        {"name": "em", "divisible": "không"},
    ],
}

PROSE = (
    "Đây là dữ liệu giả định.\n\n# KẾT QUẢ\n\n"
    + "\n\n".join(f"Kết quả của {row.indicator} là @{row.code} trong năm." for row in PRINTED)
    + "\n\nCòn lại @TL91. Khuyết điểm @KD91.\n\n```chart\nkind: targets\ncaption: Chỉ tiêu giả định\n```\n"
)


def make_project(folder: Path, language: str = "vi") -> Path:
    """A project with the run of every kind in an empty folder; gives the folder."""
    return invented.make_project(folder, language, rows=ROWS, prose=PROSE)
