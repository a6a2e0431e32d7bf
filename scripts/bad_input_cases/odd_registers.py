"""Cases of registers that only look odd, and how a register is made odd."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from bad_input_cases.case import Case
from bad_input_cases.workbooks import edit_parts, edit_register, run_tables, shared_strings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def sheet_change(change: Callable[[Any], object], name: str = "figures") -> Callable[[Path], object]:
    """A change of one sheet of the register, with openpyxl."""
    return edit_register(lambda workbook: change(workbook[name]))


def put(
    cell: str, value: Any, number_format: str = "General", sheet: str = "figures"
) -> Callable[[Path], object]:
    """A value in one cell, with a number format."""

    def change(worksheet: Any) -> None:
        worksheet[cell] = value
        worksheet[cell].number_format = number_format

    return sheet_change(change, sheet)


def xml(old: str, new: str, sheet: str = "figures") -> Callable[[Path], object]:
    """A change of the XML of a sheet of the register, as a pattern."""

    def change(parts: dict[str, bytes]) -> None:
        name = sheet_part(sheet)
        text, count = re.subn(old, new, parts[name].decode(), count=1, flags=re.DOTALL)
        if not count:
            raise ValueError(old)
        parts[name] = text.encode()

    return edit_parts(change)


@cache
def sheet_part(name: str) -> str:
    """The part a sheet of the register stands in: sheets are numbered in the order of the tables."""
    return f"xl/worksheets/sheet{list(run_tables()).index(name) + 1}.xml"


def hide_row(sheet: Any, row: int) -> None:
    """Hide a row."""
    sheet.row_dimensions[row].hidden = True


def _with_title(sheet: Any) -> None:
    sheet.insert_rows(1, 3)
    sheet["A1"] = "SỐ LIỆU BÁO CÁO NĂM 2021"
    sheet.merge_cells("A1:H2")


def register_tables() -> list[Case]:
    """All of them."""
    rich = CellRichText("Tiếp tục ", TextBlock(InlineFont(b=True), "khắc phục"), " trong năm sau")
    return [
        Case("register-as-it-is", edit_register(lambda _: None)),
        Case("register-with-shared-strings", edit_parts(shared_strings)),
        Case(
            "register-with-phonetic-readings", edit_parts(lambda parts: shared_strings(parts, phonetic=True))
        ),
        Case("register-with-a-title", sheet_change(_with_title)),
        Case(
            "register-with-blank-formatted-cells",
            sheet_change(lambda s: [s.cell(r, c, " ") for r in (90, 99) for c in (1, 30)]),
        ),
        Case("register-with-blank-rows", sheet_change(lambda s: s.insert_rows(20, 5))),
        Case("register-with-a-blank-column", sheet_change(lambda s: s.insert_cols(4))),
        Case("register-with-whole-numbers", put("C2", 1)),
        Case("register-with-grouped-numbers", put("C2", 1, "#,##0")),
        Case(
            "register-with-a-date",
            put("D3", date(2020, 3, 27), "dd/mm/yyyy", "documents"),
            changed={("documents", 1, "issued_on"): "27/3/2020"},
        ),
        Case("register-with-a-truth-value", put("L3", True, sheet="criteria")),
        Case("register-with-rich-text", put("C2", rich, sheet="declared")),
        Case(
            "register-with-comments",
            sheet_change(lambda s: setattr(s["D12"], "comment", Comment("1.231?", "VP"))),
        ),
        Case(
            "register-with-a-sheet-of-notes",
            edit_register(lambda w: w.create_sheet("Ghi chú").append(["=1+1", 2.5])),
        ),
        Case(
            "register-with-a-hidden-sheet-of-notes",
            edit_register(lambda w: setattr(w.create_sheet("x"), "sheet_state", "hidden")),
        ),
        Case("register-with-an-empty-hidden-row", sheet_change(lambda s: hide_row(s, 200))),
        Case(
            "register-decomposed",
            put(
                "C2", unicodedata.normalize("NFD", "\u00a0Tiếp tục khắc phục trong năm sau "), "@", "declared"
            ),
        ),
        Case("register-with-prefixed-names", edit_parts(_prefixed)),
        Case(
            "register-of-an-old-mac", edit_parts(_mac), changed={("documents", 1, "issued_on"): "27/3/2020"}
        ),
        Case(
            "register-with-an-iso-date",
            edit_parts(_iso),
            changed={("documents", 1, "issued_on"): "27/3/2020"},
        ),
        Case("register-with-cells-that-name-no-place", edit_parts(_placeless)),
    ]


def _prefixed(parts: dict[str, bytes]) -> None:
    name = sheet_part("figures")
    text = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", parts[name])
    parts[name] = text.replace(b"xmlns=", b"xmlns:x=")


def _mac(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbookPr", b'<workbookPr date1904="1"', 1
    )
    _put_xml(parts, "documents", "D3", '<c r="D3" s="{date}"><v>42455</v></c>')


def _iso(parts: dict[str, bytes]) -> None:
    _put_xml(parts, "documents", "D3", '<c r="D3" t="d"><v>2020-03-27T00:00:00</v></c>')


def _put_xml(parts: dict[str, bytes], sheet: str, cell: str, xml: str) -> None:
    """One cell as XML; ``{date}`` is a style that shows a date."""
    if "{date}" in xml:
        styles = parts["xl/styles.xml"].decode()
        count = int(re.search(r'<cellXfs count="(\d+)"', styles)[1])
        parts["xl/styles.xml"] = styles.replace("</cellXfs>", '<xf numFmtId="14"/></cellXfs>').encode()
        xml = xml.replace("{date}", str(count))
    name = sheet_part(sheet)
    text, count_replaced = re.subn(
        rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', lambda _: xml, parts[name].decode(), count=1
    )
    if not count_replaced:
        raise ValueError(cell)
    parts[name] = text.encode()


def as_xml(cell: str, xml: str, sheet: str = "figures") -> Callable[[Path], object]:
    """One cell of the register as XML."""
    return edit_parts(lambda parts: _put_xml(parts, sheet, cell, xml))


def _placeless(parts: dict[str, bytes]) -> None:
    # cells and rows may leave out where they stand: then each follows the one before
    name = sheet_part("computed")
    text = re.sub(rb'<row r="\d+"', b"<row", parts[name])
    parts[name] = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", text)
