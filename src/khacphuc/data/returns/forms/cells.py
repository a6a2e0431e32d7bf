"""Cells of a form as they are stored, with what people see of them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.data.xlsx.parts import unescaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.data.xlsx.number_styles import NumberFormat
    from khacphuc.data.xlsx.sheet import CellKind


class FormCell(NamedTuple):
    """A cell that is not empty.

    Attributes:
        kind: of its value; that of a formula is of what a program computed last.
        text: as stored.
        number_format: the code of the format a number is shown in; empty is General.
        formula: with which the value was computed, or None.
    """

    kind: CellKind
    text: str
    number_format: str = ""
    formula: str | None = None


class SheetMark(NamedTuple):
    """A cell with content as a sheet stores it, or where a row ends or begins.

    Attributes:
        column: of the cell, from 1; 0 where it is none.
        row: the digits of its row, or of the row that begins; empty where one only ends.
        cell: the cell, or None if it is empty or has a shared text.
        shared: of a cell with a shared text what ``CellMaker.make`` takes; each workbook has its own texts.
        attributes: of the row that begins.
        ends: whether a row ends here.
        empty: whether the row that begins has no cells.
    """

    column: int
    row: str
    cell: FormCell | None = None
    shared: tuple[str, str, str, str | None] | None = None
    attributes: str = ""
    ends: bool = False
    empty: bool = False


class FormGrid(NamedTuple):
    """A sheet: its cells, and how it is shown.

    Attributes:
        name: as its tab has it.
        hidden: whether the tab is not shown.
        rows: the cells that are not empty, by row and column, from 1.
        hidden_rows: rows that are hidden or have no height.
        hidden_columns: the same of columns.
        merged: merged ranges, as ``B3:C3``.
        blank_rows: how many rows are stored in which every cell is empty.
    """

    name: str
    hidden: bool
    rows: dict[int, dict[int, FormCell]]
    hidden_rows: list[int]
    hidden_columns: list[range]
    merged: list[str]
    blank_rows: int


class CellMaker:
    """Makes cells of what a sheet stores of them, with what the workbook's sheets share.

    Args:
        strings: the shared texts.
        formats: how each style shows numbers.
        marks: what ``scan`` has read of pieces of sheets with these formats; it adds to them.
    """

    def __init__(
        self,
        strings: Sequence[str],
        formats: Sequence[NumberFormat],
        marks: dict[str, tuple[SheetMark, ...]] | None = None,
    ) -> None:
        self._strings, self._formats = strings, formats
        self.marks = {} if marks is None else marks

    def make(self, kind: str, style: str, text: str, formula: str | None) -> FormCell | None:
        """A cell, or None if it is empty.

        Args:
            kind: the letter the format has for it; empty is a number.
            style: the index of its style; empty is the first.
            text: its value as stored.
            formula: of the value, or None.

        Raises:
            ValueError: an index is no number, or a kind is unknown.
            LookupError: a shared text is not there.
        """
        if formula is None and (not text or text.isspace()):
            return None
        if kind in {"", "n"}:
            number = int(style or 0)
            number_shape = self._formats[number] if number < len(self._formats) else _GENERAL
            return FormCell(number_shape[0], text.strip(), number_shape[1], formula)
        if kind == "s":
            text = self._strings[_index(text)] if text else ""
        elif "_x" in text:
            text = unescaped(text)
        if formula is None and (not text or text.isspace()):
            return None
        return FormCell(_KINDS[kind], text, "", formula)


def _index(text: str) -> int:
    number = int(text)
    if number < 0:  # counts from the end, in Python only
        raise ValueError(f"text {number}")
    return number


_GENERAL: Final[tuple[CellKind, str]] = ("number", "")
_KINDS: Final[dict[str, CellKind]] = {
    "s": "text",
    "str": "text",
    "inlineStr": "text",
    "b": "bool",
    "e": "error",
    "d": "day",
}
