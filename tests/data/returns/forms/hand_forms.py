"""Forms as tests write them: a small workbook that is filled in, to be broken in one way."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from khacphuc.data.returns.form_layout import (
    COMPLETE_ROW,
    FIRST_ITEM_ROW,
    FORM_IDENTITY,
    FORM_SHEET,
    HEAD_ROW,
    NIL_ROW,
    REVISION_ROW,
    form_labels,
    labels_checksum,
)
from khacphuc.data.returns.forms.catalogue import FormCatalogue, ReadableForm, ReadableItem
from khacphuc.data.returns.forms.reader import read_form

ITEMS = (
    ReadableItem("teams", "Đội tuyên truyền", "đội", is_required=True, is_whole=True),
    ReadableItem("sessions", "Số buổi tuyên truyền", "buổi", is_required=True, is_whole=True),
    ReadableItem("money", "Kinh phí hỗ trợ", "triệu đồng"),
    ReadableItem("share", "Tỷ lệ tham gia", "%"),
)
CATALOGUE = FormCatalogue(
    forms={"monthly": ReadableForm("monthly", "2", ITEMS)}, units=frozenset({"DV01", "DV02", "DV72"})
)
ANSWERS = (3, 12, 13.5, 80)
IDENTITY = {
    "sheet": "T3",
    "form_id": "monthly",
    "version": "2",
    "run": "2021",
    "collection": "monthly",
    "unit": "DV01",
    "period": "2021-03",
    "revision": "1",
    "labels_checksum": labels_checksum([(item.label, item.unit) for item in ITEMS]),
}
FILE = "received/a.xlsx"


def workbook(*, answers=ANSWERS, complete="có", nil=None, revision=None, **identity):
    """An openpyxl workbook of a form that is filled in; names and answers may be others."""
    labels = form_labels("vi")
    names = IDENTITY | identity
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = names["sheet"]
    sheet["A1"] = "BÁO CÁO THÁNG"
    sheet["A2"] = f"Đơn vị: Xã Tân Bình ({names['unit']})"
    sheet["A3"] = f"Kỳ báo cáo: tháng 3/2021 ({names['period']})"
    answered = (
        (NIL_ROW, labels.nil, nil),
        (COMPLETE_ROW, labels.complete, complete),
        (REVISION_ROW, labels.revision, revision),
    )
    for row, label, answer in answered:
        sheet.cell(row, 2, label)
        sheet.cell(row, 4, answer)
    for column, head in enumerate(labels.columns, start=1):
        sheet.cell(HEAD_ROW, column, head)
    sheet.cell(FIRST_ITEM_ROW, 2, "I. TUYÊN TRUYỀN")
    for number, (item, answer) in enumerate(zip(ITEMS, answers, strict=True), start=1):
        row = FIRST_ITEM_ROW + number
        for column, value in enumerate((number, item.label, item.unit, answer), start=1):
            sheet.cell(row, column, value)
    hidden = book.create_sheet(FORM_SHEET)
    hidden.sheet_state = "veryHidden"
    for column, name in enumerate(FORM_IDENTITY, start=1):
        hidden.cell(1, column, name)
        hidden.cell(2, column, names[name])
    return book


def form_bytes(book=None):
    """The bytes of a workbook; by default of a form that is filled in."""
    stream = io.BytesIO()
    (book or workbook()).save(stream)
    return stream.getvalue()


def with_parts(data, **changes):
    """The same archive with other parts; each change is, or gives, the bytes of the part of that name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            for ending, change in changes.items():
                if name.rpartition("/")[2] == f"{ending}.xml":
                    part = change if isinstance(change, bytes) else change(part)
            target.writestr(name, part)
    return stream.getvalue()


def contents(book=None, catalogue=CATALOGUE, **options):
    """What is read of a workbook, or of bytes."""
    data = book if isinstance(book, bytes) else form_bytes(book)
    return read_form(data, FILE, catalogue, **options)


def values(form):
    """The values of the only sheet of a form, by indicator."""
    (sheet,) = form.sheets
    return {value.indicator: value.value for value in sheet.values}


def faults(form):
    """The faults of a form as kind, sheet and cell."""
    return [(str(fault.kind), fault.sheet, fault.cell) for fault in form.faults]
