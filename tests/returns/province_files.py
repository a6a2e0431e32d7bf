"""The province of ninety-four communes as a project with real forms that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.store import clean_run
from khacphuc.office.example.names import TerritorialUnit
from khacphuc.office.example.received_forms import FormFiller, receipt_rows
from khacphuc.project.files import write_bytes
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.returns.form_tables import form_definitions

from .. import invented
from .province import COLLECTION, ITEMS, YEAR

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from khacphuc.office.example.returns import ReportCollection, UnitReport

RUN = invented.RUN


def write_province(folder: Path, collection: ReportCollection, reports: list[UnitReport]) -> Layout:
    """Write the project: its tables, and a workbook for every report."""
    tables = {**invented.ROWS, **_rows(collection)}
    layout = Layout(invented.make_project(folder, rows=tables))
    units = {
        unit.unit_id: TerritorialUnit(unit.unit_id, f"Xã {unit.unit_id}", "commune", unit.parent)
        for unit in collection.units
    }
    filler = FormFiller(RUN, YEAR, [collection], form_definitions(clean(layout)), units)
    forms = [filler.received(report) for report in reports]
    for form in forms:
        write_bytes(layout.raw(RUN) / form.file, form.data)
    receipts = invented.csv_of("receipts", [*receipt_rows(forms)])
    invented.write(layout.raw(RUN) / "receipts.csv", receipts)
    return layout


def clean(layout: Layout) -> dict[str, pd.DataFrame]:
    """The clean tables of the project."""
    return clean_run(Workspace(layout, RUN, layout.runs(RUN) / "test"))


def _rows(collection: ReportCollection) -> dict[str, list[dict[str, str]]]:
    parents = sorted({unit.parent for unit in collection.units})
    return {
        "units": [
            {"unit_id": "DV1", "name": "Tỉnh Thử Nghiệm", "level": "province"},
            *(
                {"unit_id": parent, "name": f"Huyện {parent}", "level": "district", "parent": "DV1"}
                for parent in parents
            ),
            *(
                {
                    "unit_id": unit.unit_id,
                    "name": f"Xã {unit.unit_id}",
                    "level": "commune",
                    "parent": unit.parent,
                    "valid_from": f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else "",
                    "valid_to": f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else "",
                }
                for unit in collection.units
            ),
        ],
        "indicators": [
            *invented.ROWS["indicators"],
            *(
                {
                    "indicator_id": item.indicator,
                    "name": ITEMS[item.indicator][0],
                    "unit_of_measure": ITEMS[item.indicator][1],
                    "kind": ITEMS[item.indicator][2],
                    "over_time": item.over_time,
                    "over_units": item.over_units,
                    "distinct": "có" if item.distinct else "",
                }
                for item in collection.items
            ),
        ],
        "collections": [
            {
                "collection_id": COLLECTION,
                "title": "Báo cáo tháng",
                "form_version": "1",
                "period_type": "month",
                "cutoff": "calendar",
                "due_days": str(collection.due_days),
                "units": "commune",
            }
        ],
        "collection_items": [
            {
                "item_id": f"MB{place:04}",
                "collection": COLLECTION,
                "order": str(place),
                "indicator": item.indicator,
                "required": "có",
                "required_message": "Điền số",
            }
            for place, item in enumerate(collection.items, start=1)
        ],
    }
