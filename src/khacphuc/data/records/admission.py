"""Numbers each of which is a part of the one before: from outstanding members to those admitted. Pure.

An indicator that is ``part_of`` another counts nobody the other does not count in the same period, so that it
is never larger. Who was considered and who was admitted are two such steps, not two names of one.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.agreement import year_values
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STEPS: Final = 3
"""Fewer numbers are no way somebody goes: a part and its whole stand beside each other in many tables."""
_PERIOD: Final = r";\s*(.*)$"
_ITEM: Final = re.compile(r"\$\{(\w+)\}")


def wholes(indicators: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The indicators each one is a part of, the nearest first; none of one that is part of nothing.

    >>> rows = [("all", ""), ("workers", "all"), ("admitted", "workers")]
    >>> wholes(pd.DataFrame(rows, columns=["indicator_id", "part_of"]))["admitted"]
    ('workers', 'all')
    """
    above = _above(indicators)
    chains = {}
    for code in above:
        chain: list[str] = []
        step = above[code]
        while step and step != code and step not in chain:
            chain.append(step)
            step = above.get(step, "")
        chains[code] = tuple(chain)
    return chains


def circles(indicators: pd.DataFrame) -> pd.Series:
    """The way on which an indicator is a part of itself, as ``a → b → a``; empty where there is none."""
    above = _above(indicators)
    ways_back = []
    for code in indicators["indicator_id"]:
        way = [str(code)]
        while (step := above.get(way[-1], "")) and step not in way:
            way.append(step)
        ways_back.append(" → ".join((*way, step)) if step == way[0] else "")
    return pd.Series(ways_back, index=indicators.index, dtype="str")


def whole_figures(figures: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The figure each one is a part of by its indicator, where no ``parent`` says so already.

    Args:
        figures: the clean table.
        indicators: the clean table.

    Returns:
        ``whole_figure``, the code of the nearest whole that is a number of the same period, and
        ``whole_value``; of several prints of it the largest. Empty and missing where there is none. With the
        index of ``figures``.
    """
    chains = wholes(indicators)
    period = figures["from_returns"].str.extract(_PERIOD)[0].fillna("")
    rows = zip(figures["indicator"], period, figures["figure_id"], figures["value"], strict=True)
    largest: dict[tuple[str, str], tuple[str, float]] = {}
    for indicator, when, code, value in rows:
        known = largest.get((indicator, when))
        if pd.notna(value) and (known is None or value > known[1]):
            largest[indicator, when] = code, float(value)
    nearest = [
        next((largest[whole, when] for whole in chains.get(indicator, ()) if (whole, when) in largest), None)
        if not parent
        else None
        for indicator, when, parent in zip(figures["indicator"], period, figures["parent"], strict=True)
    ]
    return pd.DataFrame(
        {
            "whole_figure": pd.Series([each[0] if each else "" for each in nearest], dtype="str"),
            "whole_value": pd.Series([each[1] if each else None for each in nearest], dtype="float64"),
        }
    ).set_axis(figures.index)


def whole_returns(returns: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """What the unit of each return reported of the nearest whole of its indicator; missing if nothing."""
    chains = wholes(indicators)
    rows = zip(returns["unit_id"], returns["indicator"], returns["value"], strict=True)
    values = {(unit, indicator): value for unit, indicator, value in rows if pd.notna(value)}
    nearest: list[float | None] = [
        next((values[unit, whole] for whole in chains.get(indicator, ()) if (unit, whole) in values), None)
        for unit, indicator in zip(returns["unit_id"], returns["indicator"], strict=True)
    ]
    return pd.Series(nearest, index=returns.index, dtype="float64")


def with_part_rules(rules: pd.DataFrame, items: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The rules of forms, with one more for each two items of which one is a part of the other.

    Two items that a rule compares already have none.

    Args:
        rules: the clean table ``return_rules``.
        items: the clean table ``collection_items``.
        indicators: the clean table.
    """
    chains = wholes(indicators)
    names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
    compared = {
        (row["collection"], name)
        for row in rules.pipe(row_dicts)
        for name in _pairs(f"{row['left']} {row['right']}")
    }
    more = []
    for collection, of_form in items.groupby("collection", sort=False)["indicator"]:
        listed = {str(code) for code in of_form}
        for part in map(str, of_form):
            whole = next((code for code in chains.get(part, ()) if code in listed), "")
            if whole and (collection, frozenset({part, whole})) not in compared:
                message = f"{names.get(part, part)} ≤ {names.get(whole, whole)}"
                more.append((collection, f"${{{part}}}", f"${{{whole}}}", message))
    if not more:
        return rules
    added = pd.DataFrame(more, columns=["collection", "left", "right", "message"])
    added = added.assign(operator="<=", missing_left="skip_if_any", missing_right="skip_if_any")
    return pd.concat([rules, added.reindex(columns=rules.columns, fill_value="")], ignore_index=True)


def _pairs(text: str) -> set[frozenset[str]]:
    """Each two items a rule names."""
    return {frozenset(pair) for pair in combinations(_ITEM.findall(text), 2)}


def steps(figures: pd.DataFrame, indicators: pd.DataFrame, codes: Sequence[str] = ()) -> tuple[str, ...]:
    """The figures of the longest way there is, from the whole down to the last part.

    Args:
        figures: the clean table.
        indicators: the clean table.
        codes: those to choose from; all of them if there are none.

    Returns:
        Their codes: of an indicator that is printed in several places the first. None where there are fewer
        than STEPS.
    """
    rows = figures[year_values(figures).notna() & (figures["kind"] == "count")]
    rows = rows[rows["figure_id"].isin(list(codes))] if codes else rows
    distinct = rows.drop_duplicates("indicator")
    first = dict(zip(distinct["indicator"].astype("str"), distinct["figure_id"].astype("str"), strict=True))
    chains = wholes(indicators)
    ways = [
        [first[step] for step in (*reversed(chains.get(indicator, ())), indicator) if step in first]
        for indicator in first
    ]
    longest = max(ways, key=len, default=[])
    return tuple(longest) if len(longest) >= STEPS else ()


def unit_numbers(codes: Iterable[str], returns: pd.DataFrame, totals: pd.DataFrame | None) -> pd.DataFrame:
    """What units reported of some indicators, in the year.

    Args:
        codes: the indicators.
        returns: the clean table, typed by hand.
        totals: what units reported in forms, added up; None in a run that asks its units for nothing.

    Returns:
        ``unit_id`` (of forms the unit above those that reported), ``indicator``, ``value``, ``reported`` and
        ``expected`` (how many reports it rests on and how many were asked), in this order.
    """
    columns = ["unit_id", "indicator", "value", "reported", "expected"]
    chosen = list(codes)
    parts = []
    if totals is not None:
        rows = totals[(totals["period"].astype("str") == "") & (totals["parent"].astype("str") != "")]
        rows = rows[rows["indicator"].astype("str").isin(chosen)].rename(columns={"parent": "unit_id"})
        parts.append(rows[columns].astype({"unit_id": "str", "indicator": "str"}))
        chosen = [code for code in chosen if code not in set(parts[0]["indicator"])]
    typed = returns[returns["indicator"].isin(chosen) & (returns["kind"] == "count")]
    parts.append(typed.assign(reported=1, expected=1)[columns])
    return pd.concat([part for part in parts if len(part)] or parts[-1:], ignore_index=True)


def _above(indicators: pd.DataFrame) -> Mapping[str, str]:
    codes = (indicators[name].astype("str") for name in ("indicator_id", "part_of"))
    return dict(zip(*codes, strict=True))
