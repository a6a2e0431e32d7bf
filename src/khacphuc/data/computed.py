"""Numbers we compute, each with its operands, and what they must give again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.values import Value, Values, compute, kind_of
from khacphuc.errors import QuantityError
from khacphuc.fields import SEPARATOR
from khacphuc.text.formats import format_count, format_decimal, format_money, format_percentage
from khacphuc.text.numerals import MOST_DIGITS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from fractions import Fraction

SIGNS = {"ratio": " / ", "share": " / ", "sum": " + ", "difference": " − "}


def fill_computed(computed: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Compute the numbers of the table ``computed``.

    Args:
        computed: the typed table; not changed.
        figures: the clean figures, whose codes its operands are.

    Returns:
        The same rows with ``printed``, ``value``, ``working``, ``restated`` and ``restates`` filled in.
        A row that cannot be computed keeps them empty and says why in ``problem``.
    """
    values = Values(figures)
    rows = [{**row, **_filled(row, values)} for row in computed.to_dict("records")]
    frame = pd.DataFrame(rows, columns=computed.columns, index=computed.index)
    return frame.astype(dict(computed.dtypes))


def _filled(row: Mapping[Hashable, Any], values: Values) -> dict[str, object]:
    try:
        return _fill(row, values)
    except QuantityError as error:
        return {"problem": "; ".join(filter(None, [row["problem"], str(error)]))}


def _fill(row: Mapping[Hashable, Any], values: Values) -> dict[str, object]:
    formula = row["formula"]
    if formula not in SIGNS or not row["operands"] or pd.isna(row["decimals"]):
        return {}  # told already when the cells were typed
    decimals = int(row["decimals"])
    if decimals > MOST_DIGITS:
        raise QuantityError(f"decimals: «{decimals}», nhiều nhất {MOST_DIGITS}")
    operands = [_find(code, values, "operands") for code in row["operands"].split(SEPARATOR)]
    _alike(formula, operands)
    exact = compute(formula, [operand.exact for operand in operands])
    kind = kind_of(formula, operands[0])
    filled: dict[str, object] = {
        "value": float(exact),
        "printed": _print(kind, exact, decimals),
        "working": SIGNS[formula].join(
            operand.label if operand.kind == "money" else operand.printed for operand in operands
        ),
    }
    if row["reproduces"]:
        again = _find(row["reproduces"], values, "reproduces")
        if again.kind != kind:
            raise QuantityError(f"reproduces: «{row['reproduces']}» là {again.kind}, công thức cho {kind}")
        filled["restated"] = float(again.restate(exact))
        filled["restates"] = float(again.exact)
    return filled


def _find(code: str, values: Values, column: str) -> Value:
    value = values.get(code)
    if value is None:
        raise QuantityError(f"{column}: «{code}» không có giá trị trong bảng số liệu")
    return value


def _alike(formula: str, operands: list[Value]) -> None:
    """Refuse to add, subtract or take a share of different things: money and counts, lượt and persons."""
    if formula == "ratio":
        return
    kinds = sorted({operand.kind for operand in operands})
    if len(kinds) > 1:
        raise QuantityError(f"operands: không tính chung được {' với '.join(kinds)}")
    attendances = {operand.base_unit.startswith("lượt") for operand in operands}
    if len(attendances) > 1:
        raise QuantityError("operands: không tính chung được lượt với người, tổ chức")


def _print(kind: str, exact: Fraction, decimals: int) -> str:
    if kind == "money":
        return format_money(exact)
    if kind == "percentage":
        return format_percentage(exact, decimals)
    if exact.denominator == 1 and decimals == 0:
        return format_count(exact)
    return format_decimal(exact, decimals)
