"""One raw column (text cells) in, the column typed and what cannot be read of it out. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khacphuc.schema.tables import Field

    Texts = pd.Series[Any]

_YES = frozenset({"có", "x", "1", "yes", "true"})
_NO = frozenset({"", "không", "0", "no", "false"})
_WHOLE = re.compile("[0-9]{1,15}")
# plain blanks only: another would have been seen by whoever reads the table
_BETWEEN_CODES = re.compile(rf"\s*[{SEPARATOR},]\s*", re.ASCII)
_DTYPES = {
    "str": "str",
    "codes": "str",
    "Int64": "Int64",
    "float64": "float64",
    "bool": "bool",
    "date": "datetime64[us]",
}


def typed_column(field: Field, cells: Texts, language: str, form: str) -> tuple[Texts, list[str]]:
    """Type one column.

    Args:
        field: its declaration.
        cells: its text cells.
        language: of the messages.
        form: how codes of the table look, where it is the column of its keys.

    Returns:
        The column, and per row a message about its cell, or ``""``; no messages where nothing is wrong.
    """
    labels, texts = words(language, "problem"), cells.tolist()
    wrong: dict[int, str] = {}
    if field.required:
        wrong |= dict.fromkeys(_rows(not cell for cell in texts), _empty_cell(field, labels, form))
    if field.allowed and (bad := _rows(cell and not _is_allowed(cell, field) for cell in texts)):
        allowed = _allowed(field, words(language, "code"))
        wrong |= _messages(bad, texts, labels["allowed"].replace("{allowed}", allowed), field)
    column, bad, word = _typed(field, cells, texts)
    wrong |= _messages(bad, texts, labels[word], field) if bad else {}
    return column, [wrong.get(row, "") for row in range(len(texts))] if wrong else []


def _typed(field: Field, cells: Texts, texts: list[str]) -> tuple[Texts, list[int], str]:
    """A column in its type, the rows whose cells have another, and which message says so."""
    if field.dtype == "Int64":
        numbers = [int(cell) if _WHOLE.fullmatch(cell) else None for cell in texts]
        bad = _rows(cell and number is None for cell, number in zip(texts, numbers, strict=True))
        return pd.Series(numbers, index=cells.index, dtype="Int64"), bad, "not_whole"
    if field.dtype == "bool":
        lowered = [cell.casefold() for cell in texts]
        yes = pd.Series([word in _YES for word in lowered], index=cells.index, dtype="bool")
        return yes, _rows(word not in _YES | _NO for word in lowered), "not_yes_no"
    if field.dtype == "date":
        parsed = {cell: _date(cell) for cell in texts}
        days = pd.Series([parsed[cell] for cell in texts], index=cells.index)
        bad = _rows(cell and parsed[cell] is None for cell in texts)
        return pd.to_datetime(days).astype("datetime64[us]"), bad, "not_date"
    if field.dtype == "codes":
        return pd.Series([_separated(cell) for cell in texts], index=cells.index, dtype="str"), [], ""
    return cells, [], ""


def _rows(are_meant: Iterable[object]) -> list[int]:
    """The positions at which something holds."""
    return [row for row, is_meant in enumerate(are_meant) if is_meant]


def _separated(cell: str) -> str:
    return _BETWEEN_CODES.sub(SEPARATOR, cell)


def _is_allowed(cell: str, field: Field) -> bool:
    codes = _separated(cell).split(SEPARATOR) if field.dtype == "codes" else [cell]
    return set(codes) <= set(field.allowed)


def _allowed(field: Field, names: Mapping[str, str]) -> str:
    """The codes a cell may hold, each with what it is called."""
    called = {code: names.get(code, code) for code in field.allowed}
    return ", ".join(code if name == code else f"{code} ({name})" for code, name in called.items())


def _empty_cell(field: Field, labels: Mapping[str, str], form: str) -> str:
    word = "empty_code" if form else "empty"
    return labels[word].format(column=field.name, form=form)


def _messages(rows: list[int], texts: list[str], template: str, field: Field) -> dict[int, str]:
    return {row: template.format(column=field.name, cell=texts[row]) for row in rows}


def _date(cell: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(parse_date(cell))
    except QuantityError:
        return None


def empty_column(field: Field, index: pd.Index) -> Texts:
    """A column without a cell that holds anything."""
    dtype = _DTYPES[field.dtype]
    return pd.Series([""] * len(index) if dtype == "str" else [None] * len(index), index=index, dtype=dtype)
