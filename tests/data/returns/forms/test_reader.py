"""A form with one thing wrong with it: that is told with its cell, and the rest is read."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import unicodedata
import zipfile

import pytest

from khacphuc.data.returns.faults import NOT_READ, NOTICES, FaultKind
from khacphuc.data.returns.forms import reader

from .hand_forms import contents, faults, form_bytes, values, with_parts, workbook

SOUND = {"teams": 3.0, "sessions": 12.0, "money": 13.5, "share": 80.0}


def cell(place, value, number_format=None):
    """Put something into a cell of the form."""

    def change(book):
        book["T3"][place] = value
        if number_format:
            book["T3"][place].number_format = number_format

    return change


def deleted(book):
    """Delete the hidden sheet."""
    del book["_form"]


def merged(book):
    """Merge two values."""
    book["T3"].merge_cells("D10:D11")


def hidden(book):
    """Hide a row."""
    book["T3"].row_dimensions[11].hidden = True


def more_sheets(book):
    """Add a sheet."""
    book.create_sheet("Tính nháp")["A1"] = 5


def decomposed(book):
    """Write a label as macOS does."""
    book["T3"]["B10"] = unicodedata.normalize("NFD", book["T3"]["B10"].value)


def removed(book):
    """Delete the row of an item."""
    book["T3"].delete_rows(11)


@pytest.mark.parametrize(
    ("change", "kind", "place", "sessions"),
    [
        (cell("D11", "mười hai"), "text_in_number", "D11", 12),  # beyond doubt, so it is counted
        (cell("D11", "rất nhiều"), "text_in_number", "D11", None),
        (cell("D11", "12 người"), "wrong_unit_of_measure", "D11", None),
        (cell("C11", "người"), "wrong_unit_of_measure", "C11", None),
        (cell("D11", 1.231), "english_decimal", "D11", None),  # was 1.231 typed into an English Excel
        (cell("D11", dt.date(2021, 3, 12)), "number_as_date", "D11", None),
        (cell("D11", 12, "dd/mm/yyyy"), "number_as_date", "D11", None),
        (cell("D11", "1\u00a0231"), "nbsp_in_number", "D11", 1231),
        (cell("D11", "=SUM(A1:A2)"), "formula", "D11", None),  # no program has computed it
        (cell("D11", "=[1]T3!A1"), "external_link", "D11", None),
        (cell("D11", "#REF!"), "cell_error", "D11", None),
        (cell("D11", None), "blank_without_reason", "D11", None),
        (cell("D8", "Con số"), "renamed_header", "D8", 12),
        (cell("B11", "Số buổi khác"), "renamed_item", "B11", 12),  # by its number
        (cell("B11", "Đội tuyên truyền"), "item_twice", "B11", None),
        (cell("A2", "Xã Khác (DV02)"), "copy_of_another_unit", "A2", 12),
        (cell("A3", "Kỳ 2021-04"), "wrong_period", "A3", 12),
        (deleted, "form_sheet_deleted", "", 12),
        (merged, "merged_cells", "D10:D11", None),
        (hidden, "hidden_row", "11", 12),
        (decomposed, "decomposed_names", "B10", 12),
        (removed, "item_removed", "B8", None),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(change, kind, place, sessions):
    """Of a form with one fault that fault is told, and every other value is read."""
    book = workbook()
    change(book)
    form = contents(book)
    assert (kind, "T3", place) in faults(form)
    read = values(form)
    assert (None if read["sessions"] != read["sessions"] else read["sessions"]) == sessions
    assert read["money"] == 13.5


def test_a_sound_form_has_no_fault():
    """Of a form that is filled in every value is read with its cell, and nothing is told."""
    form = contents()
    assert (values(form), faults(form)) == (SOUND, [])
    (sheet,) = form.sheets
    assert sheet.declared_complete
    assert not sheet.nil
    assert sheet.values[1].cell == "D11"


def test_a_sheet_that_is_of_no_form_is_told():
    """A sheet somebody added is not read, and told; the guide that came with the form is not."""
    book = workbook()
    more_sheets(book)
    book.create_sheet("Hướng dẫn")["A1"] = "Ghi số vào cột D"
    assert faults(contents(book)) == [("extra_sheet", "Tính nháp", "")]


def test_an_english_decimal_is_read_and_told():
    """13.6 as text can be nothing else, so it counts; people should know."""
    form = contents(workbook(answers=(3, 12, "13.6", 80)))
    assert values(form)["money"] == 13.6
    assert faults(form) == [("english_decimal", "T3", "D12")]


def test_a_blank_with_its_reason_is_no_fault():
    """A blank is a missing value whose reason is given beside it; an item nobody must fill in needs none."""
    book = workbook(answers=(3, None, None, 80))
    book["T3"]["E11"] = "chưa thống kê được"
    assert faults(contents(book)) == []


def test_nil_with_numbers():
    """Nothing to report, and a number: both are told; a zero says the same as nil."""
    form = contents(workbook(answers=(0, 12, None, None), nil="có"))
    assert faults(form) == [("nil_with_numbers", "T3", "D4")]
    assert [value.status for value in form.sheets[0].values] == ["normal", "normal", "nil", "nil"]


def test_a_value_of_a_form_that_is_not_declared_complete_is_provisional():
    """Until its sender says so, a form may change."""
    (sheet,) = contents(workbook(complete=None)).sheets
    assert {value.status for value in sheet.values} == {"provisional"}


def test_an_old_version_is_read_by_its_labels():
    """A form of another version is told; what it asks and we ask is read, what it lacks is missing."""
    book = workbook(version="1")
    removed(book)
    form = contents(book)
    assert faults(form) == [("old_form_version", "T3", "")]
    assert values(form)["money"] == 13.5


def test_a_form_of_no_collection():
    """A workbook of somebody else, and a form whose collection is not there, are told."""
    assert faults(contents(workbook(collection="weekly"))) == [("unknown_form", "_form", "E2")]
    book = workbook()
    deleted(book)
    book["T3"].delete_rows(8, 9)
    assert faults(contents(book)) == [("unknown_form", "", "")]


def test_a_copy_of_another_unit_is_known_by_the_name_of_its_file_too():
    """The hidden sheet says whose it is; that the name of the file says something else is told."""
    form = contents(original_name="DV02_thang_3.xlsx")
    assert faults(form) == [("copy_of_another_unit", "T3", "")]
    assert form.sheets[0].identity.unit_id == "DV01"
    assert faults(contents(original_name="DV01_thang_3.xlsx")) == []


def test_the_revision_that_people_see_counts():
    """Who sends a form again raises the number in it; the hidden one stays."""
    assert contents(workbook(revision=3)).sheets[0].identity.revision == 3
    assert contents(workbook(revision=None)).sheets[0].identity.revision == 1


def test_a_workbook_with_a_sheet_for_each_period():
    """Each sheet that somebody began is a form; the others wait, and nothing is told of them."""
    book = workbook()
    for month, number in (("T4", 7), ("T5", None)):
        sheet = book.copy_worksheet(book["T3"])
        sheet.title = month
        sheet["A3"] = f"(2021-0{month[1]})"
        for row in range(10, 14):
            sheet.cell(row, 4).value = number
        sheet["D5"] = "có" if number else None
        for column, text in enumerate(
            (month, "monthly", "2", "2021", "monthly", "DV01", f"2021-0{month[1]}"), 1
        ):
            book["_form"].cell(int(month[1]) - 1, column, text)
    form = contents(book)
    assert [(sheet.sheet, sheet.identity.period) for sheet in form.sheets] == [
        ("T3", "2021-03"),
        ("T4", "2021-04"),
    ]
    assert faults(form) == []


def test_a_renamed_sheet_is_still_its_form():
    """The hidden sheet names a sheet that has another name now: the only one left is meant."""
    book = workbook()
    book["T3"].title = "thang ba"
    assert contents(book).sheets[0].identity.period == "2021-03"


def test_blank_formatted_rows_cost_little_and_are_told():
    """65,536 formatted rows below the form: read in one go, and told."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(20, 65_557))
    data = with_parts(
        form_bytes(), sheet1=lambda part: part.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    )
    form = contents(data)
    assert faults(form) == [("blank_formatted_rows", "T3", "")]
    assert values(form) == SOUND


