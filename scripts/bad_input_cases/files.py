"""Cases of registers that are no plain workbook, or a broken one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bad_input_cases.case import MEGABYTE, REGISTER, SHEET, Case, folder, link, pipe
from bad_input_cases.odd_registers import as_xml, sheet_part
from bad_input_cases.workbooks import edit_parts, edit_register, ole, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _file(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """A change of the bytes of the register."""

    def make(root: Path) -> None:
        edit_register(lambda _: None)(root)
        path = root / REGISTER
        path.write_bytes(change(path.read_bytes()))

    return make


def _part(name: str, data: bytes) -> Callable[[Path], object]:
    """One more part, or another, in the register."""
    return edit_parts(lambda parts: parts.update({name: data}))


def _in(name: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    def change(parts: dict[str, bytes]) -> None:
        if old not in parts[name]:
            raise ValueError(old)
        parts[name] = parts[name].replace(old, new, 1)

    return edit_parts(change)


def files() -> list[Case]:
    """All of them."""
    register = (REGISTER,)
    damage = (*register, "damaged", "repaired")
    sheet = sheet_part("figures")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12)
    )
    entities = bomb + b"]><worksheet>&l;</worksheet>"
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    return [
        Case(
            "register-password", _file(lambda _: ole("EncryptedPackage")), (*register, "password", "remove")
        ),
        Case(
            "register-old-workbook-renamed",
            _file(lambda _: ole("Workbook")),
            (*register, "old workbook (.xls)", "save it as"),
        ),
        Case("register-macros", _part("xl/vbaProject.bin", b"\xd0\xcf"), (*register, "macros", "save it as")),
        Case(
            "register-macro-type",
            _in("[Content_Types].xml", b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"),
            (*register, "macros", "save it as"),
        ),
        Case(
            "register-external-links",
            _part("xl/externalLinks/externalLink1.xml", b"<x/>"),
            (*register, "links to other workbooks", "break"),
        ),
        Case(
            "register-binary-workbook",
            _part("xl/workbook.bin", b""),
            (*register, "binary workbook", "save it as"),
        ),
        Case("register-empty-file", _file(lambda _: b""), (*register, "empty", "copy")),
        Case(
            "register-of-text",
            _file(lambda _: b"figure_id,printed\n"),
            (*register, "not a workbook", "save it as"),
        ),
        Case("register-truncated", _file(lambda data: data[: len(data) // 2]), damage),
        Case("register-truncated-by-a-byte", _file(lambda data: data[:-1]), damage),
        Case("register-bytes-changed", _file(lambda data: data[:3000] + bytes(2000) + data[5000:]), damage),
        Case(
            "register-a-zip-archive",
            _file(lambda _: zipped({"a.txt": b"a"})),
            (*register, "a zip archive", "save it as"),
        ),
        Case(
            "register-an-open-document",
            _file(lambda _: zipped({"mimetype": b"a"})),
            (*register, "OpenDocument", "save it as"),
        ),
        Case("register-a-word-document", _in("xl/workbook.xml", b"workbook", b"document"), damage),
        Case(
            "register-another-office-file",
            _part("xl/workbook.xml", b"<document/>"),
            (*register, "not a workbook", "put the register"),
        ),
        Case(
            "register-without-its-workbook",
            edit_parts(lambda parts: parts.pop("xl/workbook.xml")),
            (*register, "'xl/workbook.xml'", "save it as"),
        ),
        Case(
            "register-without-a-sheet",
            edit_parts(lambda parts: parts.pop(sheet)),
            (*register, sheet, "save it as"),
        ),
        Case(
            "register-without-relations",
            edit_parts(lambda parts: parts.pop("_rels/.rels")),
            (*register, "'_rels/.rels'", "save it as"),
        ),
        Case("register-without-a-main-part", _part("_rels/.rels", b"<Relationships/>"), damage),
        Case(
            "register-zip-bomb",
            _part("xl/media/a.png", bytes(60 * MEGABYTE)),
            (*register, "unpacks", "at most", "remove"),
        ),
        Case(
            "register-large-zip-bomb",
            _part("xl/media/a.png", bytes(250 * MEGABYTE)),
            (*register, "unpacks", "at most", "remove"),
        ),
        Case(
            "register-with-5001-parts",
            edit_parts(lambda parts: parts.update({f"x{n}": b"" for n in range(5001)})),
            damage,
        ),
        Case("register-entity-bomb", _part(sheet, entities), (SHEET, "document type", "save it again")),
        Case("register-entity-of-a-file", _part(sheet, outside), (SHEET, "document type", "save it again")),
        Case(
            "register-entities-in-utf-16",
            _part(sheet, outside.decode().encode("utf-16")),
            (SHEET, "document type"),
        ),
        Case(
            "register-entity-bomb-in-styles", _part("xl/styles.xml", entities), (*register, "document type")
        ),
        Case(
            "register-unknown-encoding",
            _part(sheet, b'<?xml version="1.0" encoding="x-y"?><worksheet/>'),
            damage,
        ),
        Case("register-broken-xml", _in(sheet, b"</sheetData>", b"</sheet>"), (SHEET, "damaged", "repaired")),
        Case("register-nul-in-xml", _in(sheet, b"SL011", b"SL\0"), (SHEET, "damaged", "repaired")),
        Case(
            "register-cell-twice", _in(sheet, b'<c r="B12"', b'<c r="A12"'), (SHEET, "'A12' out of its place")
        ),
        Case(
            "register-row-twice",
            _in(sheet, b'<row r="13"', b'<row r="12"'),
            (SHEET, "row 12 after row 12"),
        ),
        Case(
            "register-cell-nowhere", _in(sheet, b'<c r="B12"', b'<c r="12"'), (SHEET, "'12' out of its place")
        ),
        Case(
            "register-row-nowhere",
            _in(sheet, b'<row r="12"', b'<row r="twelve"'),
            (SHEET, "damaged", "repaired"),
        ),
        Case(
            "register-text-nowhere",
            as_xml("D12", '<c r="D12" t="s"><v>99999</v></c>'),
            (SHEET, "damaged", "99999"),
        ),
        Case(
            "register-unknown-cell",
            as_xml("D12", '<c r="D12" t="zz"><v>1</v></c>'),
            (SHEET, "damaged", "zz"),
        ),
        Case(
            "register-packed-with-a-password",
            _directory(4, b"\1\0"),
            (*register, "password", "save it as"),
        ),
        Case("register-packed-otherwise", _directory(6, b"\x63\0"), damage),
        Case("register-a-folder", folder("register.xlsx"), (*register, "cannot be read", "check")),
        Case(
            "register-a-pipe",
            pipe("register.xlsx"),
            (*register, "a pipe", "put the file itself"),
            needs="pipes",
        ),
        Case(
            "register-a-link-out",
            link("register.xlsx", "../../../../out.xlsx"),
            (*register, "a link to", "put the file itself"),
        ),
        Case(
            "register-unreadable",
            lambda root: (edit_register(lambda _: None)(root), (root / REGISTER).chmod(0)),
            (*register, "cannot be read", "rights"),
            needs="rights",
        ),
    ]


def _directory(skipped: int, value: bytes) -> Callable[[Path], object]:
    """The register with two bytes changed in every entry of its zip directory."""
    entry = re.compile(rb"(PK\x01\x02.{%d}).." % skipped, re.DOTALL)
    return _file(lambda data: entry.sub(lambda match: match[1] + value, data))
