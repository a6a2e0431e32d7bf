"""A UTF-8 CSV file in, one raw table as a frame of text out; whatever is not that table is an error."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from khacphuc.data.raw.cells import (
    LONGEST_CELL,
    check_cell,
    check_count,
    check_header,
    normalize_cell,
    text_frame,
)
from khacphuc.data.xlsx.container import LARGEST_FILE
from khacphuc.errors import SourceError
from khacphuc.locale import words
from khacphuc.project.files import decode_text, read_bytes
from khacphuc.text.legacy import detect_legacy, is_windows_1258

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from khacphuc.schema.tables import TableSchema

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOKS = (b"PK", b"\xd0\xcf")
_LONGEST_LINE = 1_000_000  # characters; csv parses a longer one slowly, and no table has such rows
_MOST_COLUMNS = 1_000  # no table has a tenth of them: more is another kind of file
_LEGACY_SAMPLE = 100_000  # characters in which an old font is looked for; a file in one shows it at once

_SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_NOTES = {",": "", ";": "parted_semicolon", "\t": "parted_tab"}
_DECLARED = re.compile(r'"?sep=(?P<separator>[,;\t])"?[,;\t]*', re.IGNORECASE)


def read_table(path: Path, table: TableSchema, *, filename: str) -> pd.DataFrame:
    """Read one raw table: a frame of text with the columns of ``table.raw``, ``file`` and ``line``.

    Cells are NFC, without blanks around them; rows that are empty throughout are left out.

    Args:
        path: the CSV file.
        table: what it should hold.
        filename: the file's name in messages and in the column ``file``.

    Raises:
        SourceError: naming the file, the line and the column.
    """
    fields = {field.name: field for field in table.raw}
    lines = list(_lines(_decode(path, filename), filename))
    separator, declared = _separator(lines, table)
    records = _records(lines, filename, separator, skipped=declared)
    header_line, header = next(records, (0, []))
    if not header:
        raise SourceError(f"empty; expected a header line: {','.join(fields)}", place=filename)
    check_header(header, table, lambda _: f"{filename}, line {header_line}")
    rows = []
    for line, cells in records:
        if len(cells) != len(header):
            raise SourceError(
                f"{len(cells)} cells",
                place=f"{filename}, line {line}",
                expected=str(len(header)),
                remedy=f"put a cell that holds {_SEPARATORS[separator]} in double quotes",
            )
        by_name = dict(zip(header, cells, strict=True))
        for name, cell in by_name.items():
            if cell not in fields[name].allowed:
                place = f"{filename}, line {line}, column {name}"
                check_cell(cell, place, typeset=fields[name].typeset, quantity=fields[name].quantity)
        rows.append([*(by_name.get(name, "") for name in fields), filename, line])
    return text_frame(table, rows)


def separator_note(path: Path, table: TableSchema, *, filename: str, language: str) -> str:
    """A line that says what parts the columns of a file, empty where it is a comma.

    Raises:
        SourceError: the file cannot be read.
    """
    separator, _ = _separator(_lines(_decode(path, filename), filename), table)
    note = _NOTES[separator]
    return words(language, "terminal")[note].format(file=filename) if note else ""


def _separator(lines: Iterable[str], table: TableSchema) -> tuple[str, int]:
    """What parts the columns, and behind which line the table begins.

    A line ``sep=;`` above the table says it. Without one it is what parts most names of the table's columns:
    Excel writes the list separator of its locale, a semicolon in Vietnamese.
    """
    at, first = next(((at, line) for at, line in enumerate(lines, 1) if line.strip()), (0, ""))
    if match := _DECLARED.fullmatch(first.strip(" \r\n")):
        return match["separator"], at
    expected = {field.name for field in table.raw}
    names = {
        sign: expected & {normalize_cell(cell).strip('"') for cell in first.split(sign)}
        for sign in _SEPARATORS
    }
    return max(_SEPARATORS, key=lambda sign: len(names[sign])), 0


def _decode(path: Path, filename: str) -> str:
    data = read_bytes(path, at_most=LARGEST_FILE, filename=filename)
    if data.startswith(_UTF16) or b"\0" in data[:4]:
        raise SourceError(
            "UTF-16 or UTF-32 text", place=filename, expected="UTF-8", remedy="save it again as 'CSV UTF-8'"
        )
    if data.startswith(_WORKBOOKS):
        raise SourceError("a workbook, not CSV", place=filename, remedy="save the sheet as 'CSV UTF-8'")
    try:
        return decode_text(data, filename)
    except SourceError as error:
        sample = data[:_LEGACY_SAMPLE].decode("latin-1")
        if is_windows_1258(sample):
            raise SourceError(
                "in the Windows-1258 encoding, which has not all Vietnamese letters",
                place=error.place,
                remedy="save it again from Excel as 'CSV UTF-8': a letter that became '?' is lost here",
            ) from error
        if encoding := detect_legacy(sample):
            raise SourceError(
                error.observed,
                place=error.place,
                remedy=f"{error.remedy}; it looks like {encoding}: convert it first (Unikey can)",
            ) from error
        raise


def _records(
    lines: Sequence[str], filename: str, separator: str, *, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on, cells normalized, blank lines left out."""
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    line = skipped + 1
    try:
        for count, cells in enumerate(reader):
            check_count(count, f"{filename}, line {line}")
            if len(cells) > _MOST_COLUMNS:
                raise SourceError(
                    f"{len(cells):,} cells",
                    place=f"{filename}, line {line}",
                    expected=f"at most {_MOST_COLUMNS:,}",
                    remedy="is it the right file?",
                )
            texts = [normalize_cell(cell) for cell in cells]
            if any(texts):
                yield line, texts
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        place = f"{filename}, line {line}"
        if "field larger" in str(error):  # the csv module has one error for everything
            raise SourceError(
                f"a cell of more than {csv.field_size_limit():,} characters",
                place=place,
                expected=f"at most {LONGEST_CELL:,}",
                remedy="shorten it, or close a double quote that was left open",
            ) from error
        raise SourceError(f"not CSV ({error})", place=place, remedy="check the double quotes") from error


def _lines(text: str, filename: str) -> Iterator[str]:
    """The lines with their ends, of which none may be so long that it is slow to parse."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > _LONGEST_LINE:
            raise SourceError(
                f"{len(line):,} characters",
                place=f"{filename}, line {number}",
                expected=f"at most {_LONGEST_LINE:,}",
                remedy="shorten its cells, or find out whether it is the right file",
            )
        yield line
