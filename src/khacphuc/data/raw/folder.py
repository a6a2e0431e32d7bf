"""A folder in, its raw tables out: each from the one form it has, a CSV file or a sheet of the register."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.xlsx.register import REGISTER, read_register
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from khacphuc.data.xlsx.register import Register
    from khacphuc.project.layout import Layout
    from khacphuc.schema.tables import TableSchema

_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".fods", ".numbers")


def writable_table(layout: Layout, run: str, table: str, *, remedy: str) -> Path:
    """The CSV file of a table of a run that a command writes to.

    Args:
        layout: the project.
        run: the run.
        table: its name.
        remedy: what to do where it stands in the register.

    Raises:
        SourceError: it stands in the register, where nothing but people writes.
    """
    register = layout.raw(run) / REGISTER
    if register.is_file():
        filename = layout.relative(register)
        if table in read_register(layout.inside(register), filename=filename):
            raise SourceError(
                f"the {table} of run {run} are kept here, where this command does not write",
                place=f"{filename}, sheet {table}",
                remedy=remedy,
            )
    return layout.inside(layout.raw(run) / f"{table}.csv")


class RawFolder:
    """One folder of raw tables.

    Its names are listed once and compared as they are spelt, so a table is found, or not, alike on every
    system. Files that are no table (notes, ``~$register.xlsx``, which Excel leaves while it is open) are
    not looked at; a workbook that could be taken for the register is an error.
    """

    def __init__(self, layout: Layout, folder: Path) -> None:
        self._layout = layout
        self._folder = folder
        self._relative = layout.relative(folder)
        self._names = self._listing()
        self._refuse_other_registers()
        self._register: Register | None = None
        if REGISTER in self._names:
            self._register = read_register(folder / REGISTER, filename=self._place(REGISTER))

    def __contains__(self, name: str) -> bool:
        """Whether a table is here, in one form or the other."""
        return f"{name}.csv" in self._names or self._sheet(name) is not None

    def read(self, table: TableSchema) -> pd.DataFrame:
        """Read a table in the one form it has; an optional one that is not there has no rows.

        Raises:
            SourceError: it is there twice or not at all, or cannot be read as that table.
        """
        file, register = f"{table.name}.csv", self._sheet(table.name)
        if file in self._names and register:
            raise SourceError(
                f"both hold the table {table.name}",
                place=f"{self._place(file)} and {self._place(REGISTER)}, sheet {table.name}",
                remedy="keep the one that is right and delete the other",
            )
        if file in self._names:
            return read_table(self._folder / file, table, filename=self._place(file))
        if register:
            return register.read(table)
        if self._register and (sheet := self._register.near(table)):
            raise SourceError(
                f"no sheet {table.name}",
                place=self._place(REGISTER),
                remedy=f"rename its sheet {sheet!r} to {table.name}",
            )
        if table.optional:
            return text_frame(table, [])
        raise SourceError(
            f"no such file, and no sheet {table.name} in {self._place(REGISTER)}",
            place=self._place(file),
            remedy=f"put the table in one of the two{self._hint(table.name)}",
        )

    def refuse(self, tables: Iterable[str], *, instead: Path) -> None:
        """Refuse tables that are read from another folder: from this one nothing reads them.

        Raises:
            SourceError: one of them is here.
        """
        for name in tables:
            if name in self:
                raise SourceError(
                    f"the table {name} is read from {self._layout.relative(instead)}",
                    place=self.place(name),
                    remedy="move it there",
                )

    def place(self, table: str) -> str:
        """Where a table of it is, for people: its file, or its sheet of the register."""
        return self._place(f"{REGISTER}, sheet {table}" if self._sheet(table) else f"{table}.csv")

    def _place(self, name: str) -> str:
        return f"{self._relative}/{name}"

    def _listing(self) -> list[str]:
        try:
            return sorted(entry.name for entry in self._layout.inside(self._folder).iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SourceError(
                f"cannot be read ({error.strerror})",
                place=self._relative,
                remedy="check the folder and its rights",
            ) from error

    def _refuse_other_registers(self) -> None:
        for name in self._names:
            stem, _, ending = name.casefold().rpartition(".")
            if stem == "register" and f".{ending}" in _WORKBOOKS and name != REGISTER:
                raise SourceError(
                    "not read",
                    place=self._place(name),
                    expected=REGISTER,
                    remedy="open it and save it as 'Excel Workbook (*.xlsx)' under that name, "
                    "without macros, or delete it",
                )

    def _sheet(self, table: str) -> Register | None:
        """The register, where it has a sheet for the table."""
        return self._register if self._register and table in self._register else None

    def _hint(self, table: str) -> str:
        names = {name.casefold(): name for name in self._names}
        near = get_close_matches(f"{table}.csv", names, n=1, cutoff=0.8)
        return f"; did you mean {names[near[0]]!r}?" if near else ""
