"""A project that can be given new runs, and their registers filled in as a person would."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl

from khacphuc.office.workbook import FIRST_ROW, HEADER_ROW
from khacphuc.project.files import read_text, write_text
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

from .. import run2021

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def make_project(folder: Path) -> Layout:
    """A copy of what a project with the run 2021 holds."""
    for part in ("params", "expectations", "notebooks", "data/raw"):
        shutil.copytree(run2021.ROOT / part, folder / part)
    return Layout(folder)


def fill(
    register: Path, cells: Mapping[str, Mapping[str, Mapping[str, str]]], *, to: Path | None = None
) -> None:
    """Fill in a register: example rows are deleted, cells typed, rows that are not there added.

    Args:
        register: the workbook.
        cells: by table, by key of the row, by column.
        to: where it is saved; by default where it lies.
    """
    workbook = openpyxl.load_workbook(register)
    for name, table in TABLES.items():
        if name not in workbook.sheetnames:
            continue
        sheet = workbook[name]
        places = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
        key = places[table.key]
        if str(sheet.cell(FIRST_ROW, key).value).startswith("VD:"):
            sheet.delete_rows(FIRST_ROW)
        rows = {
            sheet.cell(row, key).value: row
            for row in range(FIRST_ROW, sheet.max_row + 1)
            if sheet.cell(row, key).value
        }
        for code, typed in cells.get(name, {}).items():
            row = rows.setdefault(code, FIRST_ROW + len(rows))
            sheet.cell(row, key).value = code
            for column, text in typed.items():
                sheet.cell(row, places[column]).value = text
    workbook.save(to or register)


def write_prose(file: Path) -> None:
    """Write one sentence into the prose that `new` wrote, below the heading of the outcome."""
    text = read_text(file).replace("[…]", "Họp xét không thường kỳ")
    write_text(file, text.replace("### Kết quả\n", "### Kết quả\n\nĐã xét @SL001.\n"))


#: The year of an office without targets, computed numbers, documents and measures. Invented.
SMALL_YEAR = {
    "shortcomings": {"KD1": {"order": "1", "field": "sinh hoạt", "title": "Chưa họp xét thường kỳ"}},
    "criteria": {
        "KD1.1": {
            "shortcoming_id": "KD1",
            "aspect": "Xét, xếp loại mỗi quý",
            "kind": "measured",
            "figure": "SL001",
            "comparator": ">=",
            "threshold": "04",
            "evidence": "SL001",
        }
    },
    "figures": {
        "SL001": {
            "section": "III.1.2",
            "paragraph": "1",
            "printed": "12",
            "unit": "lần",
            "indicator": "rating_rounds",
        }
    },
    "declared": {
        "KD1": {
            "class": "remedied",
            "overall_class": "remedied",
            "direction": "Duy trì kết quả",
            "section": "III.1.3",
        }
    },
}

_JUDGED = {"reason": "Theo biên bản kiểm điểm cuối năm", "evidence": "VB12"}
#: 2022 after 2021: KD2 is remedied, KD1 and KD4 improve, KD3 gets worse. Invented.
YEAR_2022 = {
    "figures": {
        "SL001": {"printed": "10/11"},
        "SL002": {"printed": "2.050"},
        "SL003": {"printed": "5,2%"},
        "SL004": {"printed": "12,4%"},
        "SL005": {"printed": "06"},
        "SL006": {"printed": "100%"},
        "SL007": {"printed": "94/94"},
        "SL008": {"printed": "04"},
    },
    "criteria": {
        "KD1.2": {"status": "improved", **_JUDGED},
        **{code: {"status": "achieved", **_JUDGED} for code in ("KD2.3", "KD2.4")},
        **{code: {"status": "worse", **_JUDGED} for code in ("KD3.1", "KD3.2", "KD3.3")},
        **{code: {"status": "improved", **_JUDGED} for code in ("KD4.1", "KD4.2")},
    },
    "targets": {
        "CT01": {"declared_status": "met"},
        "CT02": {"declared_status": "not_met"},
        "CT03": {"declared_status": "met"},
    },
    "target_parts": {"CT02.1": {"declared_status": "met"}, "CT02.3": {"declared_status": "not_met"}},
    "measures": {
        f"GP{number}.1": {"shortcoming_id": f"KD{number}", "description": "Giải pháp giả định của năm"}
        for number in (1, 2, 3, 4)
    },
    "documents": {
        "VB12": {
            "type": "Kế hoạch",
            "symbol": "12-KH/TĐTN-VP",
            "issued_on": "05/02/2022",
            "issuer": "Ban Thường vụ Tỉnh đoàn",
            "subject": "Khắc phục khuyết điểm, dữ liệu mô phỏng",
        }
    },
    "declared": {
        "KD1": {"class": "improved", "overall_class": "improved", "direction": "Tiếp tục khắc phục"},
        "KD2": {"class": "remedied", "overall_class": "remedied", "direction": "Duy trì kết quả"},
        "KD3": {"class": "not_remedied", "overall_class": "not_remedied", "direction": "Khắc phục lại"},
        "KD4": {"class": "improved", "overall_class": "improved", "direction": "Tiếp tục khắc phục"},
    },
}
