"""Cases of registers whose sheets are not the tables they should be."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bad_input_cases.case import FIGURES, MEGABYTE, REGISTER, SHEET, Case
from bad_input_cases.odd_registers import as_xml, hide_row, put, sheet_change, sheet_part, xml
from bad_input_cases.workbooks import edit_parts, edit_register, unzipped, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def register_errors() -> list[Case]:
    """All of them."""
    printed = (f"{SHEET}, cell D12 (column printed)",)
    text = (*printed, "expected text as printed", "format the column as Text", "type it again")
    whole = (f"{SHEET}, cell C12 (column paragraph)", "expected a whole number")
    day = ("register.xlsx, sheet documents, cell D3 (column issued_on)", "expected a date", "as Text")
    where = (SHEET,)
    return [
        Case("register-1.231-in-an-english-excel", put("D12", 1.231), (*text, "the number '1.231'")),
        Case(
            "register-01/03-made-a-date",
            put("D12", date(2021, 3, 1), "d-mmm"),
            (*text, "a date", "01/3/2021"),
        ),
        Case("register-04-made-a-number", put("D12", 4), (*text, "the number '4'", "leading zeros")),
        Case("register-82,48%-made-a-number", put("D12", 0.8248, "0.00%"), (*text, "'0.8248'", "percentage")),
        Case("register-thousands", put("D12", 13600000, "0.0,,"), (*text, "'13600000'", "thousands")),
        Case("register-truth-value-as-figure", put("D12", True), (*text, "truth value TRUE")),
        Case(
            "register-number-as-code",
            put("A2", 1),
            (f"{SHEET}, cell A2 (column figure_id)", "'1'", "as Text"),
        ),
        Case("register-fraction-as-whole", put("C12", 1.5), (*whole, "'1.5'")),
        Case("register-negative-as-whole", put("C12", -1), (*whole, "'-1'")),
        Case(
            "register-endless-number",
            as_xml("C12", '<c r="C12"><v>1E999999999</v></c>'),
            (*whole, "'1E999999999'"),
        ),
        Case("register-no-number", as_xml("C12", '<c r="C12"><v>NaN</v></c>'), (*whole, "'NaN'")),
        Case("register-percent-as-whole", put("C12", 1, "0%"), (*whole, "percentage")),
        Case("register-date-as-whole", put("C12", date(2021, 3, 1), "d/m"), (*whole, "01/3/2021")),
        Case("register-number-as-date", put("D3", 43917, sheet="documents"), (*day, "'43917'")),
        Case("register-time-as-date", put("D3", datetime(2020, 3, 27, 8), "d/m/yy h:mm", "documents"), day),  # noqa: DTZ001
        Case("register-day-0", put("D3", 0, "d/m/yyyy", "documents"), (*day, "'0'")),
        Case(
            "register-day-of-the-year-9999", put("D3", 2958465, "d/m/yyyy", "documents"), (*day, "'2958465'")
        ),
        Case("register-no-iso-date", as_xml("D3", '<c r="D3" t="d"><v>2020-02-30</v></c>', "documents"), day),
        Case(
            "register-number-as-truth",
            put("L3", 1, sheet="criteria"),
            ("cell L3 (column proxy)", "expected có"),
        ),
        Case(
            "register-formula", put("D12", "=SUM(D2:D3)"), (*printed, "'=SUM(D2:D3)'", "paste it as values")
        ),
        Case(
            "register-formula-in-whole-numbers",
            put("C12", "=1+1"),
            (SHEET, "C12", "'=1+1'", "paste it as values"),
        ),
        Case("register-command", put("D12", "=cmd|' /C calc'!A0"), (*printed, "=cmd", "paste it as values")),
        Case(
            "register-shared-formula",
            as_xml("D12", '<c r="D12"><f t="shared" si="0"/><v>2</v></c>'),
            (*printed, "formula"),
        ),
        Case(
            "register-error-value",
            as_xml("D12", '<c r="D12" t="e"><v>#REF!</v></c>'),
            (*printed, "'#REF!'", "clear"),
        ),
        Case(
            "register-text-like-a-formula",
            xml(r">SL011<", ">@SL011<"),
            (SHEET, "A12", "begins like a formula"),
        ),
        Case("register-zero-width", xml(r">SL011<", ">SL\u200b011<"), (SHEET, "A12", "U+200B", "delete")),
        Case(
            "register-escaped-control", xml(r">SL011<", ">SL_x001B_011<"), (SHEET, "A12", "U+001B", "delete")
        ),
        Case(
            "register-tcvn3",
            put("F12", "§oµn viªn thanh niªn", "@"),
            (SHEET, "F12 (column unit)", "TCVN3", "Unikey"),
        ),
        Case("register-long-cell", put("F12", "x" * 3000), (SHEET, "F12", "3000 characters", "shorten")),
        Case(
            "register-10-megabytes-in-a-cell",
            edit_parts(_long),
            (SHEET, "A12", "10000000 characters", "shorten"),
        ),
        Case(
            "register-merged-cells",
            sheet_change(lambda s: s.merge_cells("B2:B6")),
            (SHEET, "'B2:B6'", "merged", "unmerge"),
        ),
        Case(
            "register-merged-header",
            sheet_change(lambda s: s.merge_cells("I1:J1")),
            (SHEET, "'I1:J1'", "merged", "unmerge"),
        ),
        Case(
            "register-hidden-sheet",
            sheet_change(lambda s: setattr(s, "sheet_state", "hidden")),
            (SHEET, "hidden", "Unhide"),
        ),
        Case(
            "register-very-hidden-sheet",
            sheet_change(lambda s: setattr(s, "sheet_state", "veryHidden")),
            (SHEET, "hidden", "show"),
        ),
        Case(
            "register-hidden-row",
            sheet_change(lambda s: hide_row(s, 12)),
            (SHEET, "row 12", "hidden", "filter"),
        ),
        Case(
            "register-hidden-header",
            sheet_change(lambda s: hide_row(s, 1)),
            (SHEET, "row 1", "hidden", "show"),
        ),
        Case(
            "register-hidden-column",
            sheet_change(lambda s: setattr(s.column_dimensions["D"], "hidden", True)),
            (SHEET, "column D (printed)", "hidden", "show"),
        ),
        Case(
            "register-column-of-no-width",
            xml(r'(<col [^>]*?width=")[\d.]+', r"\g<1>0"),
            (SHEET, "column A (figure_id)", "hidden"),
        ),
        Case(
            "register-row-of-no-height",
            xml(r'<row r="12"', '<row r="12" ht="0" customHeight="1"'),
            (SHEET, "row 12", "hidden"),
        ),
        Case(
            "register-empty-sheet",
            sheet_change(lambda s: s.delete_rows(1, 100)),
            (SHEET, "none of its first 20 rows", "figure_id", "expected"),
        ),
        Case(
            "register-header-too-low",
            sheet_change(lambda s: s.insert_rows(1, 25)),
            (SHEET, "none of its first 20 rows", "figure_id"),
        ),
        Case(
            "register-doubled-column",
            put("B1", "unit"),
            (f"{SHEET}, cell F1", "'unit' stands there 2 times"),
        ),
        Case(
            "register-missing-column",
            sheet_change(lambda s: s.delete_cols(8)),
            (SHEET, "column parent is missing", "add it"),
        ),
        Case(
            "register-unknown-column",
            put("D1", "print"),
            (f"{SHEET}, cell D1", "'print'", "did you mean 'printed'?"),
        ),
        Case(
            "register-number-as-column",
            put("D1", 2021),
            (f"{SHEET}, cell D1", "the number '2021'", "type the name"),
        ),
        Case(
            "register-note-beside-the-table",
            put("J5", "xem lại"),
            (f"{SHEET}, cell J5", "beside the table", "delete"),
        ),
        Case("register-too-many-rows", edit_parts(_rows), (SHEET, "row 200022", "more than 200,000 rows")),
        Case(
            "register-too-many-cells",
            _cells,
            (*where, "more than 4,000,000", "delete formatted empty"),
        ),
        Case(
            "register-sheet-missing",
            _rename("Số liệu"),
            ("data/raw/2021/register.xlsx", "no sheet figures", "rename its sheet 'Số liệu' to figures"),
        ),
        Case(
            "register-sheet-misspelt",
            _rename("Figures "),
            ("data/raw/2021/register.xlsx", "no sheet figures", "rename its sheet 'Figures ' to figures"),
        ),
        Case(
            "register-table-on-the-wrong-shelf",
            edit_register(lambda w: w.create_sheet("indicators")),
            ("register.xlsx, sheet indicators", "read from data/raw/reference", "move"),
        ),
        Case("register-chart-in-place-of-a-table", _chart, (FIGURES, "no sheet figures")),
    ]


def _rename(name: str) -> Callable[[Path], object]:
    return sheet_change(lambda sheet: setattr(sheet, "title", name))


def _chart(root: Path) -> None:
    def change(workbook: Any) -> None:
        workbook.remove(workbook["figures"])
        workbook.create_chartsheet("figures")

    edit_register(change)(root)


def _long(parts: dict[str, bytes]) -> None:
    name = sheet_part("figures")
    parts[name] = parts[name].replace(b">SL011<", b">" + b"x" * 10 * MEGABYTE + b"<", 1)


def _rows(parts: dict[str, bytes]) -> None:
    name = sheet_part("figures")
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(100, 200_100))
    parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")


def _cells(root: Path) -> None:
    # stored, not packed: else it would be refused as a bomb before it is read
    edit_register(lambda _: None)(root)
    parts = unzipped((root / REGISTER).read_bytes())
    name = sheet_part("figures")
    parts[name] = parts[name].replace(
        b"</sheetData>", (b"<row>" + b"<c/>" * 10_000 + b"</row>") * 800 + b"</sheetData>"
    )
    (root / REGISTER).write_bytes(zipped(parts, packed=False))
