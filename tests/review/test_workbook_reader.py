"""Tests of `khacphuc.review.workbook_reader`: what reviewers give back, and what is wrong with it."""

import io
import unicodedata
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from khacphuc.checks.findings import Place
from khacphuc.checks.fingerprint import seal
from khacphuc.errors import SourceError
from khacphuc.locale import words
from khacphuc.review import workbook_reader
from khacphuc.review.workbook import findings_workbook
from khacphuc.review.workbook_reader import read_answers

from .. import filled
from ..findings import finding, note, place

SHEET = filled.SHEET

TWO = finding(
    "SL-10", "SL031", place("SL031", "17"), place("SL067", "18", line=68), choices=("SL031", "SL067")
)
FINDINGS = (
    TWO,
    finding("SL-13", "SL061", place("SL061", "05", unit="lần", line=62), expected="12"),
    finding("SL-01", "", Place()),
    finding("TC-04", "KD1.1", note("x" * 40_000)),
)
MIDNIGHT = datetime(2021, 3, 3)  # noqa: DTZ001  (workbooks know no time zones)
TEN, THIRTEEN = ("SL-10", "SL031"), ("SL-13", "SL061")


@pytest.fixture(scope="module")
def sheet():
    """The workbook as reviewers get it."""
    return findings_workbook(FINDINGS)


def read(data):
    """The answers of a workbook in which everything can be read."""
    content = read_answers(data, filename="a.xlsx")
    assert content.errors == ()
    return list(content.answers)


def wrong(data):
    """What cannot be read of a workbook, a message each."""
    return list(map(str, read_answers(data, filename="a.xlsx").errors))


def refused(data):
    """The message a workbook is refused with."""
    with pytest.raises(SourceError) as error:
        read_answers(data, filename="a.xlsx")
    return str(error.value)


def test_nothing_filled_in(sheet):
    """Rows without a decision are left out."""
    assert read(sheet) == []


def test_answers(sheet):
    """What was chosen and typed comes back, with the code of its finding and its place."""
    cells = filled.ACCEPTED | {"uses": "SL067", "reason": "  đã\nrà soát "}
    (answer,) = read(filled.fill(sheet, {TEN: cells}))
    assert (answer.rule, answer.row_id, answer.decision, answer.uses) == (*TEN, "accepted", "SL067")
    assert (answer.reason, answer.role, answer.date) == ("đã rà soát", "Phó Bí thư", "03/3/2021")
    assert answer.seal == seal(*TEN, TWO.fingerprint)
    assert answer.place == f"a.xlsx, trang tính {SHEET}, dòng 2"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chấp nhận", "accepted"),
        ("Đã sửa", "corrected"),
        (" đang  xem xét ", "under_review"),
        (unicodedata.normalize("NFD", "đã sửa"), "corrected"),
        ("accepted", "accepted"),
    ],
)
def test_decisions(sheet, typed, meant):
    """A decision is known by its words, however they were typed."""
    (answer,) = read(filled.fill(sheet, {TEN: filled.ACCEPTED | {"decision": typed}}))
    assert answer.decision == meant


@pytest.mark.parametrize("typed", ["03/3/2021", "3/3/2021", "03/03/2021", date(2021, 3, 3), MIDNIGHT])
def test_dates(sheet, typed):
    """A date is read as text and as a date of the spreadsheet."""
    (answer,) = read(filled.fill(sheet, {TEN: filled.ACCEPTED | {"date": typed}}))
    assert answer.date == "03/3/2021"


def test_whole_tables_and_long_findings_are_answered_too(sheet):
    """A finding without a row, without words, or with more than a cell holds has its code."""
    places = {("SL-01", ""): filled.ACCEPTED, ("TC-04", "KD1.1"): filled.ACCEPTED}
    assert [answer.rule for answer in read(filled.fill(sheet, places))] == ["SL-01", "TC-04"]


