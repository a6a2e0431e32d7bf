"""The bytes of a form in, its sheets out; quick, for there are thousands.

What is the same in all forms (styles, index) is read once and known again by its bytes. Limits and refusals
are those of registers (``xlsx.container``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from khacphuc.data.returns.forms.cell_values import quoted_text
from khacphuc.data.returns.forms.cells import CellMaker, FormGrid
from khacphuc.data.returns.forms.scan import scan_grid, scan_strings
from khacphuc.data.returns.forms.xml import parse_grid, parse_strings
from khacphuc.data.xlsx.container import damaged, has_links, open_container
from khacphuc.data.xlsx.parts import WorkbookIndex, read_formats, read_index
from khacphuc.errors import SourceError
from khacphuc.project.files import TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.data.returns.forms.cells import SheetMark
    from khacphuc.data.xlsx.container import Container
    from khacphuc.data.xlsx.number_styles import NumberFormat

    _Styles = tuple[list[NumberFormat], dict[str, tuple[SheetMark, ...]]]

LARGEST_FORM: Final = 10_000_000
"""Bytes of a form. One of 40 rows is some 10 kB, a year of them in one workbook 100 kB."""

GOOGLE_SHEETS: Final = "Google Sheets"
LIBREOFFICE: Final = "LibreOffice"

_MOST_SHEETS = 200  # a form a week for a year, and three times as many sheets beside them
_MOST_TAGS = 4_000_000  # 65,536 formatted rows of 26 cells; a second of reading
_MOST_INDEXES = 64  # of as many programs and versions of forms
_MOST_STYLES = 8  # with what was read of their sheets: at most 25 MB each, of a form 0.2
_LARGEST_KEPT = 200_000  # bytes of a part that is known again
_INDEX_PARTS = ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_APPLICATION = re.compile(rb"<Application>([^<]{1,60})")
# Google writes no properties of documents, and names this in every index
_OF_MAC = b"schemas.microsoft.com/office/mac/excel"

_Value = TypeVar("_Value")


class FormWorkbook(NamedTuple):
    """A workbook: its sheets, the program that saved it, if it says so, and whether it links to others."""

    grids: list[FormGrid]
    program: str
    linked: bool


def read_form_workbook(
    data: bytes, filename: str, is_left_out: Callable[[str], bool] | None = None
) -> FormWorkbook:
    """Read the sheets of a workbook.

    Args:
        data: the bytes of the file.
        filename: its name in messages.
        is_left_out: of the name of a sheet whether nobody needs it; it need not be readable then.

    Raises:
        SourceError: it is no plain workbook (see ``open_container``; links to others are no reason), it is
            damaged, or larger than any form; ``kind`` says which.
    """
    container = open_container(data, filename, linked=True)
    try:
        index = _index(container)
        if len(index.sheets) > _MOST_SHEETS:
            raise _too_large(filename, f"{len(index.sheets):,} sheets")
        maker = CellMaker(_strings(container, index), *_styles(container, index))
        grids, tags = [], 0
        for name, sheet in index.sheets.items():
            if is_left_out and is_left_out(name):
                continue
            part = container.read(sheet.part)
            tags += part.count(b"<")  # counted at once, before any is read; several sheets may name one part
            if tags > _MOST_TAGS:
                raise _too_large(filename, f"more than {_MOST_TAGS:,} marks")
            tab = quoted_text(name)  # it stands in tables, and so do formats
            grid = scan_grid(part, tab, maker, hidden=sheet.hidden)
            grids.append(grid or parse_grid(part, tab, maker, hidden=sheet.hidden))
    except (ValueError, LookupError, StopIteration) as error:
        # of what is not XML, and of attributes that are missing or no numbers
        raise damaged(filename, f"{type(error).__name__}: {error}") from error
    return FormWorkbook(grids, _program(container), has_links(container))


def _too_large(filename: str, observed: str) -> SourceError:
    remedy = "delete formatted empty rows and columns, and sheets that are not of the form"
    return SourceError(observed, place=filename, expected="a form", remedy=remedy, kind=TOO_LARGE)


def _strings(container: Container, index: WorkbookIndex) -> list[str]:
    part = container.read(index.parts["sharedStrings"]) if "sharedStrings" in index.parts else b""
    if part.count(b"<") > _MOST_TAGS:
        raise _too_large(container.filename, f"more than {_MOST_TAGS:,} marks")
    if not part:
        return []
    strings = scan_strings(part)
    return parse_strings(part) if strings is None else strings


class _Memory(Generic[_Value]):
    """What was read of parts that are the same in forms of one making, by their bytes.

    Args:
        most: as many are remembered; then all are forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[bytes, _Value] = {}

    def get(self, part: bytes, read: Callable[[], _Value]) -> _Value:
        """What was read of a part before, or is read now."""
        value = self._values.get(part)
        if value is None:
            value = read()
            if len(part) <= _LARGEST_KEPT:
                if len(self._values) >= self._most:
                    self._values.clear()
                self._values[part] = value
        return value


_STYLES: Final[_Memory[_Styles]] = _Memory(_MOST_STYLES)
_INDEXES: Final[_Memory[WorkbookIndex]] = _Memory(_MOST_INDEXES)


def _styles(container: Container, index: WorkbookIndex) -> _Styles:
    """How each style shows numbers, and what was read of sheets with the same styles."""
    part = index.parts.get("styles")
    if part is None:
        return [], {}

    def read() -> _Styles:
        return [style._replace(code=quoted_text(style.code)) for style in read_formats(container, part)], {}

    return _STYLES.get(container.read(part), read)


def _index(container: Container) -> WorkbookIndex:
    parts = [container.read(name) for name in _INDEX_PARTS if name in container]
    if len(parts) < len(_INDEX_PARTS):  # a workbook with other names inside
        return read_index(container)
    return _INDEXES.get(b"\0".join(parts), lambda: read_index(container))


def _program(container: Container) -> str:
    """The program that saved a workbook, if it says so."""
    if "docProps/app.xml" in container:
        match = _APPLICATION.search(container.read("docProps/app.xml")[:_LARGEST_KEPT])
        if match:
            return match[1].decode("utf-8", "replace")
    main = _INDEX_PARTS[1]
    is_of_google = not any(name.startswith("docProps/") for name in container.archive.NameToInfo) or (
        main in container and _OF_MAC in container.read(main)
    )
    return GOOGLE_SHEETS if is_of_google else ""
