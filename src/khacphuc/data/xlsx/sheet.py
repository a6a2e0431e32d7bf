"""An open workbook in, one sheet out: its cells as stored, and which of its rows and columns are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from khacphuc.data.raw.cells import check_count
from khacphuc.data.xlsx.container import damaged
from khacphuc.data.xlsx.parts import TRUE, PartReader, unescaped

if TYPE_CHECKING:
    from khacphuc.data.xlsx.parts import Workbook

CellKind = Literal["text", "number", "date", "percent", "scaled", "day", "bool", "error", "formula"]

HIGHEST_ROW, HIGHEST_COLUMN = 1_048_576, 16_384
"""Of the format."""
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_HELD = {"v", "f", "t"}  # the elements whose text belongs to a cell


class StoredCell(NamedTuple):
    """One cell that is not empty: its kind, and its text as stored (of a formula, the formula).

    ``date`` is a number shown as a date, ``day`` an ISO date; ``percent`` and ``scaled`` are numbers shown
    otherwise than stored.
    """

    kind: CellKind
    text: str


@dataclass
class Sheet:
    """The cells of a sheet by row and column (from 1), and its hidden and merged parts."""

    rows: dict[int, dict[int, StoredCell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[tuple[str, int]] = field(default_factory=list)
    """Each merged range, and its last row."""

    def hides_column(self, column: int) -> bool:
        """Whether people do not see a column."""
        return any(column in hidden for hidden in self.hidden_columns)


@lru_cache(maxsize=1_000)
def column_letter(column: int) -> str:
    """Give the letter of a column as spreadsheets show it.

    >>> column_letter(1), column_letter(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of a letter, from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def read_sheet(workbook: Workbook, name: str) -> Sheet:
    """Read the cells of a sheet; empty ones, and those of blanks only, are left out.

    Raises:
        SourceError: the sheet is damaged, or has more rows than ``MOST_ROWS``.
    """
    container = workbook.container
    where = f"{container.filename}, sheet {name}"
    handler = _SheetHandler(workbook, where)
    reader = PartReader(container, workbook.sheets[name].part, where=where)
    reader.read(handler.start, handler.end, handler.take)
    return handler.sheet


class _SheetHandler:
    """Collects the cells of a sheet while its XML is parsed."""

    def __init__(self, workbook: Workbook, where: str) -> None:
        self.sheet = Sheet()
        self._workbook = workbook
        self._where = where
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}  # the attributes of the cell
        self._held: dict[str, list[str]] = {}  # the texts of the cell, by element
        self._taking: list[str] | None = None
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in _HELD:
            if not self._phonetic:
                self._taking = self._held.setdefault(name, [])
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and is_unseen(attributes, "width"):
            self.sheet.hidden_columns.append(range(int(attributes["min"]), int(attributes["max"]) + 1))
        elif name == "mergeCell":
            last = _REFERENCE.fullmatch(attributes["ref"].rpartition(":")[2])
            self.sheet.merged.append((attributes["ref"], int(last[2]) if last else HIGHEST_ROW))
        elif name == "rPh":
            self._phonetic = True

    def take(self, text: str) -> None:
        if self._taking is not None:
            self._taking.append(text)

    def end(self, name: str) -> None:
        if name in _HELD:
            self._taking = None
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._phonetic = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes.get("r", self._row + 1))
        if not self._row < row <= HIGHEST_ROW:
            raise damaged(self._where, f"row {row} after row {self._row}")
        self._row, self._column = row, 0
        if is_unseen(attributes, "ht"):
            self.sheet.hidden_rows.add(row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._attributes, self._held = attributes, {}
        self._column += 1
        if "r" in attributes:
            match = _REFERENCE.fullmatch(attributes["r"])
            column = column_number(match[1]) if match else 0
            if not match or int(match[2]) != self._row or column < self._column:
                raise damaged(self._where, f"cell {attributes['r']!r} out of its place")
            self._column = column
        if not self._row or self._column > HIGHEST_COLUMN:
            raise damaged(self._where, f"row {self._row}, column {self._column}")

    def _end_cell(self) -> None:
        if not self._held:  # formatted, and empty: sheets have many
            return
        cell = self._cell()
        if not cell.text.strip() and cell.kind != "formula":
            return
        if self._row not in self.sheet.rows:
            check_count(len(self.sheet.rows) + 1, f"{self._where}, row {self._row}")
            self.sheet.rows[self._row] = {}
        self.sheet.rows[self._row][self._column] = cell

    def _cell(self) -> StoredCell:
        attributes, held = self._attributes, self._held
        value = "".join(held.get("v", ()))
        if "f" in held:
            return StoredCell("formula", "".join(held["f"]))
        kind = attributes.get("t", "n")
        if kind == "s":
            return StoredCell("text", self._string(value) if value else "")
        if kind == "inlineStr":
            return StoredCell("text", unescaped("".join(held.get("t", ()))))
        if kind == "n":
            style = int(attributes.get("s", "0"))
            formats = self._workbook.formats
            return StoredCell(formats[style].kind if style < len(formats) else "number", value.strip())
        kinds: dict[str, CellKind] = {"str": "text", "b": "bool", "e": "error", "d": "day"}
        return StoredCell(kinds[kind], unescaped(value) if kind == "str" else value)

    def _string(self, index: str) -> str:
        strings = self._workbook.strings
        if not index.isdecimal() or int(index) >= len(strings):
            raise damaged(self._where, f"text {index!r} of {len(strings)}")
        return strings[int(index)]


def is_unseen(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width.

    >>> is_unseen({"ht": "0"}, "ht"), is_unseen({"ht": "15"}, "ht")
    (True, False)
    """
    return attributes.get("hidden") in TRUE or float(attributes.get(size, "1")) == 0
