"""Worksheets packed as a workbook, quickly and always the same. Pure.

A workbook tells whether anybody has saved it since it was written (``is_as_written``), so that whoever writes
it anew does not take somebody's work away.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.errors import SourceError
from khacphuc.project.zip_archive import DAMAGE, open_archive
from khacphuc.returns.form_styles import styles_part
from khacphuc.returns.sheet_xml import HEADER, MAIN, xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE: Final = "docProps/core.xml"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier day
_HIDDEN: Final = ' state="veryHidden"'
_UNIX: Final = 3  # else zipfile writes the system it runs on


class PackedSheet(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        name: as its tab shows it.
        content: the part, as XML.
        is_hidden: whether spreadsheets do not even offer to show it.
        repeated_row: the row that is printed above every page; 0 for none.
    """

    name: str
    content: bytes
    is_hidden: bool = False
    repeated_row: int = 0


def workbook_package(sheets: Sequence[PackedSheet], title: str) -> bytes:
    """The bytes of a workbook; the same sheets give the same.

    Args:
        sheets: in order.
        title: among its properties.
    """
    count = len(sheets)
    parts = {
        "[Content_Types].xml": _content_types(count),
        "_rels/.rels": _package_relations(),
        "xl/workbook.xml": _workbook_part(sheets),
        "xl/_rels/workbook.xml.rels": _workbook_relations(count),
        "xl/styles.xml": _styles(),
        **{f"xl/worksheets/sheet{number}.xml": part.content for number, part in enumerate(sheets, start=1)},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            _add(archive, name, part)
        checks = {part.filename: part.CRC for part in archive.infolist()}
        _add(archive, _CORE, _core_part(title, _digest(checks)))
    return stream.getvalue()


def is_as_written(data: bytes) -> bool:
    """Whether a file is a workbook of ours that nobody has saved since, so that nothing is lost with it.

    A digest of its parts stands among its properties; whatever saves a workbook writes its parts anew.
    """
    try:
        with open_archive(data, "", damaged=SourceError, smaller="", unlocked="") as archive:
            checks = {part.filename: part.CRC for part in archive.infolist()}
            core = archive.read(_CORE)
    except (SourceError, KeyError, *DAMAGE):
        return False
    del checks[_CORE]
    return _digest(checks).encode() in core


def _add(archive: zipfile.ZipFile, name: str, part: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    archive.writestr(entry, part)


def _digest(checks: Mapping[str, int]) -> str:
    text = "\n".join(f"{name} {check:08x}" for name, check in sorted(checks.items()))
    return f"khacphuc:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def _core_part(title: str, digest: str) -> bytes:
    day = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:{0}>'
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:creator>khacphuc</dc:creator>"
        f"<dc:identifier>{digest}</dc:identifier>{day.format('created')}{day.format('modified')}"
        "</cp:coreProperties>"
    ).encode()


def _workbook_part(sheets: Sequence[PackedSheet]) -> bytes:
    listed = "".join(
        f'<sheet name="{xml_text(sheet.name)}" sheetId="{number}"'
        f'{_HIDDEN if sheet.is_hidden else ""} r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    repeated = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
        f"{xml_text(_quoted(sheet.name))}!${sheet.repeated_row}:${sheet.repeated_row}</definedName>"
        for number, sheet in enumerate(sheets)
        if sheet.repeated_row
    )
    return (
        f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><workbookPr/>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/>'
        f"</bookViews><sheets>{listed}</sheets><definedNames>{repeated}</definedNames>"
        '<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>'
    ).encode()


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


@cache
def _content_types(sheets: int) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("xl/workbook.xml", f"{_TYPES}.sheet.main+xml"),
            ("xl/styles.xml", f"{_TYPES}.styles+xml"),
            *(
                (f"xl/worksheets/sheet{number}.xml", f"{_TYPES}.worksheet+xml")
                for number in range(1, sheets + 1)
            ),
            (_CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
        )
    )
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


@cache
def _styles() -> bytes:
    return styles_part().encode()


@cache
def _package_relations() -> bytes:
    return _relations(
        (f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", _CORE),
    )


@cache
def _workbook_relations(sheets: int) -> bytes:
    return _relations(
        *((f"{_RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)),
        (f"{_RELATIONS}/styles", "styles.xml"),
    )


def _relations(*targets: tuple[str, str]) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode()
