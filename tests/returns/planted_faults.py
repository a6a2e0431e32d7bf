"""The forty kinds of faults an office is sent, each planted into a file of its own, with what is to be told.

Each takes a report nobody else touches, so that all of them can be planted together.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.form_layout import (
    FORM_SHEET,
    HEAD_ROW,
    NIL_ROW,
    PERIOD_CELL,
    REVISION_ROW,
    UNIT_CELL,
)

from .workbook_parts import CONTENT_TYPES, RELATIONS, WORKBOOK, WorkbookParts
from .worlds import CLOSED, COMMUNES, MERGED, MONTHS, PARENT, ROWS, VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.office.example.received_forms import ReceivedForm

    from .worlds import World

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LEAFLETS = f"D{ROWS['leaflets']}"


class ExpectedFault(NamedTuple):
    """A fault as it is to be told: its kind, and where it is."""

    fault: str
    unit_id: str
    period: str
    file: str = ""
    sheet: str = ""
    cell: str = ""


class Slot(NamedTuple):
    """The report a fault is planted into."""

    unit: str
    period: str


Plant: TypeAlias = "Callable[[World, Slot], set[ExpectedFault]]"


def slot(number: int) -> Slot:
    """The report of the fault of a number."""
    return Slot(COMMUNES[number % 20], MONTHS[number // 20])


def edited(change: Callable[[WorkbookParts, str], object], kind: FaultKind, cell: str = "") -> Plant:
    """A fault somebody typed into the form."""

    def plant(world: World, at: Slot) -> set[ExpectedFault]:
        sent = _edit(world, at, change)
        return {_expected(kind, sent, cell)}

    return plant


def _edit(world: World, at: Slot, change: Callable[[WorkbookParts, str], object]) -> ReceivedForm:
    sent = world.of(*at)
    parts = WorkbookParts(sent.data)
    change(parts, sent.sheet)
    return world.replace(*at, data=parts.data())


def _expected(kind: FaultKind, sent: ReceivedForm, cell: str = "") -> ExpectedFault:
    report = sent.report
    return ExpectedFault(
        kind,
        "" if report is None else report.unit_id,
        "" if report is None else report.period,
        sent.file,
        sent.sheet,
        cell,
    )


def unreadable(make: Callable[[bytes], bytes], kind: FaultKind) -> Plant:
    """A file that cannot be opened: nobody can say whose it is, and the report is missing."""

    def plant(world: World, at: Slot) -> set[ExpectedFault]:
        sent = world.replace(*at, data=make(world.of(*at).data), report=None, sheet="")
        return {ExpectedFault(kind, "", "", sent.file), ExpectedFault(FaultKind.MISSING_FORM, *at)}

    return plant


def of_period(period: str, kind: FaultKind) -> Plant:
    """A form of another period; the one that was due is missing."""

    def plant(world: World, at: Slot) -> set[ExpectedFault]:
        sent = _edit(world, at, lambda parts, sheet: _set_period(parts, sheet, period))
        sent = _swap(world, sent, replace(sent, report=replace(sent.report, period=period)))
        return {_expected(kind, sent), ExpectedFault(FaultKind.MISSING_FORM, *at)}

    return plant


def _set_period(parts: WorkbookParts, sheet: str, period: str) -> None:
    parts.set_text(sheet, PERIOD_CELL, f"Kỳ báo cáo: {period}")
    parts.set_identity("period", period)


def _swap(world: World, sent: ReceivedForm, other: ReceivedForm) -> ReceivedForm:
    world.files[world.files.index(sent)] = other
    return other


def _missing(world: World, at: Slot) -> set[ExpectedFault]:
    world.files.remove(world.of(*at))
    return {ExpectedFault(FaultKind.MISSING_FORM, *at)}


def _late(world: World, at: Slot) -> set[ExpectedFault]:
    sent = world.of(*at)
    day = sent.report.received_on.replace(day=20)
    return {_expected(FaultKind.LATE, world.replace(*at, report=replace(sent.report, received_on=day)))}


def _no_receipt(world: World, at: Slot) -> set[ExpectedFault]:
    return {_expected(FaultKind.NO_RECEIPT, world.replace(*at, has_receipt=False))}


def _again(world: World, at: Slot, revision: int) -> tuple[ReceivedForm, ReceivedForm]:
    """The file, and another one with other leaflets that came after it."""
    first = world.of(*at)
    parts = WorkbookParts(first.data)
    parts.set_number(first.sheet, LEAFLETS, "299")
    parts.set_number(first.sheet, f"D{REVISION_ROW}", str(revision))
    second = replace(first, data=parts.data(), report=replace(first.report, revision=revision))
    world.files.append(second)
    return first, second


def _resubmitted(world: World, at: Slot) -> set[ExpectedFault]:
    # the place is that of what was replaced: the other one is right
    return {_expected(FaultKind.RESUBMITTED, _again(world, at, 2)[0])}


def _same_revision(world: World, at: Slot) -> set[ExpectedFault]:
    twice = {_expected(FaultKind.SAME_REVISION_DIFFERS, sent) for sent in _again(world, at, 1)}
    # nobody knows which of them is right, so none counts
    return {*twice, ExpectedFault(FaultKind.MISSING_FORM, *at)}


def _after_approval(world: World, at: Slot) -> set[ExpectedFault]:
    first, second = _again(world, at, 2)
    _swap(world, first, replace(first, report=replace(first.report, state="approved")))
    return {_expected(FaultKind.RESUBMITTED_AFTER_APPROVAL, second)}


def _copy(world: World, at: Slot) -> set[ExpectedFault]:
    """The form of another unit, with the own name typed over its name, in a month with no other fault."""
    at = Slot(at.unit, MONTHS[-1])
    other = world.of(COMMUNES[0], at.period)
    parts = WorkbookParts(other.data)
    parts.set_text(other.sheet, UNIT_CELL, WorkbookParts(world.of(*at).data).text(other.sheet, UNIT_CELL))
    sent = world.replace(*at, data=parts.data(), report=other.report)
    return {
        _expected(FaultKind.COPY_OF_ANOTHER_UNIT, sent, UNIT_CELL),
        # the name of the file says so, too
        _expected(FaultKind.COPY_OF_ANOTHER_UNIT, sent),
        # what the other unit sent says the same, so it counts
        ExpectedFault(FaultKind.MISSING_FORM, *at),
    }


def _after_its_end(unit: str, kind: FaultKind) -> Plant:
    def plant(world: World, _: Slot) -> set[ExpectedFault]:
        first = world.of(unit, MONTHS[0])
        parts = WorkbookParts(first.data)
        _set_period(parts, first.sheet, MONTHS[1])
        report = replace(first.report, period=MONTHS[1])
        sent = replace(first, data=parts.data(), report=report)
        world.files.append(sent)
        return {_expected(kind, sent)}

    return plant


def _extra_sheet(world: World, at: Slot) -> set[ExpectedFault]:
    sent = _edit(world, at, lambda parts, _: parts.add_sheet("Nháp"))
    return {_expected(FaultKind.EXTRA_SHEET, sent)._replace(sheet="Nháp")}


def _parent(world: World, _: Slot) -> set[ExpectedFault]:
    sent = world.of(PARENT, "2031-Q1")
    parts = WorkbookParts(sent.data)
    parts.set_number(sent.sheet, "D9", "999")
    return {
        _expected(FaultKind.PARENT_AND_CHILDREN, world.replace(PARENT, "2031-Q1", data=parts.data()), "D9")
    }


def _zero_against_blank(parts: WorkbookParts, sheet: str) -> None:
    parts.set_number(sheet, f"D{ROWS['gifts']}", "0")
    parts.set_cell(sheet, f"D{ROWS['gift_spending']}", "")
    parts.set_text(sheet, f"E{ROWS['gift_spending']}", "Không chi")


def _relabelled(parts: WorkbookParts, sheet: str) -> None:
    cell = f"B{ROWS['leaflets']}"
    parts.set_text(sheet, cell, unicodedata.normalize("NFD", parts.text(sheet, cell)))


def _link(parts: WorkbookParts, _: str) -> None:
    """A formula of another workbook was there once."""
    parts.parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    parts.add_link(RELATIONS, "rId98", "externalLink", "externalLinks/externalLink1.xml")


def _macro(data: bytes) -> bytes:
    parts = WorkbookParts(data)
    parts.parts["xl/vbaProject.bin"] = b"x"
    types = parts.parts[CONTENT_TYPES].decode()
    parts.parts[CONTENT_TYPES] = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ).encode()
    return parts.data()


def _opendocument(_: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return stream.getvalue()


def _saved_by(application: str) -> Callable[[WorkbookParts, str], None]:
    def change(parts: WorkbookParts, _: str) -> None:
        text = (
            '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/extended-properties"><Application>{application}</Application></Properties>'
        )
        if "docProps/app.xml" not in parts.parts:
            parts.add_type("/docProps/app.xml", "extended-properties+xml")
        parts.parts["docProps/app.xml"] = text.encode()

    return change


def _google(parts: WorkbookParts, sheet: str) -> None:
    """As Google Sheets writes: no properties of the document, a name space of its own, 4.0 for 4."""
    for part in [part for part in parts.parts if part.startswith("docProps/")]:
        del parts.parts[part]
    for part in ("_rels/.rels", CONTENT_TYPES):
        tree = parts.tree(part)
        for node in [node for node in tree if "docProps" in "".join(node.attrib.values())]:
            tree.remove(node)
        parts.store(part, tree)
    mac = ' xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"'
    parts.parts[WORKBOOK] = parts.parts[WORKBOOK].replace(b"<workbook ", f"<workbook{mac} ".encode())
    for name in ("sessions", "attendances", "leaflets"):
        parts.set_number(sheet, f"D{ROWS[name]}", f"{VALUES[name]}.0")


#: By the words of the issue, in its order.
PLANTS: dict[str, Plant] = {
    "missing unit": _missing,
    "late": _late,
    "no receipt": _no_receipt,
    "resubmitted": _resubmitted,
    "same revision twice and different": _same_revision,
    "resubmitted after acceptance": _after_approval,
    "renamed copy of another unit's form": _copy,
    "right unit wrong period": of_period("2031-Q1", FaultKind.WRONG_PERIOD),
    "old form version": edited(lambda p, _: p.set_identity("version", "1"), FaultKind.OLD_FORM_VERSION),
    "unit closed mid-year": _after_its_end(CLOSED, FaultKind.UNIT_CLOSED),
    "unit merged": _after_its_end(MERGED, FaultKind.UNIT_MERGED),
    "parent includes children": _parent,
    "nil with numbers": edited(
        lambda p, s: p.set_text(s, f"D{NIL_ROW}", "có"), FaultKind.NIL_WITH_NUMBERS, f"D{NIL_ROW}"
    ),
    "blank without reason": edited(
        lambda p, s: p.set_cell(s, LEAFLETS, ""), FaultKind.BLANK_WITHOUT_REASON, LEAFLETS
    ),
    "0 against blank": edited(_zero_against_blank, FaultKind.ZERO_AGAINST_BLANK, f"D{ROWS['gift_spending']}"),
    "constraint broken but saved": edited(
        lambda p, s: p.set_number(s, f"D{ROWS['counselled']}", "99999"),
        FaultKind.CONSTRAINT_BROKEN,
        f"D{ROWS['counselled']}",
    ),
    "text in a number": edited(
        lambda p, s: p.set_text(s, LEAFLETS, "ba trăm tờ"), FaultKind.TEXT_IN_NUMBER, LEAFLETS
    ),
    "English decimal": edited(
        lambda p, s: p.set_text(s, f"D{ROWS['gathered']}", "65.5"),
        FaultKind.ENGLISH_DECIMAL,
        f"D{ROWS['gathered']}",
    ),
    "wrong unit of measure": edited(
        lambda p, s: p.set_text(s, f"C{ROWS['leaflets']}", "lượt"),
        FaultKind.WRONG_UNIT_OF_MEASURE,
        f"C{ROWS['leaflets']}",
    ),
    "wrong year": of_period("2030-02", FaultKind.WRONG_YEAR),
    "number pasted as date": edited(
        lambda p, s: p.set_number(s, LEAFLETS, "300", style=p.date_style()),
        FaultKind.NUMBER_AS_DATE,
        LEAFLETS,
    ),
    "merged cells": edited(
        lambda p, s: p.merge(s, f"{LEAFLETS}:E{ROWS['leaflets']}"),
        FaultKind.MERGED_CELLS,
        f"{LEAFLETS}:E{ROWS['leaflets']}",
    ),
    "hidden row": edited(
        lambda p, s: p.hide_row(s, ROWS["leaflets"]),
        FaultKind.HIDDEN_ROW,
        str(ROWS["leaflets"]),
    ),
    "extra sheet": _extra_sheet,
    "renamed header": edited(
        lambda p, s: p.set_text(s, f"D{HEAD_ROW}", "Kết quả làm được"),
        FaultKind.RENAMED_HEADER,
        f"D{HEAD_ROW}",
    ),
    "_form deleted": edited(lambda p, _: p.delete_sheet(FORM_SHEET), FaultKind.FORM_SHEET_DELETED),
    "formula with cached value": edited(
        lambda p, s: p.set_cell(s, LEAFLETS, "<f>100+200</f><v>300</v>"), FaultKind.FORMULA, LEAFLETS
    ),
    "corrupt zip": unreadable(lambda data: data[: len(data) // 2], FaultKind.CORRUPT_FILE),
    "macro": unreadable(_macro, FaultKind.MACRO),
    "password": unreadable(lambda _: _OLE + "EncryptedPackage".encode("utf-16-le"), FaultKind.PASSWORD),
    "link": edited(_link, FaultKind.EXTERNAL_LINK),
    ".xls": unreadable(lambda _: _OLE + "Workbook".encode("utf-16-le"), FaultKind.OLD_WORKBOOK),
    ".ods": unreadable(_opendocument, FaultKind.OPENDOCUMENT),
    "CSV renamed": unreadable(
        lambda _: "STT;Chỉ tiêu;Số liệu\n1;Tờ rơi;300\n".encode(), FaultKind.CSV_RENAMED
    ),
    "Google-Sheets save": edited(_google, FaultKind.SAVED_BY_GOOGLE_SHEETS),
    "LibreOffice save": edited(
        _saved_by("LibreOffice/24.2.7.2$Linux_X86_64 LibreOffice_project/420"),
        FaultKind.SAVED_BY_LIBREOFFICE,
    ),
    "65,536 blank formatted rows": edited(
        lambda p, s: p.add_blank_rows(s, 65_536), FaultKind.BLANK_FORMATTED_ROWS
    ),
    "NFD names": edited(_relabelled, FaultKind.DECOMPOSED_NAMES, f"B{ROWS['leaflets']}"),
    "NBSP in numbers": edited(
        lambda p, s: p.set_text(s, f"D{ROWS['attendances']}", "1\N{NO-BREAK SPACE}250"),
        FaultKind.NBSP_IN_NUMBER,
        f"D{ROWS['attendances']}",
    ),
    "exclusive pair both filled": edited(
        lambda p, s: p.set_number(s, f"D{ROWS['online']}", "2"),
        FaultKind.EXCLUSIVE_PAIR,
        f"D{ROWS['online']}",
    ),
}
