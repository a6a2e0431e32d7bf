"""The table of receipts of a run: what came in and when, one row for each form."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.raw.folder import writable_table
from khacphuc.project.files import write_bytes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khacphuc.project.layout import Layout

Receipt = dict[str, str]

_TABLE: Final = TABLES["receipts"]
_COLUMNS: Final = tuple(field.name for field in _TABLE.raw)
_CODE: Final = re.compile("BN([0-9]{1,9})")


def receipts_file(layout: Layout, run: str) -> Path:
    """Where the receipts of a run stand.

    Raises:
        SourceError: they stand in the register, where nothing but people writes.
    """
    return writable_table(layout, run, _TABLE.name, remedy=f"move the sheet to {_TABLE.name}.csv")


def read_receipts(file: Path, filename: str) -> list[Receipt]:
    """The receipts there are, in their order; without a file there are none.

    Raises:
        SourceError: the table cannot be read: somebody typed into it.
    """
    if not file.exists():
        return []
    frame = read_table(file, _TABLE, filename=filename)
    return [{name: str(row.get(name, "")) for name in _COLUMNS} for row in frame.pipe(row_dicts)]


def write_receipts(file: Path, receipts: Sequence[Receipt]) -> None:
    """Write the receipts, whole or not at all, and end when they are on the disk.

    Those without a code get the next one.
    """
    codes = [int(match[1]) for row in receipts if (match := _CODE.fullmatch(row["receipt_id"]))]
    last = max(codes, default=0)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in receipts:
        if not row["receipt_id"]:
            last += 1
            row["receipt_id"] = f"BN{last:04}"
        writer.writerow(row)
    write_bytes(file, stream.getvalue().encode(), durable=True)
