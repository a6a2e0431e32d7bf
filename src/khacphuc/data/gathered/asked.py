"""Whether a run asks its units for anything: seen without pandas where it can be, for planning is quick."""

from __future__ import annotations

import csv
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from khacphuc.errors import SourceError
from khacphuc.project.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TABLE: Final = "collections"
_KEY: Final = "collection_id"
_REGISTER: Final = "register.xlsx"
_EXAMPLE: Final = "VD:"  # how the key of an example row of a form begins
_NAMED: Final = f'name="{_TABLE}"'.encode()
_SHEETS: Final = "xl/workbook.xml"
_LARGEST_LIST: Final = 1_000_000  # bytes: the names of the sheets of any workbook


def has_collections(folder: Path) -> bool:
    """Whether the table of collections in the folder of a run has a row.

    A table that cannot be read has some: the stage that reads it says what is wrong with it.

    Args:
        folder: the raw tables of a run.
    """
    file, register = folder / f"{_TABLE}.csv", folder / _REGISTER
    if file.is_file():
        try:
            return _is_any_typed(row[0] for row in csv.reader(read_text(file).splitlines()) if row)
        except (SourceError, csv.Error):
            return True
    if not register.is_file():
        return False
    status = register.stat()
    return _has_rows(register, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=16)  # planning asks several times
def _has_rows(register: Path, _size: int, _changed: int) -> bool:
    if not _has_sheet(register):
        return False
    # imported here: they need pandas, and most registers have no such sheet
    from khacphuc.data.xlsx.register import read_register  # noqa: PLC0415
    from khacphuc.schema.tables import TABLES  # noqa: PLC0415

    try:
        rows = read_register(register, filename=_REGISTER).read(TABLES[_TABLE])
    except SourceError:
        return True
    return _is_any_typed(rows[_KEY])


def _has_sheet(register: Path) -> bool:
    with suppress(BadZipFile, KeyError, OSError, ValueError), ZipFile(register) as archive:
        is_small = archive.getinfo(_SHEETS).file_size <= _LARGEST_LIST
        return is_small and _NAMED in archive.read(_SHEETS)
    return False  # what is no workbook is told by whoever reads the tables


def _is_any_typed(keys: Iterable[str]) -> bool:
    return any(key.strip() and key.strip() != _KEY and not key.upper().startswith(_EXAMPLE) for key in keys)
