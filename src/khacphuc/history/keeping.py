"""Keeps a version that was published: its file, and the vintages of the values it changed.

A version is written whole beside its place first, then its vintages are added, then it gets its name. So a
version with its name has its vintages, and one that was cut short is ended by whoever comes next.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Final

from khacphuc.data.store import parse_parquet
from khacphuc.errors import SourceError
from khacphuc.history.append_only import add_history_rows
from khacphuc.history.published_values import TABLES_OF_VALUES, published_values
from khacphuc.history.version_file import (
    PENDING,
    VersionFile,
    list_versions,
    next_number,
    pack_version,
    pending_files,
    read_parts,
    read_record,
    version_name,
)
from khacphuc.history.vintages import (
    COLUMNS_OF_VINTAGES,
    Vintage,
    changed_values,
    latest_values,
    read_vintages,
)
from khacphuc.project.files import sync_folder, write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khacphuc.history.published_values import Key, PublishedValue
    from khacphuc.history.version_file import VersionRecord

VINTAGES: Final = "vintages.csv"


def keep_version(folder: Path, record: VersionRecord, files: Mapping[str, bytes]) -> VersionFile:
    """Keep a version, unless the last one is the same.

    Args:
        folder: ``history/<run>``; whoever calls holds the lock of the run.
        record: of the version; it gets the next number.
        files: of its archive (see ``pack_version``).

    Returns:
        The version, or the last one, which is the same.

    Raises:
        SourceError: the vintages or a version there cannot be read; nothing was changed.
        OSError: the disk refuses.
    """
    end_pending(folder)
    versions = list_versions(folder)
    if versions and record.run_json.startswith(versions[-1].digest):
        return versions[-1]
    vintages = read_vintages(folder / VINTAGES)  # before anything is written
    # a number that rows have is not given again, though its file is gone
    number = max(next_number(folder), int(vintages[-1].version) + 1 if vintages else 1)
    numbered = replace(record, version=number)
    path = folder / version_name(numbered.version, record.run_json)
    pending = path.with_name(path.name + PENDING)
    write_bytes(pending, pack_version(numbered, files), durable=True)
    _end(folder, pending)
    sync_folder(folder)
    return VersionFile(numbered.version, record.run_json, path)


def end_pending(folder: Path) -> None:
    """End the keeping of a version that was cut short; one that was not written whole is none."""
    for pending in pending_files(folder):
        try:
            record = read_record(pending)
        except SourceError:
            pending.unlink()
            continue
        if record.version >= next_number(folder):
            _end(folder, pending)
        else:
            pending.unlink()


def _end(folder: Path, pending: Path) -> None:
    rows = vintages_of(pending, latest_values(read_vintages(folder / VINTAGES)))
    if rows:
        add_history_rows(folder / VINTAGES, COLUMNS_OF_VINTAGES, map(astuple, rows))
    pending.rename(pending.with_name(pending.name.removesuffix(PENDING)))


def vintages_of(version: Path, before: Mapping[Key, PublishedValue]) -> tuple[Vintage, ...]:
    """The rows a version adds to the vintages.

    Args:
        version: its file.
        before: what the version before it publishes (``latest_values``).

    Raises:
        SourceError: the file cannot be read, or is damaged.
    """
    record, parts = read_record(version), read_parts(version, "clean/")
    tables = {name: parse_parquet(parts[part]) for name, part in TABLES_OF_VALUES.items()}
    return tuple(
        Vintage(
            published_on=record.published_on,
            office=record.office,
            run=record.run,
            period=record.period,
            kind=value.kind,
            code=value.code,
            value=value.value,
            unit=value.unit,
            document_status=record.document_status,
            version=str(record.version),
        )
        for value in changed_values(before, published_values(tables))
    )
