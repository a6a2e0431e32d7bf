"""``findings.xlsx``: the findings of a run as a workbook that reviewers fill in, and what they filled in.

Nothing in it is locked: rows may be sorted and filtered, columns made wider. What must not change is told
by a code at the end of each row. It is read as strictly as a register.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from khacphuc.data.fingerprints import one_line, seal
from khacphuc.data.registers import WRITTEN_ON, without_times
from khacphuc.fields import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    Choices = Mapping[tuple[str, str], tuple[str, ...]]

NAME = "findings.xlsx"
SHEET = "Trả lời"
GUIDE = "Hướng dẫn"
DECISIONS = {"chấp nhận": "accepted", "đã sửa": "corrected", "đang xem xét": "under_review"}
"""How people choose a decision, and what it is called in the table ``answers``."""

ABOUT_ANSWERS = "AN-"
"""Findings of these rules are about answers; they are mended in the table, not answered."""

CUT = "… (xem tables/findings.csv)"
"""The end of a text that is longer than a cell holds."""

_LONGEST_TEXT = 30_000  # a cell holds 32,767
_LONGEST_LIST = 255  # characters a drop-down list may have
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SEVERITIES = {"critical": "nghiêm trọng", "warning": "cần xem xét"}
_FILL_IN = PatternFill("solid", fgColor="FFF5E6C8")
_HEAD = PatternFill("solid", fgColor="FFE3E7EB")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its heading, its width in characters, whether people fill it in."""

    name: str
    heading: str
    width: int
    filled: bool = False


COLUMNS = (
    Column("rule", "Quy tắc", 9),
    Column("row_id", "Mã dòng", 11),
    Column("severity", "Mức độ", 13),
    Column("observed", "Nơi in và nội dung đã in", 52),
    Column("expected", "Đúng ra", 24),
    Column("description", "Việc cần làm", 38),
    Column("decision", "Quyết định ▼", 15, filled=True),
    Column("uses", "Số được dùng ▼", 13, filled=True),
    Column("reason", "Lý do", 36, filled=True),
    Column("role", "Chức vụ người quyết định", 22, filled=True),
    Column("date", "Ngày (dd/mm/yyyy)", 13, filled=True),
    Column("answer", "Câu trả lời đã ghi", 30),
    Column("seal", "Mã kiểm soát", 20),
)

_GUIDE = (
    "Cách trả lời các phát hiện",
    (
        "Mỗi dòng của trang «Trả lời» là một phát hiện. Chỉ điền vào các cột có nền vàng; dòng chưa quyết "
        "định thì để trống."
    ),
    (
        "Quyết định: chọn «chấp nhận» khi số liệu đã đúng như văn bản và có lý do; «đã sửa» khi đã sửa "
        "bảng số liệu; «đang xem xét» khi chưa kết luận."
    ),
    (
        "Chỉ «chấp nhận» mới cho phép công bố. «Đã sửa» khép lại khi dòng số liệu thật sự đã đổi. Nếu "
        "dòng đổi sau khi trả lời thì phát hiện được mở lại."
    ),
    "Số được dùng: khi hai nơi in hai số khác nhau, chọn mã của số mà văn bản chính thức phải in.",
    "Lý do, chức vụ và ngày là bắt buộc. Ngày viết theo thứ tự ngày/tháng/năm, ví dụ 03/3/2021.",
    (
        "Không chấp nhận được: mã trùng hoặc sai, ô không đọc được, dẫn chiếu không có, phép kiểm tra bị "
        "lỗi. Những phát hiện này phải sửa trong bảng số liệu."
    ),
    "Được sắp xếp, lọc, nới cột. Không sửa các cột nền trắng và cột «Mã kiểm soát».",
    (
        "Lưu thành tệp riêng (Save As) trước khi điền, vì tệp này được tạo lại ở mỗi lần chạy. Điền xong, "
        "gửi cho người phụ trách số liệu để ghi lại bằng lệnh: khacphuc answer <báo cáo> <tệp>."
    ),
)


def findings_workbook(findings: pd.DataFrame, choices: Choices) -> bytes:
    """The findings as a workbook to answer in; the same findings give the same bytes.

    Args:
        findings: with ``checks.findings.FINDING_COLUMNS``, in the order they are to be shown.
        choices: by rule and row, the figures of which one is to be chosen.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    asked = findings[~findings["rule"].str.startswith(ABOUT_ANSWERS)]
    for index, column in enumerate(COLUMNS, start=1):
        _write(sheet, 1, index, column.heading)
        head = sheet.cell(1, index)
        head.font, head.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    for number, row in enumerate(asked.to_dict("records"), start=2):
        told = _shown({str(name): cell for name, cell in row.items()})
        for index, column in enumerate(COLUMNS, start=1):
            _write(sheet, number, index, told.get(column.name, ""))
            if column.filled:
                sheet.cell(number, index).fill = _FILL_IN
        if offered := choices.get((row["rule"], row["row_id"])):
            _offer(sheet, "uses", f"{number}:{number}", offered, strict=False)
    last = len(asked) + 1
    if last > 1:
        _offer(sheet, "decision", f"2:{last}", tuple(DECISIONS), strict=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    _fit_to_paper(sheet)
    _write_guide(workbook.create_sheet(GUIDE))
    workbook.properties.created = WRITTEN_ON
    workbook.properties.title = "Phiếu trả lời phát hiện"
    stream = io.BytesIO()
    workbook.save(stream)
    return without_times(stream.getvalue())


def _shown(row: dict[str, Any]) -> dict[str, str]:
    """What the sheet shows of a finding; one place a line."""
    observed = one_line(row["observed"])
    if len(observed) > _LONGEST_TEXT:
        observed = observed[:_LONGEST_TEXT] + CUT
    words = {name: one_line(str(row[name])) for name in ("rule", "row_id", "expected", "description")}
    return words | {
        "severity": _SEVERITIES.get(row["severity"], row["severity"]),
        "observed": observed.replace(" | ", "\n"),
        "answer": one_line(row["answer"])[:_LONGEST_TEXT],
        "seal": seal(words["rule"], words["row_id"], row["observed"]),
    }


def _write(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.number_format = "@"
    if text:
        cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"  # openpyxl takes =1 for a formula


def _offer(sheet: Any, name: str, rows: str, values: tuple[str, ...], *, strict: bool) -> None:
    """A list to choose from; where rows may have been sorted the choice is only advised."""
    listed = ",".join(values)
    if len(listed) > _LONGEST_LIST:
        return
    offered = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    offered.errorStyle = "stop" if strict else "warning"
    offered.errorTitle = next(column.heading for column in COLUMNS if column.name == name)
    offered.error = f"Chọn trong: {listed.replace(',', ', ')}"[:_LONGEST_LIST]
    letter = get_column_letter(next(i for i, column in enumerate(COLUMNS, 1) if column.name == name))
    first, _, last = rows.partition(":")
    offered.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(offered)


def _fit_to_paper(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _write_guide(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, text in enumerate(_GUIDE, start=1):
        _write(sheet, number, 1, text)
    sheet.cell(1, 1).font = Font(bold=True, size=14)


def codes_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """The rows a finding is about: its own, and those of the disagreement."""
    return tuple(code for code in (row["row_id"], *row["related"].split(SEPARATOR)) if code)
