"""A workbook whose sheets are raw tables in, each table as a frame of text out, as strictly as from CSV.

People see a sheet, this package reads what is stored; where the two may differ the cell is refused, never
guessed. So text is taken as it stands, a number only in a column of whole numbers, a date only in a column
of dates; formulas, hidden rows and columns, and merged cells inside a table are errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from khacphuc.data.raw.cells import check_header, normalize_cell, quoted, text_frame
from khacphuc.data.xlsx.cell_text import cell_text, describe_cell
from khacphuc.data.xlsx.container import LARGEST_FILE, open_container
from khacphuc.data.xlsx.parts import read_workbook
from khacphuc.data.xlsx.sheet import column_letter, read_sheet
from khacphuc.errors import SourceError
from khacphuc.project.files import read_bytes
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from khacphuc.data.xlsx.parts import Workbook
    from khacphuc.data.xlsx.sheet import Sheet
    from khacphuc.schema.tables import Field, TableSchema

REGISTER = "register.xlsx"
"""The name of the workbook that holds raw tables."""

LAST_HEADER_ROW = 20
"""The header is looked for down to this row; what stands above it is a title."""

_COLUMNS = frozenset(field.name for table in TABLES.values() for field in table.raw)

_HIDDEN = "hidden, so people do not see what is read"


@dataclass(frozen=True)
class Register:
    """An open workbook; a sheet is read by ``read``."""

    filename: str
    workbook: Workbook

    def __contains__(self, table: str) -> bool:
        """Whether a sheet has the name of a table."""
        return table in self.workbook.sheets

    def near(self, table: TableSchema) -> str:
        """The sheet that is a table under another name, or has nearly its name; ``""`` where none is.

        Raises:
            SourceError: a sheet that is no table's is damaged.
        """
        names = {name.strip().casefold(): name for name in self.workbook.sheets if name not in TABLES}
        headings = {name: self._headings(name) for name in names.values()}
        columns = {field.name for field in table.raw}
        alike = [name for name in headings if table.key in headings[name]]
        # of a table that may lack, a name alone says too little
        near = [] if table.optional else [names[name] for name in get_close_matches(table.name, names, n=1)]
        return min(alike, key=lambda name: len(headings[name] ^ columns), default=next(iter(near), ""))

    def _headings(self, name: str) -> set[str]:
        """The texts of the row that may name the columns of a sheet: the first one with several names."""
        rows = read_sheet(self.workbook, name).rows
        texts = (
            {normalize_cell(cell.text) for cell in rows[row].values() if cell.kind == "text"}
            for row in sorted(rows)
            if row <= LAST_HEADER_ROW
        )
        return next((row for row in texts if len(row & _COLUMNS) > 1), set())

    def read(self, table: TableSchema) -> pd.DataFrame:
        """Read the sheet of a table: a frame like that of ``read_table``.

        ``file`` is ``<file>#<sheet>`` and ``line`` the row, as the spreadsheet numbers it.

        Raises:
            SourceError: naming the file, the sheet, the cell and the column.
        """
        where = f"{self.filename}, sheet {table.name}"
        if self.workbook.sheets[table.name].hidden:
            raise SourceError(_HIDDEN, place=where, remedy="show it (right click on a tab, Unhide)")
        sheet = read_sheet(self.workbook, table.name)
        return _Grid(where, table, sheet, from_1904=self.workbook.from_1904).frame(
            f"{self.filename}#{table.name}"
        )


def read_register(path: Path, *, filename: str) -> Register:
    """Open a register.

    Args:
        path: the workbook.
        filename: its name in messages and in the column ``file``.

    Raises:
        SourceError: it cannot be read, or is not a plain workbook (see ``open_container``).
    """
    data = read_bytes(path, at_most=LARGEST_FILE, filename=filename)
    return Register(filename, read_workbook(open_container(data, filename)))


@dataclass(frozen=True)
class _Grid:
    """One sheet against the table it should be."""

    where: str
    table: TableSchema
    sheet: Sheet
    from_1904: bool

    def frame(self, file: str) -> pd.DataFrame:
        """The sheet's rows below its header."""
        top = self._header_row()
        self._check_merged(top)
        fields = self._fields(top)
        rows = []
        for row, cells in sorted(self.sheet.rows.items()):
            if row <= top:
                continue
            texts = {}
            for column, cell in sorted(cells.items()):
                if column not in fields:
                    raise SourceError(
                        f"{quoted(cell.text)} stands beside the table, below no column name",
                        place=self._at(row, column),
                        remedy="delete it or move it to another sheet",
                    )
                field = fields[column]
                where = self._at(row, column, field)
                texts[field.name] = cell_text(cell, field, where, from_1904=self.from_1904)
            if row in self.sheet.hidden_rows:
                raise SourceError(
                    _HIDDEN,
                    place=f"{self.where}, row {row}",
                    remedy="show all rows (clear the filter) or delete it",
                )
            rows.append([*(texts.get(field.name, "") for field in self.table.raw), file, row])
        return text_frame(self.table, rows)

    def _header_row(self) -> int:
        key = self.table.key
        for row in sorted(self.sheet.rows):
            if row > LAST_HEADER_ROW:
                break
            if any(
                cell.kind == "text" and normalize_cell(cell.text) == key
                for cell in self.sheet.rows[row].values()
            ):
                return row
        expected = ", ".join(field.name for field in self.table.raw)
        raise SourceError(
            f"none of its first {LAST_HEADER_ROW} rows has the column {key}; "
            f"expected a row with the names {expected}",
            place=self.where,
        )

    def _check_merged(self, top: int) -> None:
        for cells, last in self.sheet.merged:
            if last >= top:
                raise SourceError(
                    "merged",
                    place=f"{self.where}, cells {quoted(cells)}",
                    expected="a cell for each row and column",
                    remedy="unmerge them and fill in each",
                )

    def _fields(self, top: int) -> dict[int, Field]:
        """The columns of the table, by their place in the sheet."""
        cells = dict(sorted(self.sheet.rows[top].items()))
        for column, cell in cells.items():
            if cell.kind != "text":
                raise SourceError(
                    describe_cell(cell),
                    place=self._at(top, column),
                    expected="the name of a column",
                    remedy="type the name",
                )
        columns = list(cells)
        header = [normalize_cell(cell.text) for cell in cells.values()]
        check_header(header, self.table, lambda index: self._at(top, columns[index]))
        if top in self.sheet.hidden_rows:
            raise SourceError(
                "the row of column names is hidden", place=f"{self.where}, row {top}", remedy="show it"
            )
        by_name = {field.name: field for field in self.table.raw}
        fields = {column: by_name[name] for column, name in zip(columns, header, strict=True)}
        for column, field in fields.items():
            if self.sheet.hides_column(column):
                raise SourceError(
                    _HIDDEN,
                    place=f"{self.where}, column {column_letter(column)} ({field.name})",
                    remedy="show it (select its neighbours, Unhide)",
                )
        return fields

    def _at(self, row: int, column: int, field: Field | None = None) -> str:
        name = f" (column {field.name})" if field else ""
        return f"{self.where}, cell {column_letter(column)}{row}{name}"
