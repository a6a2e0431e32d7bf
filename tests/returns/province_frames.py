"""The province of ninety-four communes as the tables that rates and totals are made of, without files."""

from __future__ import annotations

import math
from itertools import count
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.returns.expected import expected_reports

from .province import ASKED_ITEMS, ITEMS, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khacphuc.office.example.returns import ReportCollection, UnitReport

_DAYS = "datetime64[us]"


def unit_frame(collection: ReportCollection) -> pd.DataFrame:
    """The units as a clean table."""
    rows = [
        {
            "unit_id": unit.unit_id,
            "level": "commune",
            "parent": unit.parent,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "succeeded_by": "",
        }
        for unit in collection.units
    ]
    return pd.DataFrame(rows).astype({"valid_from": _DAYS, "valid_to": _DAYS})


def collection_frame(collection: ReportCollection) -> pd.DataFrame:
    """The collection as a clean table."""
    return pd.DataFrame(
        {
            "collection_id": [collection.collection_id],
            "period_type": collection.period_type,
            "cutoff": "calendar",
            "units": "commune",
            "includes_children": False,
            "complete_needs": "",
            "due_days": pd.array([collection.due_days], dtype="Int64"),
        }
    )


def expected_frame(collection: ReportCollection) -> pd.DataFrame:
    """The reports the collection is to get."""
    return expected_reports(collection_frame(collection), unit_frame(collection), YEAR)


def form_frame(reports: Iterable[UnitReport]) -> pd.DataFrame:
    """The forms that came in, each in a file of its own."""
    rows = [
        {
            "file": f"received/{number}.xlsx",
            "sheet": report.period,
            "sha256": f"{number:064}",
            "collection": report.collection,
            "unit_id": report.unit_id,
            "period": report.period,
            "revision": report.revision,
            "form_version": "1",
            "declared_complete": report.complete,
            "nil": report.nil,
            "received_on": report.received_on,
            "state": report.state,
        }
        for number, report in zip(count(), reports, strict=False)
    ]
    frame = pd.DataFrame(rows).astype({"revision": "Int64", "received_on": _DAYS})
    return frame.astype(dict.fromkeys(("collection", "unit_id", "period", "state"), "str"))


def indicator_frame() -> pd.DataFrame:
    """The indicators as a clean table."""
    return pd.DataFrame(
        [
            {
                "indicator_id": item.indicator,
                "name": ITEMS[item.indicator][0],
                "unit_of_measure": ITEMS[item.indicator][1],
                "kind": ITEMS[item.indicator][2],
                "over_time": item.over_time,
                "over_units": item.over_units,
                "distinct": item.distinct,
            }
            for item in ASKED_ITEMS
        ]
    )


def item_frame(collection: ReportCollection) -> pd.DataFrame:
    """The items as a clean table."""
    rows = [
        {"collection": collection.collection_id, "indicator": item.indicator, "relevant": ""}
        for item in collection.items
    ]
    return pd.DataFrame(rows).astype("str").assign(required=True, order=range(1, len(rows) + 1))


def value_frame(forms: pd.DataFrame, reports: Sequence[UnitReport]) -> pd.DataFrame:
    """The values of the forms that are counted; a form is at the place of its report."""
    rows = [
        (
            *(report.collection, report.unit_id, report.period, indicator),
            math.nan if report.nil or value is None else float(value),
            "nil" if report.nil else "missing" if value is None else "normal",
        )
        for report, counted in zip(reports, forms["counted"], strict=True)
        if counted == "yes"
        for indicator, value in report.answers.items()
    ]
    return pd.DataFrame(rows, columns=["collection", "unit_id", "period", "indicator", "value", "status"])


def frames(collection: ReportCollection) -> dict[str, pd.DataFrame]:
    """The clean tables of the province."""
    return {
        "collections": collection_frame(collection),
        "collection_items": item_frame(collection),
        "indicators": indicator_frame(),
        "units": unit_frame(collection),
    }
