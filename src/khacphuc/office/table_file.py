"""``*.csv`` of a new run: a raw table, from rows by the names of its columns. Pure."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khacphuc.schema.tables import TableSchema


def table_text(table: TableSchema, rows: Iterable[Mapping[Any, str]]) -> str:
    """A raw table as CSV: its header, and the rows; a cell a row does not have is empty.

    An optional column of which no row has a cell is left out.

    Args:
        table: its declaration.
        rows: by the names of its raw columns, which are all they may have.
    """
    stream, rows = io.StringIO(), list(rows)
    used = {name for row in rows for name, cell in row.items() if cell}
    lacking = {field.name for field in table.raw if field.optional} - used
    names = [field.name for field in table.raw if field.name not in lacking]
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell for name, cell in row.items() if name not in lacking} for row in rows)
    return stream.getvalue()
