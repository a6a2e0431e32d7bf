"""Counts with a fraction of what cannot be halved, wherever a number is typed. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.lookups import by_key
from khacphuc.data.values import measure_of
from khacphuc.errors import QuantityError
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.quantities import Kind, parse
from khacphuc.text.units import parse_unit
from khacphuc.text.whole_units import WholeUnits

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_ITS_OPERANDS = ("sum", "difference")
"""Formulas whose result has the unit of their operands; a quotient has another, and may be any number."""


def whole_units(units_of_measure: pd.DataFrame) -> WholeUnits:
    """The list of units of measure, to be asked; without rows every unit can be halved."""
    return WholeUnits(by_key(units_of_measure, "name", "divisible"))


def fractions(rows: pd.DataFrame, whole: WholeUnits) -> pd.Series:
    """The unit a row's number has a fraction of, though it cannot be halved; empty where all is well.

    Missing where nothing could be wrong: in what is no count, and everywhere without a list.

    Args:
        rows: ``printed``, ``kind``, ``value``, ``value_to`` and ``unit`` of numbers as printed.
        whole: the list of units.
    """
    counts = _counts(rows) & rows["value"].notna() & bool(whole)
    broken = counts & _has_fraction(rows)
    names = {unit: whole.name(unit) for unit in rows["unit"][broken].unique()}
    return rows["unit"].map(names).where(broken, "").astype("str").where(counts)


def fractions_allowed(figures: pd.DataFrame, whole: WholeUnits) -> frozenset[str]:
    """The codes of counts that have a fraction and may: 2,5 km."""
    broken = fractions(figures, whole).fillna("") != ""
    allowed = _counts(figures) & _has_fraction(figures) & ~broken
    return frozenset(figures["figure_id"][allowed])


def _counts(rows: pd.DataFrame) -> pd.Series:
    """Whether a row's number is a count, or a range of counts."""
    kinds = rows["kind"]
    ranges = {
        pair: measure_of(Kind.RANGE, parse_unit(parse(pair[0], unit=pair[1]).unit)) == Kind.COUNT
        for pair in rows.loc[kinds == Kind.RANGE, ["printed", "unit"]].itertuples(index=False, name=None)
    }
    if not ranges:
        return kinds == Kind.COUNT
    pairs = zip(rows["printed"], rows["unit"], strict=True)
    of_counts = pd.Series([ranges.get(pair, False) for pair in pairs], index=rows.index)
    return (kinds == Kind.COUNT) | ((kinds == Kind.RANGE) & of_counts)


def _has_fraction(rows: pd.DataFrame) -> pd.Series:
    return (rows["value"] % 1 > 0) | (rows["value_to"] % 1 > 0)


def typed_fractions(
    typed: pd.Series, figure: pd.Series, tables: Mapping[str, pd.DataFrame], whole: WholeUnits
) -> pd.Series:
    """The same for quantities typed to compare figures with: thresholds, last year's values.

    Args:
        typed: quantities as printed; codes and what cannot be read are no counts.
        figure: the code of the number each is compared with, whose unit counts where none is typed.
        tables: the clean tables.
        whole: the list of units.
    """
    units = by_key(tables["figures"], "figure_id", "unit")
    computed = tables["computed"]
    for code, formula, operands in zip(
        computed["computed_id"], computed["formula"], computed["operands"], strict=True
    ):
        if formula in _OF_ITS_OPERANDS:
            units[code] = units.get(operands.split(SEPARATOR)[0].partition(":")[0], "")
    names = [
        _broken_name(text, units.get(code.partition(":")[0], ""), whole)
        for text, code in zip(typed, figure, strict=True)
    ]
    return pd.Series(names, index=typed.index, dtype="str")


def _broken_name(text: str, unit: str, whole: WholeUnits) -> str | None:
    """What a typed count has a fraction of; empty if of nothing, None where nothing could be wrong."""
    try:
        quantity = parse(text)
    except QuantityError:
        return None
    if measure_of(quantity.kind, parse_unit(quantity.unit)) != Kind.COUNT or not whole:
        return None
    numbers = [quantity.exact, Fraction(quantity.value_to or 0)]
    return whole.name(quantity.unit or unit) if any(n.denominator > 1 for n in numbers) else ""