def test_a_formula_counts_with_the_value_a_program_left():
    """A total somebody let Excel compute is read, and told."""
    data = with_parts(
        form_bytes(), sheet1=lambda part: part.replace(b"<v>12</v>", b"<f>SUM(F1:F9)</f><v>12</v>")
    )
    form = contents(data)
    assert faults(form) == [("formula", "T3", "D11")]
    assert values(form) == SOUND


def archive(**parts):
    """A zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, part in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "not_a_workbook"),
        (b"xin chao", "not_a_workbook"),
        ("TT,Chỉ tiêu,Số liệu\n1,Đội,3\n".encode(), "csv_renamed"),
        ("TT;Chỉ tiêu;Số liệu\n1;Đội;3\n".encode("utf-16"), "csv_renamed"),
        (b"<html><table>1,2</table></html>", "not_a_workbook"),  # how some systems export .xls
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old_workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "opendocument"),
        (archive(a="1"), "not_a_workbook"),
        (form_bytes()[:4000], "corrupt_file"),
        (with_parts(form_bytes(), sheet1=lambda part: part[:2000]), "corrupt_file"),
        (with_parts(form_bytes(), workbook=b"<a/>"), "corrupt_file"),
        (
            with_parts(form_bytes(), sheet1=lambda part: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + part),
            "corrupt_file",
        ),
        (with_parts(form_bytes(), sheet1=b"<" * 4_000_001), "too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(data, kind):
    """Whatever a file is, it is told what, and nothing stops."""
    form = contents(data)
    assert faults(form) == [(kind, "", "")]
    assert FaultKind(kind) in NOT_READ
    assert form.sheets == []


@pytest.mark.parametrize("error", [ValueError("list.remove(x): x not in list"), RecursionError, MemoryError])
def test_whatever_the_reader_raises_is_a_fault_of_that_file(monkeypatch, error):
    """Somebody may make a file that breaks it in a way nobody thought of: the others are read."""

    def broken(*_, **__):
        raise error

    monkeypatch.setattr(reader, "identify_sheets", broken)
    form = contents()
    assert (form.sheets, faults(form)) == ([], [("corrupt_file", "", "")])
    assert form.faults[0].observed == ""


def test_macros_are_told():
    """A workbook with macros is not read: nobody knows what they did to it."""
    stream = io.BytesIO(form_bytes())
    with zipfile.ZipFile(stream, "a") as target:
        target.writestr("xl/vbaProject.bin", b"")
    assert faults(contents(stream.getvalue())) == [("macro", "", "")]


def test_a_link_without_a_formula_is_told_of_the_file():
    """A workbook that links to another, in no cell of the form, is read and told."""
    stream = io.BytesIO(form_bytes())
    with zipfile.ZipFile(stream, "a") as target:
        target.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    form = contents(stream.getvalue())
    assert faults(form) == [("external_link", "T3", "")]
    assert values(form) == SOUND


def test_a_form_that_google_saved_is_read_the_same():
    """As Google writes: no properties, its names in the index, a thousand empty rows."""
    names = b'<workbook xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" '
    rows = "".join(f'<row r="{row}" ht="15.75" customHeight="1"/>' for row in range(20, 1_001)).encode()
    data = with_parts(
        form_bytes(),
        workbook=lambda part: part.replace(b"<workbook ", names, 1),
        app=b"<Properties/>",
        sheet1=lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    form = contents(data)
    assert faults(form) == [("saved_by_google_sheets", "T3", "")]
    assert FaultKind.SAVED_BY_GOOGLE_SHEETS in NOTICES
    assert values(form) == SOUND


@pytest.mark.full
def test_a_form_that_libreoffice_saved_is_read_the_same(tmp_path):
    """Opened and saved by LibreOffice, a form has the same values, and only that is told."""
    book = workbook()
    book["T3"]["E12"] = "  ghi chú  "
    (tmp_path / "a.xlsx").write_bytes(form_bytes(book))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", tmp_path / "out", tmp_path / "a.xlsx"], check=True
    )
    form = contents((tmp_path / "out" / "a.xlsx").read_bytes())
    assert faults(form) == [("saved_by_libreoffice", "T3", "")]
    assert values(form) == SOUND
    assert form.sheets[0].identity == contents(book).sheets[0].identity
