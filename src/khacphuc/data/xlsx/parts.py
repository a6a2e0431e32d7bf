"""A container in, the workbook's index out: its sheets, its shared texts and the kinds of its number formats.

openpyxl gives values already converted (a float for ``1.231``) and builds a whole sheet before it can be
refused; here a cell keeps its stored text, and limits hold while the XML is read. A document type
declaration is refused, so no entity is ever expanded.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from khacphuc.data.xlsx.container import damaged
from khacphuc.data.xlsx.number_styles import NumberFormat, number_format
from khacphuc.errors import SourceError
from khacphuc.project.files import TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.data.xlsx.container import Container

    Attributes = dict[str, str]

_MOST_ELEMENTS = 4_000_000  # 200,000 rows of 9 columns; some 5 s of reading
_MOST_TAGS = 2 * _MOST_ELEMENTS
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how workbooks write a character that XML cannot hold
TRUE = ("1", "true")  # how the format writes that something is so


class SheetPart(NamedTuple):
    """Where a sheet stands in the container, and whether people see it."""

    part: str
    hidden: bool


@dataclass(frozen=True)
class Workbook:
    """A workbook's sheets by name, and what their cells refer to."""

    container: Container
    sheets: dict[str, SheetPart]
    strings: list[str]
    formats: list[NumberFormat]
    from_1904: bool


class WorkbookIndex(NamedTuple):
    """The sheets of a workbook by name, its other parts by kind, and whether it counts days from 1904."""

    sheets: dict[str, SheetPart]
    parts: dict[str, str]
    from_1904: bool


class PartReader:
    """One pass through a part: calls for elements by their local names, limits, no entities."""

    def __init__(self, container: Container, part: str, *, where: str = "") -> None:
        self.where = where or container.filename
        self.part = part
        self._left = _MOST_ELEMENTS
        self._data = container.read(part)

    def read(
        self,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Read the part; raises SourceError where it is broken, too large or declares a document type."""

        def started(name: str, attributes: Attributes) -> None:
            self._left -= 1
            if self._left < 0:
                raise self._too_many()
            start(name.rpartition(" ")[2], attributes)

        if self._data.count(b"<") > _MOST_TAGS:  # counted at once, before any is read
            raise self._too_many()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = started
        if end:
            parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
        if text:
            parser.CharacterDataHandler = text
        try:
            parser.Parse(self._data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged(self.where, f"part {self.part!r}: {error}") from error

    def _too_many(self) -> SourceError:
        return SourceError(
            f"more than {_MOST_ELEMENTS:,} cells and marks in {self.part!r}",
            place=self.where,
            remedy="delete formatted empty rows and columns",
            kind=TOO_LARGE,
        )

    def _refuse_doctype(self, *_: object) -> None:
        raise SourceError(
            f"its part {self.part!r} declares a document type, which no workbook needs",
            place=self.where,
            remedy="save it again in Excel",
        )


def read_workbook(container: Container) -> Workbook:
    """Read what all sheets of a workbook need: its index, its shared texts and its number formats.

    Raises:
        SourceError: it is damaged, or no workbook of cells.
    """
    sheets, parts, from_1904 = read_index(container)
    strings = _strings(container, parts["sharedStrings"]) if "sharedStrings" in parts else []
    formats = read_formats(container, parts["styles"]) if "styles" in parts else []
    return Workbook(container, sheets, strings, formats, from_1904)


def read_index(container: Container) -> WorkbookIndex:
    """Read which sheets a workbook has, and where its parts are.

    Raises:
        SourceError: it is damaged, or no workbook of cells.
    """
    root = [target for kind, target in _relations(container, "").values() if kind == "officeDocument"]
    if not root:
        raise damaged(container.filename, "no part is its main document")
    main = root[0]
    relations = _relations(container, main)
    sheets: dict[str, SheetPart] = {}
    is_workbook = from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal is_workbook, from_1904
        if name == "workbook":
            is_workbook = True
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904") in TRUE
        elif name == "sheet":
            kind, part = relations[_local(attributes, "id")]
            if kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets[attributes["name"]] = SheetPart(part, hidden)

    PartReader(container, main).read(start)
    if not is_workbook:
        raise SourceError(
            "an Office file, but not a workbook", place=container.filename, remedy="put the register there"
        )
    return WorkbookIndex(sheets, dict(relations.values()), from_1904)


def custom_properties(container: Container) -> dict[str, str]:
    """What a program put into a workbook beside its sheets: texts by name; spreadsheets keep them.

    Raises:
        SourceError: the part that holds them is damaged.
    """
    texts: dict[str, str] = {}
    current = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal current
        if name == "property":
            current = attributes["name"]

    def text(characters: str) -> None:
        texts[current] = texts.get(current, "") + characters

    for kind, part in _relations(container, "").values():
        if kind == "custom-properties":
            PartReader(container, part).read(start, text=text)
    return {name: characters.strip() for name, characters in texts.items() if name}


def _relations(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part by id: the last word of the relation's type, and the other part's name."""
    folder, name = posixpath.split(part)
    relations = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            # a name with a slash in front is relative to the root
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            relations[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], target)

    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels in container or not part:
        PartReader(container, rels).read(start)
    return relations


def _local(attributes: Attributes, name: str) -> str:
    """An attribute that stands in a namespace."""
    return next(value for key, value in attributes.items() if key.endswith(f" {name}"))


def _strings(container: Container, part: str) -> list[str]:
    strings: list[str] = []
    texts: list[str] = []
    silent = 0  # inside phonetic runs
    inside = False

    def start(name: str, _: Attributes) -> None:
        nonlocal silent, inside
        if name == "si":
            texts.clear()
        silent += name == "rPh"
        inside = name == "t" and not silent

    def end(name: str) -> None:
        nonlocal silent, inside
        inside = False
        silent -= name == "rPh"
        if name == "si":
            strings.append(unescaped("".join(texts)))

    PartReader(container, part).read(start, end, lambda text: texts.append(text) if inside else None)
    return strings


def read_formats(container: Container, part: str) -> list[NumberFormat]:
    """How each cell style shows numbers, by the style's index.

    Raises:
        SourceError: the part is damaged.
    """
    codes: dict[int, str] = {}
    formats: list[NumberFormat] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name in {"cellXfs", "cellStyleXfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = int(attributes.get("numFmtId", "0"))
            formats.append(number_format(number, codes.get(number, "")))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    PartReader(container, part).read(start, end)
    return formats


def unescaped(text: str) -> str:
    r"""Undo how workbooks write characters XML cannot hold.

    >>> unescaped("a_x000D_\n_x005F_x000D_")
    'a\r\n_x000D_'
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
