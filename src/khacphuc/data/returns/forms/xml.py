"""The parts of a form as any program may write them, read by a parser of XML; see ``scan``. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from khacphuc.data.returns.forms.cells import FormGrid
from khacphuc.data.returns.forms.scan import merged_ranges
from khacphuc.data.xlsx.parts import unescaped
from khacphuc.data.xlsx.sheet import HIGHEST_COLUMN, HIGHEST_ROW, column_number, is_unseen

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.data.returns.forms.cells import CellMaker, FormCell
    from khacphuc.data.xlsx.parts import Attributes


def parse_strings(part: bytes) -> list[str]:
    """The shared texts of a workbook.

    Raises:
        ValueError: it is no XML, or declares a document type.
    """
    texts: list[list[str]] = []
    is_taken = is_spoken = False

    def start(name: str, _: Attributes) -> None:
        nonlocal is_taken, is_spoken
        if name == "si":
            texts.append([])
            is_spoken = False
        elif name == "rPh":  # how a text is read aloud: what follows in it is no part of the text
            is_spoken = True
        is_taken = name == "t" and not is_spoken

    def end(_: str) -> None:
        nonlocal is_taken
        is_taken = False

    _parse(part, start, end, lambda text: texts[-1].append(text) if is_taken else None)
    return [unescaped("".join(parts)) for parts in texts]


def parse_grid(part: bytes, name: str, maker: CellMaker, *, hidden: bool) -> FormGrid:
    """The cells of a sheet.

    Args:
        part: the XML of the sheet.
        name: as its tab has it.
        maker: of its cells.
        hidden: whether the tab is not shown.

    Raises:
        ValueError: it is no XML, declares a document type, or a place or a kind is none.
        LookupError: a cell names a shared text that is not there.
    """
    reader = _GridReader(maker)
    _parse(part, reader.start, reader.end, reader.take)
    rows = {row: cells for row, cells in reader.rows.items() if cells}
    blank = len(reader.rows) - len(rows)
    return FormGrid(name, hidden, rows, reader.hidden_rows, reader.hidden_columns, merged_ranges(part), blank)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("it declares a document type, which no workbook needs")


def _parse(
    part: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


class _GridReader:
    """Collects the cells of a sheet while its XML is parsed."""

    def __init__(self, maker: CellMaker) -> None:
        self.rows: dict[int, dict[int, FormCell]] = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[range] = []
        self._maker = maker
        self._row = self._column = 0
        self._attributes: Attributes = {}  # of the cell
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._taking: list[str] | None = None
        self._is_spoken = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._attributes, self._value, self._formula = attributes, [], None
            self._is_spoken = False
            self._column = self._next_column(attributes.get("r"))
        elif name in {"v", "t"} and not self._is_spoken:
            self._taking = self._value
        elif name == "f":
            self._taking = self._formula = []
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":  # how the text is read aloud
            self._is_spoken = True
        elif name == "col" and is_unseen(attributes, "width"):
            self.hidden_columns.append(range(int(attributes["min"]), int(attributes["max"]) + 1))

    def take(self, text: str) -> None:
        if self._taking is not None:
            self._taking.append(text)

    def end(self, name: str) -> None:
        self._taking = None
        if name == "c":
            formula = None if self._formula is None else "".join(self._formula)
            kind, style = self._attributes.get("t", ""), self._attributes.get("s", "")
            cell = self._maker.make(kind, style, "".join(self._value), formula)
            if cell:
                self.rows[self._row][self._column] = cell

    def _begin_row(self, attributes: Attributes) -> None:
        row = int(attributes.get("r", self._row + 1))
        if not self._row < row <= HIGHEST_ROW:
            raise ValueError(f"row {row} after row {self._row}")
        self._row, self._column = row, 0
        self.rows[row] = {}
        if is_unseen(attributes, "ht"):
            self.hidden_rows.append(row)

    def _next_column(self, reference: str | None) -> int:
        column = self._column + 1
        if reference is not None:
            letters = reference.removesuffix(str(self._row))
            if not (letters.isascii() and letters.isupper() and letters.isalpha()):
                raise ValueError(f"cell {reference!r} in row {self._row}")
            column = column_number(letters)
        if not self._column < column <= HIGHEST_COLUMN:
            raise ValueError(f"cell {reference!r} out of its place")
        return column
