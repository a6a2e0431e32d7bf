"""What the rules need to know of a figure from the other tables. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khacphuc.checks.views.counts import counted, units_by_level
from khacphuc.checks.views.lookups import column, numbers, words
from khacphuc.checks.views.numbering import gaps, preceded
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

_AT_LEAST = frozenset({"ít nhất", "tối thiểu", "phấn đấu", "từ … trở lên", "phấn đấu ít nhất"})


def figure_columns(
    tables: Mapping[str, pd.DataFrame],
    *,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    previous: pd.DataFrame | None,
    cited: Collection[str] | None,
) -> pd.DataFrame:
    """The clean figures with what their indicators, parents, units and computed numbers say of them.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
        units: the units that are valid in the report's year.
        previous: the clean figures of the year before, if there are any.
        cited: the codes the prose cites, if it is known.
    """
    figures, indicators = tables["figures"], tables["indicators"]
    indicator = figures["indicator"]
    variants = column(indicators[indicators["variant_of"] != ""], "indicator_id", "variant_of")
    ratio = figures["kind"] == "ratio"
    counts = counted(tables, targets)
    what = words(indicator, column(indicators, "indicator_id", "counts"))
    level = words(indicator, column(indicators, "indicator_id", "counts_level"))
    there = numbers(level, units_by_level(units))
    bound = words(indicator, column(indicators, "indicator_id", "bound"))
    whole, parts = _wholes(tables["computed"]), _parts(tables["computed"])
    return figures.assign(
        concept=words(indicator, {code: code for code in indicator} | variants),
        parts=words(figures["figure_id"], parts),
        per_year=numbers(indicator, column(indicators, "indicator_id", "per_year")),
        missing_before=gaps(figures["figure_id"]),
        printed_above=preceded(figures),
        units_known=words(indicator, accepted_units(indicators)),
        kind_known=words(indicator, column(indicators, "indicator_id", "kind")),
        at_most=numbers(indicator, column(indicators, "indicator_id", "at_most")),
        measured=figures["value"].mask(ratio, figures["numerator"].astype("float64")),
        counted=numbers(what, {name: count for name, (count, _) in counts.items()}),
        counted_rows=words(what, {name: codes for name, (_, codes) in counts.items()}),
        level=level,
        units_all=there.where(ratio),
        units_most=there.where(~ratio),
        whole=words(figures["figure_id"], whole),
        parent_section=words(figures["parent"], column(figures, "figure_id", "section")),
        bound=bound,
        bound_printed=figures["qualifier"].isin(_AT_LEAST).map({True: ">=", False: ""}).astype("str"),
        returned=_returned(tables["returns"], indicator),
        previous=numbers(indicator, {} if previous is None else _last_year(previous), "float64"),
        cited="" if cited is None else figures["figure_id"].isin(list(cited)).map({True: "yes", False: "no"}),
    ).astype({"cited": "str"})


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


def _parts(computed: pd.DataFrame) -> dict[str, str]:
    """The figures each figure is the sum of, where a computed number says so."""
    sums = computed[(computed["formula"] == "sum") & (computed["reproduces"] != "")]
    return {
        str(code): SEPARATOR.join(own["operands"]) for code, own in sums.groupby("reproduces", sort=False)
    }


def _wholes(computed: pd.DataFrame) -> dict[str, str]:
    """The figure each figure is a part of, where a printed sum says so."""
    found: dict[str, str] = {}
    printed = computed[computed["reproduces"] != ""]
    for formula, operands, code in zip(
        printed["formula"], printed["operands"], printed["reproduces"], strict=True
    ):
        codes = [operand for operand in operands.split(SEPARATOR) if ":" not in operand]
        if formula == "sum" and ":" not in code:
            found.update(dict.fromkeys(codes, code))
    return found


def _returned(returns: pd.DataFrame, indicator: pd.Series) -> pd.Series:
    sums: dict[Any, Any] = returns[returns["kind"] == "count"].groupby("indicator")["value"].sum().to_dict()
    return numbers(indicator, sums, "float64")


def _last_year(previous: pd.DataFrame) -> dict[Any, Any]:
    """One value per indicator; where last year printed several, none."""
    values = previous.dropna(subset="value").groupby("indicator")["value"]
    return values.first()[values.min() == values.max()].to_dict()