def test_rows_may_be_sorted_and_columns_moved(sheet):
    """A finding is known by its code, a column by its heading."""
    workbook = load_workbook(io.BytesIO(filled.fill(sheet, {TEN: filled.ACCEPTED})))
    sheet_read = workbook[SHEET]
    rows = [[cell.value for cell in row] for row in sheet_read.iter_rows()]
    moved = Workbook()
    moved.active.title = SHEET
    for row in [rows[0], *reversed(rows[1:])]:
        moved.active.append([*reversed(row), ""])
    moved.active["N1"], moved.active["N3"] = "Ghi chú riêng", "không đọc"
    moved.active["O1"] = 5
    stream = io.BytesIO()
    moved.save(stream)
    (answer,) = read(stream.getvalue())
    assert (answer.rule, answer.row_id) == TEN


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"decision": "ok"},
            "ô G2 (Quyết định ▼): «ok»; chọn một trong: chấp nhận, khác định nghĩa, đã sửa, đang xem xét",
        ),
        ({"decision": "=A1"}, "ô G2 (Quyết định ▼): công thức «=A1», trong khi phải là giá trị"),
        ({"decision": None}, "ô G2 (Quyết định ▼): trống, trong khi «Lý do» ghi «theo biên bản họp»"),
        ({"decision": None, "reason": None, "uses": "SL031"}, "trong khi «Số được dùng ▼» ghi «SL031»"),
        ({"reason": None}, "ô I2 (Lý do): trống; câu trả lời phải có"),
        ({"reason": "   "}, "ô I2 (Lý do): trống"),
        ({"reason": "=1+1"}, "ô I2 (Lý do): công thức «=1+1»"),
        ({"reason": "@x"}, "ô I2 (Lý do): «@x» bắt đầu như công thức"),
        ({"reason": "a\u200bb"}, "ô I2 (Lý do): có ký tự ẩn hoặc ký tự điều khiển U+200B"),
        ({"reason": "x" * 3000}, "ô I2 (Lý do): dài 3000 ký tự, tối đa 2000"),
        ({"reason": 5}, "ô I2 (Lý do): giá trị số «5», trong khi phải là chữ"),
        ({"role": None}, "ô J2 (Chức vụ người quyết định): trống"),
        ({"date": None}, "ô K2 (Ngày (dd/mm/yyyy)): trống; câu trả lời phải có ngày"),
        ({"date": "hôm qua"}, "ô K2 (Ngày (dd/mm/yyyy)): «hôm qua» không phải ngày tháng"),
        ({"date": "13/31/2021"}, "ô K2"),
        ({"date": 44258}, "ô K2 (Ngày (dd/mm/yyyy)): giá trị số «44258», trong khi phải là ngày tháng"),
        ({"rule": "SL-11"}, "ô A2 (Quy tắc): «SL-11 SL031» đi với mã kiểm soát"),
        ({"row_id": "SL032"}, "ô A2 (Quy tắc): «SL-10 SL032» đi với mã kiểm soát"),
        ({"row_id": 31}, "ô B2 (Mã dòng): giá trị số «31»; ô đã bị sửa"),
        ({"seal": None}, "đi với mã kiểm soát «»"),
        ({"seal": "=A1"}, "ô M2 (Mã kiểm soát): công thức «=A1»; ô đã bị sửa"),
    ],
)
def test_half_filled_in_or_changed(sheet, cells, expected):
    """The file, the sheet and the cell are named, with what was found and how to mend it."""
    (message,) = wrong(filled.fill(sheet, {TEN: filled.ACCEPTED | cells}))
    assert message.startswith(f"a.xlsx, trang tính {SHEET}, ")
    assert expected in message


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"decision": "ok"},
            "cell G2 (Decision ▼): 'ok'; choose one of accepted, not related, corrected, under review",
        ),
        ({"reason": "=1+1"}, "cell I2 (Reason): the formula '=1+1', expected a value; paste it as values"),
        ({"date": "hôm qua"}, "cell K2 (Date (dd/mm/yyyy)): 'hôm qua' is not a date: it is written"),
        ({"row_id": "SL032"}, "cell A2 (Rule): 'SL-10 SL032' with the code"),
    ],
)
def test_a_workbook_in_english(cells, expected):
    """What is wrong is said in the language the workbook was made in."""
    content = read_answers(
        filled.fill(findings_workbook(FINDINGS, "en"), {TEN: filled.ACCEPTED | cells}), filename="a.xlsx"
    )
    (error,) = content.errors
    assert content.language == "en"
    assert str(error).startswith(f"a.xlsx, sheet {words('en', 'workbook')['sheet']}, {expected}")


