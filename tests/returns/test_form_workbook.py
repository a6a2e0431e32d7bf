"""A form says whose it is, asks what the collection asks, and is the same whenever it is written."""

from __future__ import annotations

import io
import subprocess
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from khacphuc.data.returns.form_layout import (
    COMPLETE_ROW,
    FIRST_ITEM_ROW,
    FORM_COLUMNS,
    FORM_IDENTITY,
    FORM_SHEET,
    HEAD_ROW,
    ITEM_COLUMN,
    NIL_ROW,
    REVISION_ROW,
    VALUE_COLUMN,
    form_labels,
    labels_checksum,
)
from khacphuc.locale import LANGUAGES
from khacphuc.returns.form_sheet import FormAnswers
from khacphuc.returns.form_workbook import FormWriter

from ..render.office import needs_office
from . import forms

FILLED = FormAnswers(
    values={"sessions": 4, "attendances": 3, "leaflets": 20, "rate": Decimal("65.5")},
    reasons={"spent": "=chưa quyết toán"},
    is_complete=True,
    revision=2,
)


def opened(*sheets, language="vi"):
    """The workbook of some sheets, read by openpyxl."""
    content = FormWriter(forms.DEFINITION, "nang-2031", language).workbook(sheets)
    return load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_is_laid_out_as_its_readers_expect(language):
    """Labels, heads and items stand where the layout has them, in the language of the form."""
    form, labels = opened(forms.sheet(), language=language)["2031-03"], form_labels(language)
    rows = {row: form.cell(row, ITEM_COLUMN).value for row in (NIL_ROW, COMPLETE_ROW, REVISION_ROW)}
    assert list(rows.values()) == [labels.nil, labels.complete, labels.revision]
    heads = [form.cell(HEAD_ROW, column).value for column in range(1, len(FORM_COLUMNS) + 1)]
    assert heads == list(labels.columns)
    items = [form.cell(row, ITEM_COLUMN).value for row in range(FIRST_ITEM_ROW, form.max_row + 1)]
    assert items[:3] == ["I. Tuyên truyền", "Số buổi", "Số lượt dự"]
    assert items[4:6] == ["II. Tập hợp", "Tỷ lệ tập hợp"]
    assert form.freeze_panes == "C9"
    assert not form.merged_cells.ranges


def test_the_hidden_sheet_says_whose_each_sheet_is():
    """A row for each sheet, with the codes of unit and period, which no spreadsheet offers to show."""
    workbook = opened(forms.sheet(3), forms.sheet(4, answers=FILLED))
    hidden = workbook[FORM_SHEET]
    assert hidden.sheet_state == "veryHidden"
    head, *rows = [[cell.value for cell in row] for row in hidden.iter_rows()]
    assert tuple(head) == FORM_IDENTITY
    checksum = labels_checksum(forms.DEFINITION.labels)
    same = ("2", "nang-2031", "BM01", "DV101")
    assert rows == [
        ["2031-03", "BM01/DV101/2031-03", *same, "2031-03", "1", checksum],
        ["2031-04", "BM01/DV101/2031-04", *same, "2031-04", "2", checksum],
    ]
    assert workbook.sheetnames == ["2031-03", "2031-04", form_labels("vi").guide, FORM_SHEET]


def test_every_answer_is_checked_when_it_is_typed():
    """Each value has a validation with the collection's message; yes and no are offered to choose from."""
    form = opened(forms.sheet())["2031-03"]
    checks = {str(check.sqref): check for check in form.data_validations.dataValidation}
    assert set(checks) == {"D4", "D5", "D6", "D10", "D11", "D12", "D14", "D15"}
    assert checks["D4"].formula1 == checks["D5"].formula1 == '"có,không"'
    attendances = checks["D11"]
    assert attendances.type == "custom"
    assert attendances.error == "Số lượt không thể ít hơn số buổi"
    assert attendances.prompt == "Một người dự hai buổi là hai lượt"
    assert (checks["D14"].type, checks["D14"].formula1, checks["D14"].formula2) == ("decimal", "0", "100")
    assert checks["D10"].type == "whole"
    assert all(check.showErrorMessage for check in checks.values())


def test_only_answers_can_be_typed():
    """What is answered is not locked; labels, units of measure and checks are."""
    form = opened(forms.sheet())["2031-03"]
    assert form.protection.sheet
    assert not form.protection.password
    is_open = [not form.cell(11, column).protection.locked for column in range(1, len(FORM_COLUMNS) + 1)]
    assert is_open == [name in {"value", "reason", "note"} for name in FORM_COLUMNS]
    assert not any(form[cell].protection.locked for cell in ("D4", "D5", "D6"))


def test_no_text_of_a_table_is_a_formula():
    """Titles, names, labels and answers that begin like a formula are text, letter by letter."""
    form = opened(forms.sheet(name='=HYPERLINK("x")', answers=FILLED))["2031-03"]
    assert form["A1"].value == "Báo cáo tháng @SUM(A1)"
    assert form["A2"].value == 'Đơn vị: =HYPERLINK("x") (DV101)'
    assert form.cell(15, ITEM_COLUMN).value == forms.FORMULA_LIKE
    assert form["E15"].value == "=chưa quyết toán"
    assert {form.cell(15, ITEM_COLUMN).data_type, form["E15"].data_type} <= {"s", "inlineStr"}


def test_answers_stand_in_their_cells():
    """A form that is written filled in has values, reasons and declarations."""
    form = opened(forms.sheet(answers=FILLED))["2031-03"]
    values = [form.cell(row, VALUE_COLUMN).value for row in (4, 5, 6, 10, 11, 12, 14, 15)]
    assert values == [None, "có", 2, 4, 3, 20, 65.5, None]


def test_the_same_form_has_the_same_bytes():
    """Nothing of the hour or the machine goes into a form."""
    once, again = (
        FormWriter(forms.DEFINITION, "nang-2031", "vi").workbook([forms.sheet(answers=FILLED)])
        for _ in range(2)
    )
    assert once == again


@pytest.mark.full
@needs_office
def test_libreoffice_checks_a_form_and_keeps_its_checks(tmp_path):
    """Opened and saved in LibreOffice, a form says what is wrong with each row, and has all validations."""
    files = [tmp_path / f"{language}.xlsx" for language in LANGUAGES]
    for language, file in zip(LANGUAGES, files, strict=True):
        writer = FormWriter(forms.DEFINITION, "nang-2031", language)
        file.write_bytes(writer.workbook([forms.sheet(level="district", answers=FILLED)]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*convert, *map(str, files)], check=True, capture_output=True, timeout=120)
    for file, met in zip(files, ("Đạt", "OK"), strict=True):
        saved = load_workbook(tmp_path / "saved" / file.name, data_only=True)
        form = saved["2031-03"]
        checks = [form.cell(row, len(FORM_COLUMNS)).value for row in (10, 11, 12, 14, 15)]
        assert checks[:3] == [met, "Số lượt không thể ít hơn số buổi", "Quá ba tờ một lượt: xem lại"]
        assert checks[3] == "Điền cả hai"
        assert not checks[4]
        assert len(form.data_validations.dataValidation) == 8
        assert saved[FORM_SHEET].sheet_state in {"hidden", "veryHidden"}
