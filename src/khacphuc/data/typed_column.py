"""One raw column (text cells) in, the column typed and what cannot be read of it out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.schema.tables import Field

    Texts = pd.Series[Any]

_YES = frozenset({"có", "x", "1", "yes", "true"})
_NO = frozenset({"", "không", "0", "no", "false"})
_DTYPES = {
    "str": "str",
    "codes": "str",
    "Int64": "Int64",
    "float64": "float64",
    "bool": "bool",
    "date": "datetime64[us]",
}


def typed_column(field: Field, cells: Texts, language: str, form: str) -> tuple[Texts, Texts]:
    """Type one column.

    Args:
        field: its declaration.
        cells: its text cells.
        language: of the messages.
        form: how codes of the table look, where it is the column of its keys.

    Returns:
        The column, and per row a message about its cell, or ``""``.
    """
    labels = words(language, "problem")
    wrong = pd.Series([""] * len(cells), index=cells.index, dtype="str")
    if field.required:
        wrong = wrong.mask(cells == "", _empty_cell(field, labels, form))
    if field.allowed:
        bad = (cells != "") & ~_are_allowed(cells, field)
        allowed = _allowed(field, words(language, "code"))
        wrong = _with_messages(wrong, bad, cells, labels["allowed"].replace("{allowed}", allowed), field)
    if field.dtype == "Int64":
        whole = cells.str.fullmatch("[0-9]{1,15}")
        wrong = _with_messages(wrong, (cells != "") & ~whole, cells, labels["not_whole"], field)
        return pd.to_numeric(cells.where(whole, None)).astype("Int64"), wrong
    if field.dtype == "bool":
        word = cells.str.casefold()
        wrong = _with_messages(wrong, ~word.isin(_YES | _NO), cells, labels["not_yes_no"], field)
        return word.isin(_YES), wrong
    if field.dtype == "date":
        parsed = {cell: _date(cell) for cell in cells.unique()}
        days = cells.map(parsed)
        wrong = _with_messages(wrong, (cells != "") & days.isna(), cells, labels["not_date"], field)
        return pd.to_datetime(days).astype("datetime64[us]"), wrong
    if field.dtype == "codes":
        return _separated(cells), wrong
    return cells, wrong


def _separated(cells: Texts) -> Texts:
    return cells.str.replace(rf"\s*[{SEPARATOR},]\s*", SEPARATOR, regex=True)


def _are_allowed(cells: Texts, field: Field) -> Texts:
    if field.dtype != "codes":
        return cells.isin(field.allowed)
    return _separated(cells).map(lambda cell: set(cell.split(SEPARATOR)) <= set(field.allowed)).astype("bool")


def _allowed(field: Field, names: Mapping[str, str]) -> str:
    """The codes a cell may hold, each with what it is called."""
    called = {code: names.get(code, code) for code in field.allowed}
    return ", ".join(code if name == code else f"{code} ({name})" for code, name in called.items())


def _empty_cell(field: Field, labels: Mapping[str, str], form: str) -> str:
    word = "empty_code" if form else "empty"
    return labels[word].format(column=field.name, form=form)


def _with_messages(wrong: Texts, bad: Texts, cells: Texts, template: str, field: Field) -> Texts:
    """The messages ``wrong`` with one more for each of the bad cells."""
    if not bad.any():
        return wrong
    messages = [template.format(column=field.name, cell=cell) for cell in cells[bad]]
    return wrong.mask(bad, pd.Series(messages, index=cells.index[bad], dtype="str"))


def _date(cell: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(parse_date(cell))
    except QuantityError:
        return None


def empty_column(field: Field, index: pd.Index) -> Texts:
    """A column without a cell that holds anything."""
    dtype = _DTYPES[field.dtype]
    return pd.Series([""] * len(index) if dtype == "str" else [None] * len(index), index=index, dtype=dtype)
