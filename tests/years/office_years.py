"""Invented years of an office, small enough to be read."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.schema.tables import TABLES
from khacphuc.years.year import Year

NEEDED = (
    *("shortcomings", "measures", "criteria", "figures", "indicators", "units"),
    *("collections", "collection_items"),
)
INDICATORS = [
    {"indicator_id": "branches", "name": "Chi đoàn", "unit_of_measure": "chi đoàn", "kind": "count"},
    {
        "indicator_id": "sessions",
        "name": "Buổi tuyên truyền",
        "unit_of_measure": "buổi",
        "kind": "count",
        "gathered_from": "commune",
    },
    {"indicator_id": "considered", "name": "Được xét", "unit_of_measure": "người", "kind": "count"},
    {
        "indicator_id": "admitted",
        "name": "Được kết nạp",
        "unit_of_measure": "người",
        "kind": "count",
        "variant_of": "considered",
    },
]
UNITS = [{"unit_id": code, "name": f"Xã {code}", "level": "commune"} for code in ("A", "B", "C")]
FIGURES = [
    {"figure_id": "SL001", "indicator": "branches", "printed": "12", "unit": "chi đoàn"},
    {"figure_id": "SL002", "indicator": "sessions", "printed": "252", "unit": "buổi"},
]
SHORTCOMINGS = [
    {"shortcoming_id": "KD1", "order": "1", "title": "Giấy tờ gửi muộn"},
    {"shortcoming_id": "KD2", "order": "2", "title": "Sinh hoạt chi đoàn đơn điệu"},
]
COLLECTIONS = [
    {
        "collection_id": "monthly",
        "title": "Báo cáo tháng",
        "form_version": "1",
        "period_type": "month",
        "cutoff": "calendar",
        "due_days": "5",
        "units": "commune",
    }
]
ITEMS = [{"item_id": "M1", "collection": "monthly", "order": "1", "indicator": "sessions"}]


def table(name, rows):
    """A clean table of typed rows; columns left out are empty."""
    schema = TABLES[name]
    cells = [
        {field.name: row.get(field.name, "") for field in schema.fields if not field.derived}
        | {"file": f"{name}.csv", "line": line}
        for line, row in enumerate(rows, start=2)
    ]
    return clean_table(schema, text_frame(schema, cells))


def year_of(number, *, classes=(("KD1", "partly"), ("KD2", "remedied")), **rows):
    """A year with the rows above, or others; ``rate`` is what the communes reported, in per cent."""
    rate = rows.pop("rate", None)
    figures = [{"section": "1", "paragraph": "1"} | row for row in rows.pop("figures", FIGURES)]
    typed = {
        "shortcomings": SHORTCOMINGS,
        "indicators": INDICATORS,
        "units": UNITS,
        "collections": COLLECTIONS,
        "collection_items": ITEMS,
        "figures": figures,
    } | rows
    tables = {name: table(name, typed.get(name, [])) for name in NEEDED}
    assessed = pd.DataFrame(classes, columns=["shortcoming_id", "computed_class"])
    year = Year(
        run=str(number),
        office="tinh-doan",
        year=number,
        is_synthetic=True,
        tables=tables,
        targets=pd.DataFrame(columns=["target_id", "part_id", "count", "statement", "status"]),
        criteria=pd.DataFrame(columns=["criterion_id", "shortcoming_id", "status"]),
        assessments=assessed.assign(declared_class=""),
    )
    if rate is None:
        return year
    rates = {"collection": ["monthly"], "period": [""], "parent": [""], "rate": [rate]}
    rates |= {"expected": [100], "actual": [int(rate)]}
    return replace(year, rates=pd.DataFrame(rates))


def changed(rows, key, code, **cells):
    """The same rows, one of them with other cells."""
    return [row | cells if row[key] == code else row for row in rows]
