"""A whole column of printed quantities, each row read as ``quantities.parse`` reads it.

Each distinct text is read once, so a column of a million rows with few distinct texts is quick, and memory
grows with the rows. The input is untouched; the result has its index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import TOOL
from khacphuc.text.quantities import parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from decimal import Decimal

_DTYPES = {
    "kind": "str",
    "value": "float64",
    "value_to": "float64",
    "numerator": "Int64",
    "denominator": "Int64",
    "decimals": "Int64",
    "unit": "str",
    "qualifier": "str",
    "flags": "str",
    "error": "str",
}
#: What a refused row has; its other columns are missing.
_REFUSED = dict.fromkeys(_DTYPES) | {"unit": "", "qualifier": "", "flags": ""}


def parse_column(
    printed: pd.Series[Any], unit: pd.Series[Any] | None = None, *, language: str = TOOL
) -> pd.DataFrame:
    """Read a column of quantities, row by row as `quantities.parse` does.

    Args:
        printed: texts as printed; a missing cell counts as empty, a cell that is not text as an error.
        unit: the unit column, with the same index; a missing unit counts as none.
        language: of ``error``.

    Returns:
        One row per input row, same index. ``kind`` (missing where refused), ``value`` (float64; percentage in
        percent, money in đồng, ratio as quotient; of a range its lower bound), ``value_to`` (its upper
        bound), ``numerator``, ``denominator``, ``decimals`` (Int64),
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
        return _read([printed], language)
    if not printed.index.equals(unit.index):
        raise QuantityError(
            f"The columns of figures ({len(printed)} rows) and of units ({len(unit)} rows) have different "
            "indexes. Take both from one table."
        )
    return _read([printed, unit], language)


def _quantity_row(printed: str, unit: str = "") -> dict[str, object]:
    quantity = parse(printed, unit=unit)
    return {
        "kind": quantity.kind.value,
        "value": quantity.as_float(),
        "value_to": None if quantity.value_to is None else float(quantity.value_to),
        "numerator": _whole(quantity.numerator),
        "denominator": _whole(quantity.denominator),
        "decimals": quantity.decimals,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "flags": ";".join(sorted(quantity.flags)),
    }


def _whole(side: int | Decimal | None) -> int | None:
    """A side of a ratio, missing where it has decimals: ``12,5/20 ha`` is kept as its quotient."""
    return side if isinstance(side, int) else None


def _read(columns: Sequence[pd.Series[Any]], language: str) -> pd.DataFrame:
    """Read each distinct row of the columns once and spread the results over all rows."""
    code_of: dict[Hashable, int] = {}
    cells: list[tuple[Any, ...]] = []  # a cell that is no text is refused by parse, like any other
    codes = np.empty(len(columns[0]), dtype=np.int64)
    for position, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        key = tuple(cell if type(cell) is str else _foreign_key(cell) for cell in row)
        code = code_of.setdefault(key, len(cells))
        if code == len(cells):
            cells.append(tuple("" if _is_missing(cell) else cell for cell in row))
        codes[position] = code
    results: dict[str, list[object]] = {name: [] for name in _DTYPES}
    for row in cells:
        try:
            result = {"error": "", **_quantity_row(*row)}
        except QuantityError as error:
            result = {**_REFUSED, "error": error.in_language(language)}
        for name, values in results.items():
            values.append(result[name])
    distinct = pd.DataFrame({name: pd.Series(results[name], dtype=dtype) for name, dtype in _DTYPES.items()})
    return distinct.take(codes).set_axis(columns[0].index, axis=0)


def _foreign_key(cell: object) -> tuple[str, str]:
    """A key under which 1, 1.0 and True differ, which are equal themselves."""
    return type(cell).__name__, repr(cell)


def _is_missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and np.isnan(cell))
