"""An invented run, to look at what is made of any: synthetic, every name and number in it is made up.

Other codes, another year, a new document with answers, texts that are hard to show; in Vietnamese or English.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from khacphuc.schema.tables import REFERENCE_TABLES, TABLES

from . import run2021

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Rows = list[dict[str, str]]

RUN = "2031"
LONG = "đoàn-viên-" * 12
UGLY = f"Việc thử <script>alert(1)</script> & «ngoặc» שלום {LONG}"

PARAMETERS = """\
# Synthetic: every name and number is made up.
year: 2031
status: draft
language: LANGUAGE
profile: youth-union
title: Kết quả khắc phục (dữ liệu giả định để thử)
issuer: {superior: TỈNH ĐOÀN THỬ NGHIỆM, body: BAN THƯỜNG VỤ, symbol: BC/TN, place: Nơi thử}
document: {number: "", date: ""}
signatory: {authority: TM. BAN THƯỜNG VỤ, office: BÍ THƯ, name: Nguyễn Văn Thử}
recipients: [Lưu]
previous: ""
due: ""
annexes: [figures]
"""

PROSE = """\
Đây là dữ liệu giả định. Có @SL901 khuyết điểm, theo @VB91.

# KẾT QUẢ

Đã tập huấn @SL902 lượt trên @SL903 lượt, đạt @TL91.

Khuyết điểm @KD91.
"""

ROWS = {
    "shortcomings": [
        {"shortcoming_id": "KD91", "order": "1", "title": UGLY},
        {"shortcoming_id": "KD92", "order": "2", "title": "Khuyết điểm giả định thứ hai"},
    ],
    "criteria": [
        {
            "criterion_id": "KD91.1",
            "shortcoming_id": "KD91",
            "aspect": "Tập huấn đủ số lượt",
            "kind": "measured",
            "figure": "SL902",
            "comparator": ">=",
            "threshold": "SL903",
            "evidence": "SL902;SL903",
        },
        {
            "criterion_id": "KD91.2",
            "shortcoming_id": "KD91",
            "aspect": UGLY,
            "kind": "judged",
            "status": "worse",
            "reason": "Nhận định giả định",
            "evidence": "1",
            "proxy": "có",
        },
    ],
    "figures": [
        {"figure_id": "SL901", "printed": "02", "unit": "khuyết điểm", "indicator": "faults"},
        {"figure_id": "SL902", "printed": "1234", "unit": "lượt", "indicator": "trained"},
        {"figure_id": "SL903", "printed": "1.500", "unit": "lượt", "indicator": "required"},
        {"figure_id": "SL904", "printed": "1.240", "unit": "lượt", "indicator": "trained"},
        {"figure_id": "SL905", "printed": "80%", "unit": "%", "indicator": "share"},
        {"figure_id": "SL906", "printed": "không rõ", "unit": "lượt", "indicator": "required"},
        {"figure_id": "SL907", "printed": "1/2", "unit": "nội dung", "indicator": "met"},
    ],
    "computed": [
        {
            "computed_id": "TL91",
            "label": "Mức tập huấn",
            "formula": "share",
            "operands": "SL902;SL903",
            "decimals": "1",
            "reproduces": "SL905",
        }
    ],
    "targets": [
        {
            "target_id": "CT91",
            "count": "1",
            "statement": UGLY,
            "itemised": "có",
            "declared_status": "not_met",
            "parts_ratio": "SL907",
        },
        {"target_id": "CT92", "count": "3", "statement": "Ba chỉ tiêu chỉ đếm", "declared_status": "met"},
    ],
    "target_parts": [
        {
            "part_id": "CT91.1",
            "target_id": "CT91",
            "count": "1",
            "statement": "Số lượt tập huấn",
            "comparator": ">=",
            "threshold": "SL903",
            "figure": "SL902",
        },
        {
            "part_id": "CT91.2",
            "target_id": "CT91",
            "count": "1",
            "statement": "Có kế hoạch",
            "declared_status": "met",
        },
    ],
    "documents": [
        {
            "document_id": "VB91",
            "type": "Kế hoạch",
            "symbol": "12-KH/TN",
            "issued_on": "05/02/2031",
            "issuer": "Tỉnh đoàn Thử Nghiệm",
            "subject": "Kế hoạch giả định",
        }
    ],
    "declared": [
        {"shortcoming_id": "KD91", "class": "partly", "section": "III.1"},
        {"shortcoming_id": "KD92", "class": "improved", "section": "III.1"},
    ],
    "measures": [],
    "indicators": [
        {"indicator_id": "faults", "name": "Khuyết điểm", "unit_of_measure": "khuyết điểm", "kind": "count"},
        {"indicator_id": "trained", "name": "Lượt tập huấn", "unit_of_measure": "lượt", "kind": "count"},
        {"indicator_id": "required", "name": "Lượt phải đạt", "unit_of_measure": "lượt", "kind": "count"},
        {"indicator_id": "share", "name": "Tỷ lệ đạt", "unit_of_measure": "%", "kind": "percentage"},
        {"indicator_id": "met", "name": "Nội dung đạt", "unit_of_measure": "nội dung", "kind": "ratio"},
    ],
}


def make_project(
    folder: Path, language: str = "vi", *, rows: Mapping[str, Rows] = ROWS, prose: str = PROSE
) -> Path:
    """A project with the invented run, or other tables and prose, in an empty folder; gives the folder."""
    for part in ("expectations", "notebooks", "params/policy"):
        shutil.copytree(run2021.ROOT / part, folder / part)
    write(folder / "params" / f"{RUN}.yml", PARAMETERS.replace("LANGUAGE", language))
    write(folder / "params" / f"{RUN}.md", prose)
    tables = [name for name in rows if name != "indicators"]
    source = f"title: Giả định\nshort: Báo cáo thử\nissuer: Thử\nsha256: {'a' * 64}\n"
    write(folder / "data" / "raw" / RUN / "x.source.yml", f"{source}tables: [{', '.join(tables)}]\n")
    for name, lines in rows.items():
        place = "reference" if name in REFERENCE_TABLES else RUN
        write(folder / "data" / "raw" / place / f"{name}.csv", csv_of(name, lines))
    return folder


def csv_of(name: str, rows: Rows) -> str:
    """A raw table; figures stand in section III.1, one paragraph each."""
    columns = [field.name for field in TABLES[name].raw]
    lines = [",".join(columns)]
    for number, row in enumerate(rows, start=1):
        cells = {"section": "III.1", "paragraph": str(number), **row} if name == "figures" else row
        lines.append(",".join('"{}"'.format(cells.get(column, "").replace('"', '""')) for column in columns))
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> None:
    """Write a text file and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
