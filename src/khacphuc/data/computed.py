"""Fill in the table ``computed``: a number from a formula and its operands, and the figure it must reproduce.

In come the typed table and the clean figures, out comes the table with values and printed forms, for the
checks and the report. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.values import Value, Values, compute, kind_of
from khacphuc.errors import QuantityError
from khacphuc.locale import HOUSE, words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import (
    format_count,
    format_decimal,
    format_money,
    format_quantity,
    format_share,
)
from khacphuc.text.numerals import MOST_DIGITS
from khacphuc.text.quantities import parse
from khacphuc.text.units import DONG, POINTS, parse_unit

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from fractions import Fraction

NO_AMOUNTS = ("range", "rank")
"""Kinds nothing can be computed of."""

SIGNS = {"ratio": " / ", "share": " / ", "sum": " + ", "difference": " − "}
"""What stands between two operands of a formula in print."""


def fill_computed(
    computed: pd.DataFrame,
    figures: pd.DataFrame,
    language: str = "vi",
    counts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compute the numbers of the table ``computed``.

    Args:
        computed: the typed table; not changed.
        figures: the clean figures, whose codes its operands are.
        language: of problems; numbers are printed in the house language, for other code parses them again.
        counts: what was counted of tables (``table_counts``), whose codes operands may be, too.

    Returns:
        The same rows with ``printed``, ``value``, ``working``, ``restated`` and ``restates`` filled in.
        A row that cannot be computed keeps them empty and says why in ``problem``.
    """
    values = Values(figures, counts=counts)
    rows = [{**row, **_filled(row, values, language)} for row in computed.pipe(row_dicts)]
    frame = pd.DataFrame(rows, columns=computed.columns, index=computed.index)
    return frame.astype(dict(computed.dtypes))


def operand_text(operand: Value, language: str = HOUSE) -> str:
    """An operand as a working prints it: money with its unit, for its scale counts."""
    return printed_in(operand.label if operand.kind == "money" else operand.printed, language)


def working_in(formula: str, working: str, language: str) -> str:
    """A working of the table ``computed`` as another language prints its numbers.

    >>> working_in("share", "1.805 / 2.000", "en"), working_in("sum", "01 + 04", "vi")
    ('1,805 / 2,000', '01 + 04')
    """
    sign = SIGNS.get(formula, "")
    return sign.join(printed_in(operand, language) for operand in working.split(sign)) if working else ""


def printed_in(text: str, language: str) -> str:
    """A quantity as a language prints it; as it is typed in the house language."""
    return text if language == HOUSE else format_quantity(parse(text), language=language)


def _filled(row: Mapping[Hashable, Any], values: Values, language: str) -> dict[str, object]:
    try:
        return _fill(row, values, language)
    except QuantityError as error:
        return {"problem": "; ".join(filter(None, [row["problem"], error.in_language(language)]))}


def _fill(row: Mapping[Hashable, Any], values: Values, language: str) -> dict[str, object]:
    formula = row["formula"]
    if formula not in SIGNS or not row["operands"] or pd.isna(row["decimals"]):
        return {}  # cleaning has reported these cells already
    labels, kinds = words(language, "problem"), words(language, "code")
    decimals = int(row["decimals"])
    if decimals > MOST_DIGITS:
        raise QuantityError(labels["decimals"].format(decimals=decimals, most=MOST_DIGITS))
    operands = [_find(code, values, "operands", labels) for code in row["operands"].split(SEPARATOR)]
    _alike(formula, operands, labels, kinds)
    exact = compute(formula, [operand.exact for operand in operands], language)
    kind = kind_of(formula, operands[0])
    filled: dict[str, object] = {
        "value": float(exact),
        "printed": print_number(kind, exact, decimals, unit=operands[0].base_unit),
        "working": SIGNS[formula].join(map(operand_text, operands)),
    }
    if row["reproduces"]:
        again = _find(row["reproduces"], values, "reproduces", labels)
        if again.kind != kind:
            raise QuantityError(
                labels["other_kind"].format(
                    code=row["reproduces"], other=kinds[again.kind], formula_kind=kinds[kind]
                )
            )
        filled["restated"] = float(again.restate(exact))
        filled["restates"] = float(again.exact)
    return filled


def _find(code: str, values: Values, column: str, labels: Mapping[str, str]) -> Value:
    value = values.get(code)
    if value is None:
        raise QuantityError(labels["no_value"].format(column=column, code=code))
    return value


def _alike(formula: str, operands: list[Value], labels: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Refuse what nothing can be computed of, and operands of different kinds in a sum, difference or share.

    Ranges and ranks are no amounts. Money and counts differ, so do currencies, points and per cent,
    attendances (``lượt``) and persons. A ratio may have any two.
    """
    if no_amounts := [names[kind] for kind in NO_AMOUNTS if kind in {operand.kind for operand in operands}]:
        raise QuantityError(labels["no_amounts"].format(kinds=", ".join(no_amounts)))
    if formula == "ratio":
        return
    kinds = sorted({operand.kind for operand in operands})
    if len(kinds) > 1:
        raise QuantityError(
            labels["kinds"].format(kinds=f" {labels['with']} ".join(names[kind] for kind in kinds))
        )
    if len({operand.measure for operand in operands}) > 1:
        units = dict.fromkeys(operand.base_unit for operand in operands)
        raise QuantityError(labels["kinds"].format(kinds=f" {labels['with']} ".join(units)))
    attendances = {operand.base_unit.startswith("lượt") for operand in operands}
    if len(attendances) > 1:
        raise QuantityError(labels["attendances"])


def print_number(kind: str, exact: Fraction, decimals: int, language: str = "vi", *, unit: str = DONG) -> str:
    """Print a computed number as the house prints numbers of its kind.

    Args:
        kind: money, percentage, ratio or count.
        exact: in the unit of the clean tables.
        decimals: how many are printed; money has as many as it needs.
        language: of the document.
        unit: of money, its currency.
    """
    if kind == "money" and parse_unit(unit).currency != DONG:
        return f"{format_decimal(exact, decimals, language=language)} {unit}"
    if kind == "money":
        return format_money(exact, language=language)
    if kind == "duration" or unit == POINTS:
        return f"{format_decimal(exact, decimals, language=language)} {unit}"
    if kind == "percentage":
        return format_share(exact, decimals, language=language)
    if exact.denominator == 1 and decimals == 0:
        return format_count(exact, language=language)
    return format_decimal(exact, decimals, language=language)
