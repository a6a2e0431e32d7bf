"""Tests of `khacphuc.review.workbook`: what reviewers get."""

import io
import time
import zipfile

import pytest
from openpyxl import load_workbook

from khacphuc.data.xlsx.container import open_container
from khacphuc.locale import words
from khacphuc.review.workbook import COLUMNS, findings_workbook, headings
from khacphuc.review.workbook_reader import read_answers

from .. import filled
from ..findings import ACCEPTED, finding, note, place

CHOICES = ("SL031", "SL067")
PLACES = (
    place("SL031", "17", unit="chi hội", file="f.csv"),
    place("SL067", "18", unit="chi hội", file="f.csv", line=68),
)


def two(rule="SL-10", row_id="SL031", **cells):
    """A finding about two places."""
    usual = {"related": ("SL067",), "expected": "một giá trị ở mọi nơi", "choices": CHOICES}
    return finding(rule, row_id, *PLACES, **usual | cells)


def opened(data):
    """The workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(data))


def test_a_row_a_finding():
    """Every finding has its row, in their order, in words; those about answers have none."""
    data = findings_workbook([two(), two("AN-01", severity="critical"), two(row_id="", severity="critical")])
    first, second = filled.rows(data)
    assert (first["rule"], first["row_id"], first["severity"]) == ("SL-10", "SL031", "cần xem xét")
    assert first["observed"] == "SL031 «17 chi hội» (f.csv:32)\nSL067 «18 chi hội» (f.csv:68)"
    assert first["expected"] == "một giá trị ở mọi nơi"
    assert (second["row_id"], second["severity"]) == ("", "nghiêm trọng")
    assert all(first[column.name] == "" for column in COLUMNS if column.filled)


def test_what_was_answered_before_is_shown():
    """Beside a finding stands its recorded answer."""
    (row,) = filled.rows(findings_workbook([two(answer=ACCEPTED)]))
    assert row["answer"] == "chấp nhận: đã rà soát (Bí thư, 03/3/2021)"


def test_the_same_findings_give_the_same_bytes():
    """No time of day and no system is written into the file."""
    before = findings_workbook([two()])
    time.sleep(2.1)  # the times in a zip archive are even seconds
    assert findings_workbook([two()]) == before
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_a_workbook_we_would_read():
    """No macros, no links, nothing that the register refuses."""
    assert "xl/workbook.xml" in open_container(findings_workbook([two()]), "findings.xlsx")


def test_lists_to_choose_from():
    """Decisions are offered in every row; figures in those that ask to choose, and there only advised."""
    sheet = opened(findings_workbook([two(), two(row_id="SL061", choices=())]))[filled.SHEET]
    offered = {str(validation.sqref): validation for validation in sheet.data_validations.dataValidation}
    assert offered["G2:G3"].formula1 == '"chấp nhận,khác định nghĩa,đã sửa,đang xem xét"'
    assert offered["G2:G3"].errorStyle == "stop"
    assert offered["H2"].formula1 == '"SL031,SL067"'
    assert offered["H2"].errorStyle == "warning"  # rows may be sorted, and lists stay where they are


def test_reasons_to_choose_from():
    """An issued value that moved has one of six; rows of another kind keep their own list."""
    sheet = opened(findings_workbook([two(), two("PB-01", restates=True, choices=())]))[filled.SHEET]
    offered = {str(validation.sqref): validation for validation in sheet.data_validations.dataValidation}
    assert offered["G2"].formula1 == '"chấp nhận,khác định nghĩa,đã sửa,đang xem xét"'
    assert offered["G3"].formula1 == (
        '"có thông tin mới,đính chính,đổi định nghĩa,đổi đơn vị tính,đổi địa giới,đổi phạm vi báo cáo,'
        'đã sửa,đang xem xét"'
    )
    assert offered["G3"].errorStyle == "warning"


def test_a_list_too_long_for_a_workbook_is_left_out():
    """A spreadsheet would call the file damaged."""
    many = tuple(f"SL{number:03}" for number in range(100))
    sheet = opened(findings_workbook([two(choices=many)]))[filled.SHEET]
    assert [str(validation.sqref) for validation in sheet.data_validations.dataValidation] == ["G2"]


def test_it_can_be_worked_with():
    """Headings stay in sight, rows can be filtered, text wraps and is text; nothing is locked."""
    workbook = opened(findings_workbook([two()]))
    sheet = workbook[filled.SHEET]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:M2"
    assert not sheet.protection.sheet
    assert [cell.value for cell in sheet[1]] == list(headings("vi").values())
    for cell in sheet[2]:
        assert cell.number_format == "@"
        assert cell.alignment.wrap_text
    assert "khacphuc answer" in " ".join(str(cell.value) for cell in workbook.worksheets[1]["A"])


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5 người", "@SUM(1)", "=cmd|' /C calc'!A0", "#N/A"])
def test_no_cell_is_a_formula(text):
    """What begins like a formula is text all the same."""
    sheet = opened(findings_workbook([two(expected=text)]))[filled.SHEET]
    cell = sheet.cell(2, filled.PLACES["expected"])
    assert (cell.data_type, cell.value.strip("«»")) == ("s", text)


def test_signs_no_workbook_can_hold():
    """Control characters are replaced, what looks like an escape is kept, a long text is cut and says so."""
    data = findings_workbook(
        [
            finding("A", "", note("a\x00\x1b[31m _x000D_ b"), expected="_x0041_"),
            finding("B", "", note("x" * 40_000)),
        ]
    )
    first, second = filled.rows(data)
    assert "\x1b" not in first["observed"]
    assert second["observed"].endswith(words("vi", "workbook")["cut"])
    assert len(second["observed"]) < 32_767


def test_without_findings():
    """A run with nothing to answer has an empty sheet."""
    data = findings_workbook([])
    assert filled.rows(data) == []
    assert not opened(data)[filled.SHEET].data_validations.dataValidation


def test_in_english():
    """Headings, guide, decisions and severities come in the language of the run; the seals stay."""
    data = findings_workbook([two()], "en")
    workbook = opened(data)
    assert workbook.sheetnames == ["Answers", "Guide"]
    assert [cell.value for cell in workbook["Answers"][1]] == list(headings("en").values())
    lists = {
        validation.errorStyle: validation.formula1
        for validation in workbook["Answers"].data_validations.dataValidation
    }
    assert lists["stop"] == '"accepted,not related,corrected,under review"'


def test_invented_figures_are_called_so():
    """Both sheets say so on the screen and on paper, and the answers are read as ever."""
    findings = [two()]
    data = findings_workbook(findings, run="2021", synthetic=True)
    label = "SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT"
    for sheet in opened(data):
        assert label in {cell.value for row in sheet.iter_rows() for cell in row}
        assert sheet.oddHeader.center.text == label
    assert not read_answers(data, filename="findings.xlsx").errors
    assert label not in {
        cell.value for sheet in opened(findings_workbook(findings)) for row in sheet for cell in row
    }
