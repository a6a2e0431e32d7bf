"""What the version of a run issued, read out of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.store import parquet_bytes, parse_parquet
from khacphuc.history.published_values import TABLES_OF_VALUES
from khacphuc.history.restatements import COLUMNS_OF_ISSUED, issued, untold
from khacphuc.history.signoffs import last_issued
from khacphuc.history.version_file import read_parts, read_record
from khacphuc.schema.tables import ISSUED

if TYPE_CHECKING:
    from pathlib import Path


def issued_values(version: Path) -> pd.DataFrame:
    """What a version issued, and what had moved by then.

    Args:
        version: its file.

    Returns:
        As ``restatements.issued``.

    Raises:
        SourceError: the file cannot be read, or is damaged.
    """
    record, parts = read_record(version), read_parts(version, "clean/")
    tables = {name: parse_parquet(parts[part]) for name, part in TABLES_OF_VALUES.items()}
    before = f"clean/{ISSUED}.parquet"
    nothing = pd.DataFrame(columns=list(COLUMNS_OF_ISSUED), dtype="str")
    earlier = parse_parquet(parts[before]) if before in parts else nothing
    return issued(earlier, tables, version=str(record.version), issued_on=record.published_on)


def packed_values(version: Path) -> bytes:
    """The same as Parquet, for a build.

    Raises:
        SourceError: as ``issued_values``.
    """
    return parquet_bytes(issued_values(version))


def last_issued_values(folder: Path) -> dict[str, pd.DataFrame]:
    """The values of the last issued version of a run, under the name of their frame; empty without one.

    Raises:
        SourceError: a version or the sign-offs cannot be read.
    """
    version = last_issued(folder)
    return {} if version is None else {ISSUED: issued_values(version.path)}


def values_untold_by(folder: Path, version: Path) -> tuple[str, ...]:
    """The codes of values issued last in the folder of a run of which one of its versions tells otherwise.

    Raises:
        SourceError: a version or the sign-offs cannot be read.
    """
    last = last_issued(folder)
    return () if last is None else untold(issued_values(last.path), issued_values(version))
