"""The frames of what units report, with what their rules need joined on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.checks.views.fractions import fractions, whole_units
from khacphuc.checks.views.lookups import by_key, look_up_texts
from khacphuc.data.gathered.printed_totals import Totals
from khacphuc.data.records.admission import whole_returns
from khacphuc.data.returns.expressions import parse_expression
from khacphuc.data.returns.periods import reporting_periods
from khacphuc.errors import QuantityError
from khacphuc.schema.allowed import LEVELS, PERIOD_TYPES
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

RETURN_SUITES: Final = (
    *("collections", "collection_items", "return_rules", "receipts"),
    *("form_faults", "return_figures", "return_totals", "return_rates"),
)
"""The suites about what units report."""

FIGURE_REFUSALS: Final = ("not_asked", "no_over_units", "no_over_time", "distinct_sum", "no_total")
"""Why a figure has no total, by the words of the catalogue."""

_OF_TABLES: Final = RETURN_SUITES[:4]
_ANY_YEAR: Final = 2021


def return_views(tables: Mapping[str, pd.DataFrame], units: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of what units report, by the names of their suites.

    Args:
        tables: the clean tables.
        units: those that are valid in the year.
    """
    views = {
        "returns": _typed(tables, units),
        "collections": _collections(tables),
        "collection_items": _items(tables),
        **{name: tables[name] for name in RETURN_SUITES[3:] if name in tables},
        "return_rules": _rules(tables),
    }
    if "return_figures" in views:
        views["return_figures"] = _figures(tables)
    return views


def accepted_units(indicators: pd.DataFrame) -> dict[str, str]:
    """The units an indicator may be printed with, separated by semicolons."""
    return {
        code: SEPARATOR.join(filter(None, [unit, *others.split(SEPARATOR)]))
        for code, unit, others in zip(
            indicators["indicator_id"],
            indicators["unit_of_measure"],
            indicators["printed_units"],
            strict=True,
        )
    }


def gathered_rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Which unit returned which indicator: by hand, or in a form that was gathered."""
    names = ["unit_id", "indicator"]
    typed = tables["returns"][names]
    return pd.concat([typed, tables["returned"][names]]) if "returned" in tables else typed


def gathered_totals(tables: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """The totals of a year that every unit reported, in the unit of clean tables, by indicator."""
    if "return_totals" not in tables:
        return {}
    rows, totals = tables["return_totals"], Totals(tables["return_totals"], tables["indicators"])
    complete = rows.loc[rows["status"] == "complete", "indicator"].astype("str")
    numbers = {code: totals.number(totals.of(code), code) for code in complete}
    return {code: float(number) for code, number in numbers.items() if number is not None}


def _collections(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The collections with what is wrong with them.

    Returns:
        ``cutoff_wrong`` (a cut-off that makes no periods), ``units_unknown`` (neither a level nor codes of
        units) and ``asks_nothing`` (the code of one without items); empty where all is well.
    """
    collections, collected = tables["collections"], set(tables["collection_items"]["collection"])
    known = {*LEVELS, *tables["units"]["unit_id"]}
    wrong = [
        cutoff if kind in PERIOD_TYPES and not _makes_periods(kind, cutoff) else ""
        for kind, cutoff in zip(collections["period_type"], collections["cutoff"], strict=True)
    ]
    unknown = [
        SEPARATOR.join(code for code in cell.split(SEPARATOR) if code and code not in known)
        for cell in collections["units"]
    ]
    return collections.assign(
        cutoff_wrong=pd.Series(wrong, index=collections.index, dtype="str"),
        units_unknown=pd.Series(unknown, index=collections.index, dtype="str"),
        asks_nothing=collections["collection_id"].mask(collections["collection_id"].isin(collected), ""),
    )


def _makes_periods(period_type: str, cutoff: str) -> bool:
    try:
        reporting_periods(_ANY_YEAR, period_type, cutoff)
    except QuantityError:
        return False
    return True


