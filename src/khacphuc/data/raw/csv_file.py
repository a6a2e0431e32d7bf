"""One raw table from a UTF-8 CSV file, as strictly as it can be told what is wrong."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from khacphuc.data.raw.cells import LONGEST_CELL, check_cell, check_count, check_header, text_frame, tidy
from khacphuc.data.xlsx.container import LARGEST_FILE
from khacphuc.errors import SourceError
from khacphuc.project.files import decode_text, read_bytes
from khacphuc.text.legacy import detect_legacy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from khacphuc.schema.tables import Table

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOKS = (b"PK", b"\xd0\xcf")
_LONGEST_LINE = 1_000_000  # characters
_MOST_COLUMNS = 1_000
_LOOKED_AT = 100_000  # characters in which an old font is looked for


def read_table(path: Path, table: Table, *, shown: str) -> pd.DataFrame:
    """Read one raw table: a frame of text with the columns of ``table.raw``, ``file`` and ``line``.

    Cells are NFC, without blanks around them; rows that are empty throughout are left out.

    Args:
        path: the CSV file.
        table: what it should hold.
        shown: the file's name in messages and in the column ``file``.

    Raises:
        SourceError: naming the file, the line and the column.
    """
    allowed = {field.name: field.allowed for field in table.raw}
    records = _records(_decode(path, shown), shown)
    header_line, header = next(records, (0, []))
    if not header:
        raise SourceError(f"{shown}: empty; expected a header line: {','.join(allowed)}")
    if len(header) == 1 and any(sign in header[0] for sign in ";\t"):
        raise SourceError(
            f"{shown}, line {header_line}: columns are separated by ';' or TAB; save the file with commas"
        )
    check_header(header, table, lambda _: f"{shown}, line {header_line}")
    rows = []
    for line, cells in records:
        if len(cells) != len(header):
            raise SourceError(
                f"{shown}, line {line}: {len(cells)} cells, expected {len(header)}; "
                "put a cell that holds a comma in double quotes"
            )
        by_name = dict(zip(header, cells, strict=True))
        for name, cell in by_name.items():
            if cell not in allowed[name]:
                check_cell(cell, f"{shown}, line {line}, column {name}")
        rows.append([*(by_name[name] for name in allowed), shown, line])
    return text_frame(table, rows)


def _decode(path: Path, shown: str) -> str:
    try:
        data = read_bytes(path, at_most=LARGEST_FILE)
    except SourceError as error:
        raise SourceError(str(error).replace(str(path), shown)) from error
    if data.startswith(_UTF16) or b"\0" in data[:4]:
        raise SourceError(f"{shown}: UTF-16 or UTF-32 text, expected UTF-8; save it again as 'CSV UTF-8'")
    if data.startswith(_WORKBOOKS):
        raise SourceError(f"{shown}: a workbook, not CSV; save the sheet as 'CSV UTF-8'")
    try:
        return decode_text(data, shown)
    except SourceError as error:
        if encoding := detect_legacy(data[:_LOOKED_AT].decode("latin-1")):
            raise SourceError(f"{error}; it looks like {encoding}: convert it first (Unikey can)") from error
        raise


def _records(text: str, shown: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on, cells tidy, blank lines left out."""
    reader = csv.reader(_lines(text, shown), strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            check_count(count, f"{shown}, line {line}")
            if len(cells) > _MOST_COLUMNS:
                raise SourceError(
                    f"{shown}, line {line}: {len(cells):,} cells, expected at most {_MOST_COLUMNS:,}; "
                    "is it the right file?"
                )
            texts = [tidy(cell) for cell in cells]
            if any(texts):
                yield line, texts
            line = reader.line_num + 1
    except csv.Error as error:
        where = f"{shown}, line {line}"
        if "field larger" in str(error):
            raise SourceError(
                f"{where}: a cell of more than {csv.field_size_limit():,} characters, expected at most "
                f"{LONGEST_CELL:,}; shorten it, or close a double quote that was left open"
            ) from error
        raise SourceError(f"{where}: not CSV ({error}); check the double quotes") from error


def _lines(text: str, shown: str) -> Iterator[str]:
    """The lines with their ends, of which none may be so long that it is slow to take apart."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > _LONGEST_LINE:
            raise SourceError(
                f"{shown}, line {number}: {len(line):,} characters, expected at most {_LONGEST_LINE:,}; "
                "shorten its cells, or find out whether it is the right file"
            )
        yield line
