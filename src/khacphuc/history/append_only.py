"""Tables in ``history/<run>`` that rows are only ever added to: CSV, whole or not at all, and on the disk."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from khacphuc.errors import SourceError
from khacphuc.project.files import read_text, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_REMEDY: Final = "take the file back from where it is kept (git, a backup); it is only ever added to"


def today() -> str:
    """The day here, as ISO 8601 writes it."""
    return datetime.now(UTC).astimezone().date().isoformat()


def read_history_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table in their order, each with its place for messages; none where there is no file.

    Args:
        path: the file.
        columns: its heading.

    Raises:
        SourceError: the heading is another, a row has another number of cells, or the last line does not end.
    """
    if not path.exists():
        return
    text = read_text(path)
    rows = csv.reader(io.StringIO(text))
    if next(rows, None) != list(columns):
        raise SourceError(
            "another heading", place=f"{path}, line 1", expected=",".join(columns), remedy=_REMEDY
        )
    if not text.endswith("\n"):
        raise damaged_row("its last line does not end", str(path), "whole rows")
    for row in rows:
        place = f"{path}, line {rows.line_num}"
        if len(row) != len(columns):
            raise damaged_row(",".join(row), place, ",".join(columns))
        yield place, row


def add_history_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Add rows to a table; whoever calls holds the lock of the run.

    Raises:
        SourceError: the table there is damaged; it is left as it is.
        OSError: the disk refuses.
    """
    stream = io.StringIO()
    before = [row for _, row in read_history_rows(path, columns)]
    csv.writer(stream, lineterminator="\n").writerows([columns, *before, *rows])
    write_bytes(path, stream.getvalue().encode(), durable=True)


def damaged_row(observed: str, place: str, expected: str) -> SourceError:
    """The error of a row that is none, with the remedy."""
    return SourceError(observed, place=place, expected=expected, remedy=_REMEDY)
