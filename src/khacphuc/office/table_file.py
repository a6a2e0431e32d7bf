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

    Args:
        table: its declaration.
        rows: by the names of its raw columns, which are all they may have.
    """
    stream = io.StringIO()
    names = [field.name for field in table.raw]
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
