"""A workbook as its parts, changed one by one as spreadsheets and people change them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from khacphuc.data.returns.form_layout import FORM_IDENTITY, FORM_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
STYLES = "xl/styles.xml"
_LATER = (
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
)
_LATER += ("pageMargins", "pageSetup", "headerFooter", "rowBreaks", "drawing", "legacyDrawing", "tableParts")


def name(tag: str, space: str = MAIN) -> str:
    """A tag with its namespace."""
    return f"{{{space}}}{tag}"


class WorkbookParts:
    """The parts of a workbook, by name."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}

    def data(self) -> bytes:
        """The workbook as a file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(part, (2022, 1, 1, 0, 0, 0)), content)
        return stream.getvalue()

    def tree(self, part: str) -> ET.Element:
        """A part as a tree; ``store`` writes it back."""
        for _, (prefix, space) in ET.iterparse(io.BytesIO(self.parts[part]), ["start-ns"]):  # noqa: S314
            ET.register_namespace(prefix, space)
        return ET.fromstring(self.parts[part])  # noqa: S314 - our own files

    def store(self, part: str, tree: ET.Element) -> None:
        """Write a part."""
        self.parts[part] = ET.tostring(tree, encoding="utf-8", xml_declaration=True)

    def sheets(self) -> dict[str, str]:
        """The part of every sheet, by the name of the sheet."""
        targets = {
            link.get("Id"): link.get("Target", "").removeprefix("/xl/") for link in self.tree(RELATIONS)
        }
        return {
            sheet.get("name", ""): f"xl/{targets[sheet.get(name('id', LINKS))]}"
            for sheet in self.tree(WORKBOOK).iter(name("sheet"))
        }

    def rows(self, sheet: str) -> Iterator[ET.Element]:
        """The rows of a sheet."""
        yield from self.tree(self.sheets()[sheet]).iter(name("row"))

    def set_cell(self, sheet: str, cell: str, xml: str, kind: str = "", style: str | None = None) -> None:
        """Put something into a cell that may not be there yet.

        Args:
            sheet: its name.
            cell: ``D9``.
            xml: what the cell holds, as ``<v>12</v>``; empty for a blank one.
            kind: its attribute ``t``.
            style: its attribute ``s``; None leaves it as it is.
        """
        part = self.sheets()[sheet]
        tree = self.tree(part)
        node = _cell(tree, cell)
        for child in list(node):
            node.remove(child)
        node.attrib.pop("t", None)
        if kind:
            node.set("t", kind)
        if style is not None:
            node.set("s", style)
        node.extend(ET.fromstring(f'<c xmlns="{MAIN}">{xml}</c>'))  # noqa: S314 - our own files
        self.store(part, tree)

    def set_text(self, sheet: str, cell: str, text: str) -> None:
        """Type a text."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        self.set_cell(sheet, cell, f'<is><t xml:space="preserve">{escaped}</t></is>', "inlineStr")

    def set_number(self, sheet: str, cell: str, number: str, style: str | None = None) -> None:
        """Type a number."""
        self.set_cell(sheet, cell, f"<v>{number}</v>", style=style)

    def text(self, sheet: str, cell: str) -> str:
        """What a cell shows, of a text or a number."""
        node = _cell(self.tree(self.sheets()[sheet]), cell)
        if node.get("t") == "s":
            shared = self.tree("xl/sharedStrings.xml").findall(name("si"))
            node = shared[int(node.findtext(name("v"), ""))]
        return "".join(node.itertext())

    def set_identity(self, column: str, text: str) -> None:
        """Change what the hidden sheet says of the first form."""
        cell = f"{chr(ord('A') + FORM_IDENTITY.index(column))}2"
        self.set_text(FORM_SHEET, cell, text)

    def date_style(self) -> str:
        """The style of a date, which it adds."""
        tree = self.tree(STYLES)
        formats = tree.find(name("cellXfs"))
        assert formats is not None
        ET.SubElement(
            formats,
            name("xf"),
            {"numFmtId": "14", "fontId": "0", "fillId": "0", "borderId": "0", "applyNumberFormat": "1"},
        )
        formats.set("count", str(len(formats)))
        self.store(STYLES, tree)
        return str(len(formats) - 1)

    def add_sheet(self, title: str, state: str = "") -> None:
        """Add a sheet with something in it."""
        part = "worksheets/sheet99.xml"
        self.parts[f"xl/{part}"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr">'
            "<is><t>nháp</t></is></c></row></sheetData></worksheet>"
        ).encode()
        self.add_link(RELATIONS, "rId99", "worksheet", part)
        self.add_type(f"/xl/{part}", "spreadsheetml.worksheet+xml")
        tree = self.tree(WORKBOOK)
        sheets = tree.find(name("sheets"))
        assert sheets is not None
        attributes = {"name": title, "sheetId": "99", name("id", LINKS): "rId99"}
        ET.SubElement(sheets, name("sheet"), attributes | ({"state": state} if state else {}))
        self.store(WORKBOOK, tree)

    def delete_sheet(self, title: str) -> None:
        """Take a sheet away, its part too."""
        part = self.sheets()[title]
        tree = self.tree(WORKBOOK)
        sheets = tree.find(name("sheets"))
        assert sheets is not None
        sheet = next(sheet for sheet in sheets if sheet.get("name") == title)
        sheets.remove(sheet)
        if (names := tree.find(name("definedNames"))) is not None:
            tree.remove(names)
        self.store(WORKBOOK, tree)
        links = self.tree(RELATIONS)
        links.remove(next(link for link in links if link.get("Id") == sheet.get(name("id", LINKS))))
        self.store(RELATIONS, links)
        types = self.tree(CONTENT_TYPES)
        for override in [node for node in types if node.get("PartName") == f"/{part}"]:
            types.remove(override)
        self.store(CONTENT_TYPES, types)
        del self.parts[part]

    def add_link(self, part: str, code: str, kind: str, target: str) -> None:
        """Add a relation to a part of relations."""
        tree = self.tree(part)
        ET.SubElement(
            tree, name("Relationship", PACKAGE), {"Id": code, "Type": f"{LINKS}/{kind}", "Target": target}
        )
        self.store(part, tree)

    def add_type(self, part: str, kind: str) -> None:
        """Say what kind of part another is."""
        tree = self.tree(CONTENT_TYPES)
        content = f"application/vnd.openxmlformats-officedocument.{kind}"
        ET.SubElement(tree, name("Override", TYPES), {"PartName": part, "ContentType": content})
        self.store(CONTENT_TYPES, tree)

    def merge(self, sheet: str, cells: str) -> None:
        """Merge cells."""
        part = self.sheets()[sheet]
        tree = self.tree(part)
        merged = tree.find(name("mergeCells"))
        if merged is None:
            merged = ET.Element(name("mergeCells"))
            later = [at for at, node in enumerate(tree) if node.tag in {name(tag) for tag in _LATER}]
            tree.insert(min(later, default=len(tree)), merged)
        ET.SubElement(merged, name("mergeCell"), {"ref": cells})
        merged.set("count", str(len(merged)))
        self.store(part, tree)

    def hide_row(self, sheet: str, number: int) -> None:
        """Hide a row."""
        part = self.sheets()[sheet]
        tree = self.tree(part)
        next(row for row in tree.iter(name("row")) if row.get("r") == str(number)).set("hidden", "1")
        self.store(part, tree)

    def add_blank_rows(self, sheet: str, count: int) -> None:
        """Format so many empty rows below the others."""
        part = self.sheets()[sheet]
        first = max(int(row.get("r", "0")) for row in self.rows(sheet)) + 1
        rows = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(first, first + count))
        text = self.parts[part].decode()
        head, end, rest = text.rpartition("</sheetData>")
        self.parts[part] = f"{head}{rows}{end}{rest}".encode()


def _cell(tree: ET.Element, cell: str) -> ET.Element:
    number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    data = tree.find(name("sheetData"))
    assert data is not None
    row = next((row for row in data if row.get("r") == number), None)
    if row is None:
        row = ET.Element(name("row"), {"r": number})
        data.insert(sum(int(other.get("r", "0")) < int(number) for other in data), row)
    node = next((node for node in row if node.get("r") == cell), None)
    if node is None:
        node = ET.Element(name("c"), {"r": cell})
        row.insert(sum(_order(other.get("r", "")) < _order(cell) for other in row), node)
    return node


def _order(cell: str) -> tuple[int, str]:
    column = cell.rstrip("0123456789")
    return len(column), column
