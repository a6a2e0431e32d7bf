"""The reference tables an office's runs read: the shared ones, with what the office has of its own.

``units`` are those of the office. Projects of one office had them beside the shared lists; there they are
still read, with a note that names the command which moves them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.raw.folder import RawFolder
from khacphuc.data.xlsx.register import REGISTER
from khacphuc.errors import SourceError
from khacphuc.locale import words
from khacphuc.project.offices import existing_offices
from khacphuc.schema.tables import OFFICE_TABLES, REFERENCE_TABLES, TABLES
from khacphuc.text.letters import without_marks

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.schema.columns import TableSchema

_UNITS = "units"
_WORD = re.compile("[a-z0-9]+")


class ReferenceFolders:
    """The two folders of reference tables: the one all offices share, and the one of an office.

    Args:
        layout: the project.
        office: the office; empty where the project has none.

    Raises:
        SourceError: one of them holds a table that is read from elsewhere, or it is not known whose units
            lie beside the shared lists.
    """

    def __init__(self, layout: Layout, office: str) -> None:
        self._layout = layout
        self._office = office
        self._shared = RawFolder(layout, layout.reference)
        # an office that has none yet is read from a folder that is not there: it has no tables
        self._folder = RawFolder(layout, self.folder) if office else None
        if _UNITS in self._shared:
            self._check_shared_units()

    @property
    def folder(self) -> Path:
        """The folder of the office; the shared one where there is none."""
        return self._layout.office(self._office) if self._office else self._layout.reference

    def read(self, table: TableSchema) -> pd.DataFrame:
        """Read a table; the rows of an office stand behind the shared ones.

        Raises:
            SourceError: it is there twice or not at all, or cannot be read as that table.
        """
        if self._folder is None or table.name not in self._folder:
            return self._shared.read(table)
        if table.name == _UNITS:
            return self._folder.read(table)
        return pd.concat([self._shared.read(table), self._folder.read(table)], ignore_index=True)

    def refuse_others(self, yearly: Path) -> None:
        """Refuse tables that are read from another folder.

        Args:
            yearly: the folder of the run, from where all other tables are read.

        Raises:
            SourceError: one of them is here.
        """
        others = [name for name in TABLES if name not in REFERENCE_TABLES]
        for folder in filter(None, (self._shared, self._folder)):
            folder.refuse(others, instead=yearly)
        if self._folder:
            shared = [name for name in REFERENCE_TABLES if name not in OFFICE_TABLES]
            self._folder.refuse(shared, instead=self._layout.reference)

    def units_note(self, name: str, language: str) -> str:
        """A line about units that lie beside the shared lists, with the command that moves them; else empty.

        Args:
            name: of the folder they go to, where the project has no office yet.
            language: of the line.
        """
        if _UNITS not in self._shared:
            return ""
        office = self._office or name
        folder = self._layout.relative(self._layout.office(office))
        labels = words(language, "terminal")
        if not (self._layout.reference / f"{_UNITS}.csv").is_file():
            place = f"{self._layout.relative(self._layout.reference)}/{REGISTER}"
            return labels["units_sheet_shared"].format(file=place, other=f"{folder}/{REGISTER}")
        return labels["units_file_shared"].format(
            file=f"{self._layout.relative(self._layout.reference)}/{_UNITS}.csv",
            office=office,
            command=self._command(folder),
        )

    def _command(self, folder: str) -> str:
        """The command that moves the units and their sidecar, alike for a shell and for PowerShell."""
        make = "" if self._layout.root.joinpath(folder).is_dir() else f"mkdir {folder}; "
        return f"{make}mv {self._layout.relative(self._layout.reference)}/{_UNITS}.* {folder}/"

    def _check_shared_units(self) -> None:
        """Refuse units beside the shared lists that may be those of another office."""
        place = self._shared.place(_UNITS)
        if self._folder and _UNITS in self._folder:
            raise SourceError(
                f"both hold the table {_UNITS}",
                place=f"{place} and {self._folder.place(_UNITS)}",
                remedy="keep the one that is right; units of another office belong into its folder",
            )
        if len(existing_offices(self._layout)) > 1:
            raise SourceError(
                "nobody knows which office's units these are",
                place=place,
                remedy="move the file into the folder of its office: "
                f"mv {self._layout.relative(self._layout.reference)}/{_UNITS}.* FOLDER/",
            )


def office_id(place: str) -> str:
    """An id for the office of a place, in small letters without marks.

    >>> office_id("Tây Ninh"), office_id("TP. Đồng Nai"), office_id("…")
    ('tay-ninh', 'tp-dong-nai', 'office')
    """
    return "-".join(_WORD.findall(without_marks(place))) or "office"