def test_everything_wrong_is_named_at_once(sheet):
    """Every bad cell of every row, in their order; rows that can be read are answers all the same."""
    bad = {"decision": "ok", "reason": None, "role": "@x", "date": "hôm qua"}
    cells = {TEN: filled.ACCEPTED | bad, THIRTEEN: filled.ACCEPTED, ("SL-01", ""): {"reason": "rõ"}}
    content = read_answers(filled.fill(sheet, cells), filename="a.xlsx")
    assert [answer.rule for answer in content.answers] == ["SL-13"]
    places = [str(error).partition(", ô ")[2].split()[0] for error in content.errors]
    assert places == ["G2", "J2", "K2", "I2", "G4"]


def test_the_run_it_was_made_for():
    """The workbook knows its run, which the guide names for people; one made before knows none."""
    data = findings_workbook(FINDINGS, "en", run="2021.b")
    assert read_answers(data, filename="a.xlsx").run == "2021.b"
    workbook = load_workbook(io.BytesIO(data))
    guide = workbook[words("en", "workbook")["guide"]]
    assert guide["A2"].value == "These are the findings of the report: 2021.b"
    del workbook[guide.title]
    stream = io.BytesIO()
    workbook.save(stream)
    assert read_answers(stream.getvalue(), filename="a.xlsx").run == "2021.b"
    assert read_answers(findings_workbook(FINDINGS), filename="a.xlsx").run == ""


def test_what_stands_as_observed(sheet):
    """Whether it is what was printed is for whoever has the findings; the cell is named for them."""
    (answer,) = read(filled.fill(sheet, {TEN: filled.ACCEPTED}))
    assert TWO.was_observed_as(answer.observed)
    assert answer.observed_place == f"a.xlsx, trang tính {SHEET}, ô D2 (Nơi in và nội dung đã in)"
    (changed,) = read(filled.fill(sheet, {TEN: filled.ACCEPTED | {"observed": "SL031 «19»"}}))
    assert not TWO.was_observed_as(changed.observed)
    (cut,) = read(filled.fill(sheet, {("TC-04", "KD1.1"): filled.ACCEPTED}))
    assert cut.observed is None


def test_a_formula_in_a_row_nobody_answers_is_let_be(sheet):
    """Only rows with a decision are read."""
    assert len(read(filled.fill(sheet, {TEN: filled.ACCEPTED, THIRTEEN: {"observed": "=1"}}))) == 1


def test_a_row_twice(sheet):
    """A finding is answered once: a copied row names both."""
    workbook = load_workbook(io.BytesIO(filled.fill(sheet, {TEN: filled.ACCEPTED})))
    workbook[SHEET].append([cell.value for cell in workbook[SHEET][2]])
    stream = io.BytesIO()
    workbook.save(stream)
    assert wrong(stream.getvalue()) == [
        f"a.xlsx, trang tính {SHEET}, dòng 6: trả lời trùng phát hiện ở dòng 2; xóa một trong hai"
    ]


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("I1", "Reason", "dòng 1: thiếu cột «Lý do»"),
        ("F1", "Lý do", "ô I1: có hai cột «Lý do»"),
    ],
)
def test_headings(sheet, cell, value, message):
    """A heading that was changed is named."""
    assert message in refused(filled.change(sheet, cell, value))


def macros(sheet):
    """The same workbook with a macro in it."""
    stream = io.BytesIO(sheet)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return stream.getvalue()


def other(_sheet):
    """Some other workbook."""
    workbook = Workbook()
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda _: b"", "empty (0 bytes)"),
        (lambda _: b"rule,row_id\n", "not a workbook"),
        (lambda sheet: sheet[:2000], "damaged"),
        (lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (macros, "holds macros"),
        (other, f"no sheet '{SHEET}', found 'Sheet'"),
    ],
)
def test_bad_files(sheet, make, expected):
    """What is not a plain workbook of ours is refused, with what to do."""
    message = refused(make(sheet))
    assert message.startswith("a.xlsx: ")
    assert expected in message


def test_a_huge_file(sheet, monkeypatch):
    """More bytes than any list of findings has are not unpacked."""
    monkeypatch.setattr(workbook_reader, "LARGEST_FILE", 100)
    assert "expected at most 100" in refused(sheet)


def test_an_empty_sheet(sheet):
    """A sheet that lost its headings is told."""
    workbook = load_workbook(io.BytesIO(sheet))
    workbook[SHEET].delete_rows(1, 10)
    stream = io.BytesIO()
    workbook.save(stream)
    assert "dòng 1: thiếu cột «Quy tắc»" in refused(stream.getvalue())
