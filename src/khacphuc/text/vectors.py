"""Whole columns of printed quantities, dates and document numbers, read as their scalar readers read them.

Each distinct text is read once, so a column of a million rows with few distinct texts is quick, and memory
grows with the rows. The input is untouched; the result has its index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.text.citations import parse_document_number
from khacphuc.text.dates import parse_date
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_QUANTITY = {
    "kind": "str",
    "value": "float64",
    "numerator": "Int64",
    "denominator": "Int64",
    "decimals": "Int64",
    "unit": "str",
    "qualifier": "str",
    "flags": "str",
    "error": "str",
}
_DATE = {"date": "datetime64[s]", "error": "str"}
_DOCUMENT = {
    "number": "Int64",
    "type": "str",
    "body": "str",
    "department": "str",
    "year": "Int64",
    "symbol": "str",
    "register": "str",
    "document": "str",
    "error": "str",
}
_TEXTS_OF_QUANTITY = {"unit": "", "qualifier": "", "flags": ""}


def parse_column(printed: pd.Series[Any], unit: pd.Series[Any] | None = None) -> pd.DataFrame:
    """Read a column of quantities, row by row as `quantities.parse` does.

    Args:
        printed: texts as printed; a missing cell counts as empty, a cell that is not text as an error.
        unit: the unit column, with the same index; a missing unit counts as none.

    Returns:
        One row per input row, same index. ``kind`` (missing where refused), ``value`` (float64; percentage in
        percent, money in đồng, ratio as quotient), ``numerator``, ``denominator``, ``decimals`` (Int64),
        ``unit``, ``qualifier``, ``flags`` (sorted, joined by ``;``), and ``error``: the message of
        `QuantityError`, empty where the row was read.

    Raises:
        QuantityError: the two columns have different indexes.

    >>> read = parse_column(pd.Series(["13.6", "94/94"]), pd.Series(["triệu đồng", "xã"]))
    >>> read[["kind", "value", "unit"]]
        kind       value        unit
    0  money  13600000.0  triệu đồng
    1  ratio         1.0          xã
    """
    if unit is None:
        return _read([printed], _quantity_row, _QUANTITY)
    if not printed.index.equals(unit.index):
        raise QuantityError(
            f"The columns of figures ({len(printed)} rows) and of units ({len(unit)} rows) have different "
            "indexes. Take both from one table."
        )
    return _read([printed, unit], _quantity_row, _QUANTITY)


def parse_date_column(printed: pd.Series[Any]) -> pd.DataFrame:
    """Read a column of dates, row by row as `dates.parse_date` does.

    Returns:
        ``date`` (datetime64[s], missing where refused) and ``error``, with the index of the input.

    >>> parse_date_column(pd.Series(["03/3/2021"]))["date"].iloc[0]
    Timestamp('2021-03-03 00:00:00')
    """
    return _read([printed], _date_row, _DATE)


def parse_document_column(printed: pd.Series[Any]) -> pd.DataFrame:
    """Read a column of document numbers, row by row as `citations.parse_document_number` does.

    Returns:
        ``number`` and ``year`` (Int64), ``type``, ``body``, ``department``, ``symbol``, ``register``,
        ``document`` (printed in full) and ``error``, with the index of the input.

    >>> parse_document_column(pd.Series(["300-KH/TĐTN-VP"]))["register"].iloc[0]
    'KH/TĐTN'
    """
    return _read([printed], _document_row, _DOCUMENT)


def _quantity_row(printed: str, unit: str = "") -> dict[str, object]:
    quantity = parse(printed, unit=unit)
    return {
        "kind": quantity.kind.value,
        "value": quantity.as_float(),
        "numerator": quantity.numerator,
        "denominator": quantity.denominator,
        "decimals": quantity.decimals,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "flags": ";".join(sorted(quantity.flags)),
    }


def _date_row(printed: str) -> dict[str, object]:
    return {"date": parse_date(printed)}


def _document_row(printed: str) -> dict[str, object]:
    document = parse_document_number(printed)
    return {
        "number": document.number,
        "type": document.type,
        "body": document.body,
        "department": document.department,
        "year": document.year,
        "symbol": document.symbol,
        "register": document.register,
        "document": str(document),
    }


def _read(
    columns: Sequence[pd.Series[Any]], read: Callable[..., dict[str, object]], dtypes: dict[str, str]
) -> pd.DataFrame:
    """Read each distinct row of the columns once and spread the results over all rows."""
    code_of: dict[Hashable, int] = {}
    cells: list[tuple[object, ...]] = []
    codes = np.empty(len(columns[0]), dtype=np.int64)
    for position, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        key = tuple(cell if type(cell) is str else _foreign_key(cell) for cell in row)
        code = code_of.setdefault(key, len(cells))
        if code == len(cells):
            cells.append(tuple("" if _is_missing(cell) else cell for cell in row))
        codes[position] = code
    results: dict[str, list[object]] = {name: [] for name in dtypes}
    for row in cells:
        try:
            result = {"error": "", **read(*row)}
        except QuantityError as error:
            result = {**_blank(dtypes), "error": str(error)}
        for name, values in results.items():
            values.append(result[name])
    distinct = pd.DataFrame({name: pd.Series(results[name], dtype=dtypes[name]) for name in dtypes})
    return distinct.take(codes).set_axis(columns[0].index, axis=0)


def _blank(dtypes: dict[str, str]) -> dict[str, object]:
    return dict.fromkeys(dtypes) | {name: "" for name in _TEXTS_OF_QUANTITY if name in dtypes}


def _foreign_key(cell: object) -> tuple[str, str]:
    """Tell 1, 1.0 and True apart, which are equal as keys."""
    return type(cell).__name__, repr(cell)


def _is_missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and np.isnan(cell))
