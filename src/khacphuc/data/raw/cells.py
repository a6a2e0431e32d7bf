"""Check the header and the cells of a raw table, for the readers of CSV files and workbooks. Pure.

Texts go in and come out normalized. A cell that could harm a reader, that nobody can see, or that nobody
could have meant is an error that names its place; whether a value is right is up to ``clean`` and the checks.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError, SourceError
from khacphuc.locale import TOOL, words
from khacphuc.text.characters import first_invisible
from khacphuc.text.legacy import detect_legacy
from khacphuc.text.quantities import parse
from khacphuc.text.typeface import REMEDY, lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from khacphuc.schema.tables import TableSchema

LONGEST_CELL = 2_000
"""Characters. A longer cell is a slip (a whole document pasted into one cell)."""

MOST_ROWS = 200_000
"""Rows of a table: what people type in years. More is another kind of file."""

LONGEST_QUOTED = 40
"""Characters of a cell that a message quotes."""

# how Excel shows a date it takes 2/3 for, in English and in Vietnamese: 02-Mar, Mar-21, 02-Thg3, 2-Mar-21
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Thg *[0-9]{1,2})"
_EXCEL_DATE = re.compile(
    f"[0-9]{{1,2}}[- ]{_MONTH}(?:[- ][0-9]{{2,4}})?|{_MONTH}[- ][0-9]{{2,4}}", re.IGNORECASE
)
_FORMULA_SIGNS = ("=", "+", "-", "@")
# a number, perhaps in %, and words: without brackets, quotes and operators there is nothing to run
_SIGNED = re.compile(r"[+-] ?[0-9][0-9.,]*(?: ?[%‰])?[\w %‰²³]*")


def normalize_cell(text: str) -> str:
    r"""Bring a cell to the form tables hold: NFC, Unix line ends, no blanks of any width around it.

    >>> normalize_cell("\u00a0Tây Ninh \r\n")
    'Tây Ninh'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def quoted(text: str, language: str = TOOL) -> str:
    r"""Give a text as messages of a language quote it: control characters escaped, cut when long.

    >>> quoted("\x1b[31m"), quoted("\x1b[31m", "vi")
    ("'\\x1b[31m'", '«\\x1b[31m»')
    """
    printed = repr(text[:LONGEST_QUOTED])
    printed = printed if language == TOOL else f"«{printed[1:-1]}»"
    return printed + ("…" if len(text) > LONGEST_QUOTED else "")


def cell_error(where: str, language: str, key: str, **parameters: object) -> SourceError:
    """The error about a cell, in the words of the group ``cell``."""
    return SourceError(words(language, "cell")[key].format(**parameters), place=where)


def check_cell(
    cell: str, where: str, *, typeset: bool = False, quantity: bool = False, language: str = TOOL
) -> None:
    """Refuse a cell that could harm a reader or that nobody could have meant.

    Args:
        cell: its text, normalized.
        where: its place, as messages name it.
        typeset: whether documents print it.
        quantity: whether it stands in a column of quantities.
        language: of the message; English of what only tables of documents have.

    Raises:
        SourceError: it is too long, holds what no reader can see, begins like a formula and is no quantity
            with its sign (``-1,2%``), is a date Excel made, was typed with an old font, or is to be printed
            with a letter our typeface lacks.
    """
    if len(cell) > LONGEST_CELL:
        raise cell_error(where, language, "too_long", length=len(cell), most=LONGEST_CELL)
    if character := first_invisible(cell, allowed="\n"):
        raise cell_error(where, language, "invisible", code=f"U+{ord(character):04X}")
    if cell.startswith(_FORMULA_SIGNS) and not (quantity and _is_signed_quantity(cell)):
        raise cell_error(where, language, "like_formula", text=quoted(cell, language))
    if _EXCEL_DATE.fullmatch(cell):
        raise cell_error(where, language, "excel_date", text=quoted(cell, language))
    if encoding := detect_legacy(cell):
        raise cell_error(where, language, "legacy", text=quoted(cell, language), encoding=encoding)
    if typeset and (letter := lacking(cell)):
        raise SourceError(letter, place=where, remedy=REMEDY)


def _is_signed_quantity(cell: str) -> bool:
    """Whether a cell is a number with its sign and its unit, of which a spreadsheet cannot run anything."""
    if not _SIGNED.fullmatch(cell):
        return False
    try:
        parse(cell)
    except QuantityError:
        return False
    return True


def check_count(rows: int, where: str) -> None:
    """Refuse the row that is one too many.

    Raises:
        SourceError: there are more than ``MOST_ROWS``.
    """
    if rows > MOST_ROWS:
        raise SourceError(
            f"more than {MOST_ROWS:,} rows",
            place=where,
            expected="a table typed by people",
            remedy="is it the right file?",
        )


def check_header(header: Sequence[str], table: TableSchema, where: Callable[[int], str]) -> None:
    """Refuse a header that is not the table's: raw columns once, in any order, and no other.

    Args:
        header: the names, normalized.
        table: what the file should hold.
        where: the place of the name at an index, as messages name it.

    Raises:
        SourceError: a name is empty, unknown or doubled, or one is missing that is not optional.
    """
    expected = [field.name for field in table.raw]
    for index, name in enumerate(header):
        if not name:
            raise SourceError(
                "a column has no name", place=where(index), remedy="name it, or delete it in every row"
            )
        if name not in expected:
            near = get_close_matches(name, expected, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"expected {', '.join(expected)}"
            raise SourceError(f"unknown column {quoted(name)}", place=where(index), remedy=hint)
        if name in header[:index]:
            count = list(header).count(name)
            raise SourceError(
                f"column {name!r} stands there {count} times", place=where(index), remedy="keep one"
            )
    required = [field.name for field in table.raw if not field.optional]
    if missing := [name for name in required if name not in header]:
        raise SourceError(
            f"column {', '.join(missing)} is missing",
            place=where(0),
            remedy="add it (its cells may be empty)",
        )


def text_frame(table: TableSchema, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Make the frame of a raw table.

    Args:
        table: its declaration.
        rows: the cells of ``table.raw`` in order, then file and line.

    Returns:
        The columns of ``table.raw`` and ``file`` as text, and ``line``, a whole number.
    """
    import pandas as pd  # noqa: PLC0415 - processes that read forms make no frames, and need not wait for it

    typed = list(rows)
    if not typed:
        return _without_rows(table).copy()
    dtypes = _dtypes(table)
    return pd.DataFrame(typed, columns=list(dtypes)).astype(dtypes)


@cache
def _without_rows(table: TableSchema) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    # several times faster than to change the types of columns without cells
    return pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in _dtypes(table).items()})


def _dtypes(table: TableSchema) -> dict[str, str]:
    return {**dict.fromkeys((*(field.name for field in table.raw), "file"), "str"), "line": "Int64"}