def _items(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The items with what their indicators lack to be added up.

    Returns:
        ``not_added`` (the columns that do not say how), ``persons_added`` (the indicator, if it counts
        persons and adds them over periods) and ``unreadable`` (conditions); empty where all is well.
    """
    items, indicators = tables["collection_items"], tables["indicators"]
    columns = {
        name: look_up_texts(items["indicator"], by_key(indicators, "indicator_id", name))
        for name in ("over_time", "over_units")
    }
    is_known = items["indicator"].isin(indicators["indicator_id"])
    lacking = [
        SEPARATOR.join(name for name, cell in zip(columns, cells, strict=True) if known and not cell)
        for known, *cells in zip(is_known, *columns.values(), strict=True)
    ]
    persons = set(indicators.loc[indicators["distinct"], "indicator_id"])
    unreadable = _unreadable(tables, items, {"constraint": True, "relevant": True})
    is_added = items["indicator"].isin(persons) & (columns["over_time"] == "sum")
    return items.assign(
        not_added=pd.Series(lacking, index=items.index, dtype="str"),
        persons_added=items["indicator"].where(is_added, ""),
        unreadable=unreadable,
    )


def _rules(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rules with ``unreadable``, the sides that are no sums of items of their collection."""
    rules = tables["return_rules"]
    return rules.assign(unreadable=_unreadable(tables, rules, {"left": False, "right": False}))


def _unreadable(
    tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, columns: Mapping[str, bool]
) -> pd.Series:
    """The cells that are no expressions over items of the collection; a condition is asked for where true."""
    items = tables["collection_items"]
    known = {code: set(group["indicator"]) for code, group in items.groupby("collection")}
    cells = [
        SEPARATOR.join(
            row[name]
            for name, is_condition in columns.items()
            if row[name] and not _is_read(row[name], is_condition, known.get(row["collection"], set()))
        )
        for row in rows.pipe(row_dicts)
    ]
    return pd.Series(cells, index=rows.index, dtype="str")


def _is_read(text: str, is_condition: bool, known: set[str]) -> bool:
    try:
        return set(parse_expression(text, condition=is_condition).names) <= known
    except QuantityError:
        return False


def _figures(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The figures that name a total, with ``refused``: why there is none; empty where there is one."""
    figures = tables["return_figures"]
    collected = set(tables["collection_items"]["indicator"])
    rows = {row["indicator_id"]: row for row in tables["indicators"].pipe(row_dicts)}
    refused = [
        _refusal(period, rows.get(code, {}), is_asked=code in collected) if not status else ""
        for code, period, status in zip(
            figures["total_indicator"], figures["total_period"], figures["status"], strict=True
        )
    ]
    known = figures["total_indicator"].isin(list(rows))
    return figures.assign(refused=pd.Series(refused, index=figures.index, dtype="str").where(known, ""))


def _refusal(period: str, indicator: Mapping[Hashable, Any], *, is_asked: bool) -> str:
    """Why a total is none, by its code in the catalogue."""
    if not is_asked:
        return "not_asked"
    if not indicator.get("over_units") or indicator["over_units"] == "none":
        return "no_over_units"
    if not period and (not indicator.get("over_time") or indicator["over_time"] == "none"):
        return "no_over_time"
    return "distinct_sum" if indicator["distinct"] and indicator["over_time"] == "sum" else "no_total"


def _typed(tables: Mapping[str, pd.DataFrame], units: pd.DataFrame) -> pd.DataFrame:
    """The returns that were typed by hand, with what is known of their units and indicators."""
    returns, indicators = tables["returns"], tables["indicators"]
    return returns.assign(
        level=look_up_texts(returns["unit_id"], by_key(units, "unit_id", "level")),
        gathered_from=look_up_texts(
            returns["indicator"], by_key(indicators, "indicator_id", "gathered_from")
        ),
        units_known=look_up_texts(returns["indicator"], accepted_units(indicators)),
        halved=fractions(returns, whole_units(tables["units_of_measure"])),
        whole_value=whole_returns(returns, indicators),
        valid=returns["unit_id"].isin(units["unit_id"]).map({True: "yes", False: "no"}).astype("str"),
    )


def has_returns(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a run asks its units for anything, or got anything."""
    return any(len(tables[name]) for name in _OF_TABLES)
