"""What a header and a cell of a raw table may hold, whatever file they stand in: pure.

A cell that could harm a reader, that nobody can see, or that nobody could have meant is an error that
names its place; what a cell says is the business of ``clean`` and the checks.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.errors import SourceError
from khacphuc.text.characters import first_invisible
from khacphuc.text.legacy import detect_legacy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from khacphuc.schema.tables import Table

LONGEST_CELL = 2_000
"""Characters. A longer cell is a slip (a whole document pasted into one cell)."""

MOST_ROWS = 200_000
"""Rows of a table: what people type in years. More is another kind of file."""

LONGEST_QUOTED = 40
"""Characters of a cell that a message quotes."""

_FORMULA_SIGNS = ("=", "+", "-", "@")


def tidy(text: str) -> str:
    r"""Bring a cell to the form tables hold: NFC, Unix line ends, no blanks of any width around it.

    >>> tidy("\u00a0Tây Ninh \r\n")
    'Tây Ninh'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def quoted(text: str) -> str:
    r"""Give a text as messages quote it: control characters escaped, cut when long.

    >>> quoted("\x1b[31m")
    "'\\x1b[31m'"
    """
    return repr(text[:LONGEST_QUOTED]) + ("…" if len(text) > LONGEST_QUOTED else "")


def check_cell(cell: str, where: str) -> None:
    """Refuse a cell that could harm a reader or that nobody could have meant.

    Args:
        cell: its text, tidy.
        where: its place, as messages name it.

    Raises:
        SourceError: it is too long, holds what no reader can see, begins like a formula, or was typed with
            an old font.
    """
    if len(cell) > LONGEST_CELL:
        raise SourceError(f"{where}: {len(cell)} characters, expected at most {LONGEST_CELL}; shorten it")
    if character := first_invisible(cell, allowed="\n"):
        raise SourceError(f"{where}: invisible or control character U+{ord(character):04X}; delete it")
    if cell.startswith(_FORMULA_SIGNS):
        raise SourceError(
            f"{where}: {quoted(cell)} begins like a formula; write the value itself, or put words first"
        )
    if encoding := detect_legacy(cell):
        raise SourceError(
            f"{where}: {quoted(cell)} looks like {encoding} text; convert it to Unicode first (Unikey can)"
        )


def check_count(rows: int, where: str) -> None:
    """Refuse the row that is one too many.

    Raises:
        SourceError: there are more than ``MOST_ROWS``.
    """
    if rows > MOST_ROWS:
        raise SourceError(
            f"{where}: more than {MOST_ROWS:,} rows, expected a table typed by people; is it the right file?"
        )


def check_header(header: Sequence[str], table: Table, where: Callable[[int], str]) -> None:
    """Refuse a header that is not the table's: every raw column once, in any order, and no other.

    Args:
        header: the names, tidy.
        table: what the file should hold.
        where: the place of the name at an index, as messages name it.

    Raises:
        SourceError: a name is empty, unknown or doubled, or one is missing.
    """
    expected = [field.name for field in table.raw]
    for index, name in enumerate(header):
        if not name:
            raise SourceError(f"{where(index)}: a column has no name; name it, or delete it in every row")
        if name not in expected:
            near = get_close_matches(name, expected, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; expected {', '.join(expected)}"
            raise SourceError(f"{where(index)}: unknown column {quoted(name)}{hint}")
        if name in header[:index]:
            count = list(header).count(name)
            raise SourceError(f"{where(index)}: column {name!r} stands there {count} times; keep one")
    if missing := [name for name in expected if name not in header]:
        raise SourceError(
            f"{where(0)}: column {', '.join(missing)} is missing; add it (its cells may be empty)"
        )


def text_frame(table: Table, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Make the frame of a raw table from rows that hold its columns, then file and line."""
    texts = [*(field.name for field in table.raw), "file"]
    frame = pd.DataFrame(list(rows), columns=[*texts, "line"])
    return frame.astype({**dict.fromkeys(texts, "str"), "line": "Int64"})
