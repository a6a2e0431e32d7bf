"""The view of the figures: the clean table with the columns its rules need from other tables. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khacphuc.checks.views.counts import known_counts, units_by_level
from khacphuc.checks.views.fractions import fractions, whole_units
from khacphuc.checks.views.lookups import by_key, look_up_numbers, look_up_texts
from khacphuc.checks.views.numbering import gaps, preceded
from khacphuc.checks.views.returns import accepted_units, gathered_totals
from khacphuc.data.agreement import agreeing_ranges, range_indicators, year_values
from khacphuc.data.decisions import concept_column
from khacphuc.data.records.admission import whole_figures
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.numbers.forms import PARTS_OF_TIME
from khacphuc.text.numbers.qualifiers import AIM, FROM_DOWN, FROM_UP
from khacphuc.text.quantities import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

_BOUNDS = {
    **dict.fromkeys(("ít nhất", "tối thiểu", "không dưới", "không ít hơn", "≥", FROM_UP, AIM), ">="),
    **dict.fromkeys(("không quá", "không vượt quá", "tối đa", "nhiều nhất", "≤", FROM_DOWN), "<="),
}
"""Qualifiers that make a number a floor or a ceiling; any other (``hơn``, ``gần``) describes a result."""

_NOT_MEASURED = (Kind.RANGE, "rank")
"""Kinds that do not grow by so many percent from one year to the next."""

_BOUNDS_OF_RANGES = ("count", "percentage", "money", "duration")
"""What the bounds of a range may be, and so a single number inside one."""


def figure_columns(
    tables: Mapping[str, pd.DataFrame], *, units: pd.DataFrame, previous: pd.DataFrame | None
) -> pd.DataFrame:
    """The clean figures with columns from their indicators, parents, units and computed numbers.

    Args:
        tables: the clean tables.
        units: the units that are valid in the report's year.
        previous: the clean figures of the year before, if there are any.

    Returns:
        The figures, in their order, with these columns more. Of the indicator: ``concept`` (see
        ``concept_column``), ``per_year`` (not of one period), ``units_known``, ``kind_known`` (empty where
        the number may be one inside a range, or a time in one unit), ``at_most`` (not of a ratio), ``level``,
        ``bound``. Of what the figure counts: ``denominator`` (of a share of a whole only: another result may
        exceed its plan), ``units_all`` (how many units a ratio must be of), ``units_most`` (how many a count
        may reach). Of other figures: ``parts`` and ``whole`` (of printed sums), ``parent_section``,
        ``missing_before``, ``printed_above``, ``whole_figure`` and ``whole_value`` (see
        ``admission.whole_figures``). Of itself: ``percentage`` (as printed; missing where it is
        none), ``year_value`` and ``agreeing`` (the range it is or agrees with), see ``data.agreement``. Of
        its unit: ``halved`` (see ``fractions``). Of other sources: ``returned`` (sum of the units' returns),
        ``previous`` (last year's value, not of one period), ``bound_printed`` (what the qualifier makes of
        it).
    """
    figures, indicators = tables["figures"], tables["indicators"]
    indicator = figures["indicator"]
    kind = figures["kind"]
    ratio = kind == "ratio"
    at_most = look_up_numbers(indicator, by_key(indicators, "indicator_id", "at_most"))
    level = look_up_texts(indicator, by_key(indicators, "indicator_id", "counts_level"))
    units_of_level = look_up_numbers(level, units_by_level(units))
    bound = look_up_texts(indicator, by_key(indicators, "indicator_id", "bound"))
    is_share = ratio & _is_of_a_whole(tables, at_most)
    ranges = range_indicators(indicators)
    kind_known = look_up_texts(indicator, by_key(indicators, "indicator_id", "kind"))
    year_value = year_values(figures)
    is_of_period = figures["value"].notna() & year_value.isna()
    whole, parts = _wholes(tables["computed"]), _parts(tables["computed"])
    return figures.assign(
        concept=concept_column(tables),
        parts=look_up_texts(figures["figure_id"], parts),
        per_year=look_up_numbers(indicator, by_key(indicators, "indicator_id", "per_year")).mask(
            is_of_period
        ),
        missing_before=gaps(figures["figure_id"]),
        printed_above=preceded(figures),
        percentage=figures["printed"].where(figures["printed"].str.contains("%", regex=False)),
        halved=fractions(figures, whole_units(tables["units_of_measure"])),
        units_known=look_up_texts(indicator, accepted_units(indicators)),
        kind_known=kind_known.mask(_inside_ranges(figures, ranges) | _is_time(figures, kind_known), ""),
        at_most=at_most.mask(ratio),
        year_value=year_value,
        agreeing=agreeing_ranges(figures, ranges),
        denominator=figures["denominator"].where(is_share),
        level=level,
        units_all=units_of_level.where(ratio),
        units_most=units_of_level.where(~ratio),
        whole=look_up_texts(figures["figure_id"], whole),
        parent_section=look_up_texts(figures["parent"], by_key(figures, "figure_id", "section")),
        bound=bound,
        bound_printed=look_up_texts(figures["qualifier"].str.removeprefix(f"{AIM} "), _BOUNDS),
        returned=_returned(tables),
        **whole_figures(figures, indicators),
        previous=look_up_numbers(indicator, {} if previous is None else _last_year(previous), "float64").mask(
            kind.isin(_NOT_MEASURED) | is_of_period
        ),
    )


def assessed_figure_columns(
    tables: Mapping[str, pd.DataFrame], *, targets: pd.DataFrame, cited: Collection[str] | None
) -> pd.DataFrame:
    """The clean figures with what the assessment counts of them, and whether the prose cites them.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
        cited: the codes the prose cites, if it is known.

    Returns:
        The clean columns, ``measured`` (the value, of a ratio its numerator), ``counted`` (the rows its
        indicator counts), ``counted_rows`` (their codes) and ``cited`` (``yes``, ``no``, empty if unknown).
    """
    figures, indicators = tables["figures"], tables["indicators"]
    counts = known_counts(tables, targets)
    what = look_up_texts(figures["indicator"], by_key(indicators, "indicator_id", "counts"))
    ratio = figures["kind"] == "ratio"
    return figures.assign(
        measured=figures["value"].mask(ratio, figures["numerator"].astype("float64")),
        counted=look_up_numbers(what, {name: count for name, (count, _) in counts.items()}),
        counted_rows=look_up_texts(what, {name: codes for name, (_, codes) in counts.items()}),
        cited="" if cited is None else figures["figure_id"].isin(list(cited)).map({True: "yes", False: "no"}),
    ).astype({"cited": "str"})


def _is_of_a_whole(tables: Mapping[str, pd.DataFrame], at_most: pd.Series) -> pd.Series:
    """Whether a ratio can be at most one, by its indicator or by what it counts.

    A result may exceed its plan. Of targets, of their parts and of all units of a level no more than all are
    met or reached; of anything else the indicator says that it is at most 1.
    """
    indicators, code = tables["indicators"], tables["figures"]["indicator"]
    counts = {
        key: f"{what}{level}"
        for key, what, level in zip(
            indicators["indicator_id"], indicators["counts"], indicators["counts_level"], strict=True
        )
    }
    of_parts = tables["figures"]["figure_id"].isin(tables["targets"]["parts_ratio"])
    return (at_most == 1).fillna(value=False) | (look_up_texts(code, counts) != "") | of_parts


def _inside_ranges(figures: pd.DataFrame, ranges: Collection[str]) -> pd.Series:
    """Whether a number is a single one of an indicator of ranges, of which the report prints a range."""
    is_range = figures["kind"] == Kind.RANGE
    printed = set(ranges) & set(figures["indicator"][is_range])
    return figures["indicator"].isin(list(printed)) & figures["kind"].isin(_BOUNDS_OF_RANGES)


def _is_time(figures: pd.DataFrame, kind_known: pd.Series) -> pd.Series:
    """Whether a number is a time in one unit, of an indicator of times: 150 phút beside 2 giờ 30 phút."""
    is_single = (figures["kind"] == Kind.COUNT) & (kind_known == Kind.DURATION)
    return is_single & figures["unit"].isin([unit for units in PARTS_OF_TIME for unit in units])


def _parts(computed: pd.DataFrame) -> dict[str, str]:
    """The figures each figure is the sum of, where a computed number says so."""
    sums = computed[(computed["formula"] == "sum") & (computed["reproduces"] != "")]
    return {
        str(code): SEPARATOR.join(group["operands"]) for code, group in sums.groupby("reproduces", sort=False)
    }


def _wholes(computed: pd.DataFrame) -> dict[str, str]:
    """The figure each figure is a part of, where a printed sum says so."""
    wholes: dict[str, str] = {}
    printed = computed[computed["reproduces"] != ""]
    for formula, operands, code in zip(
        printed["formula"], printed["operands"], printed["reproduces"], strict=True
    ):
        codes = [operand for operand in operands.split(SEPARATOR) if ":" not in operand]
        if formula == "sum" and ":" not in code:
            wholes.update(dict.fromkeys(codes, code))
    return wholes


def _returned(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """The sum of what units returned for each indicator; only counts add up, percentages do not.

    Of a figure that names its total another rule tells.
    """
    returns, figures = tables["returns"], tables["figures"]
    sums: dict[Any, Any] = returns[returns["kind"] == "count"].groupby("indicator")["value"].sum().to_dict()
    returned = look_up_numbers(figures["indicator"], sums | gathered_totals(tables), "float64")
    return returned.mask(figures["from_returns"] != "")


def _last_year(previous: pd.DataFrame) -> dict[Any, Any]:
    """The value of each indicator last year; none of ranks and ranges, and where several differ."""
    measured = previous[~previous["kind"].isin(_NOT_MEASURED)]
    values = year_values(measured).dropna().groupby(measured["indicator"])
    return values.first()[values.min() == values.max()].to_dict()
