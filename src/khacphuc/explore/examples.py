"""Examples out of the run itself, for an analyst who has named no code yet. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.explore.changes import settable
from khacphuc.text.formats import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.report.charts.context import ChartContext

_MOST_BARS: Final = 4
_MOST_PANELS: Final = 4
_DRAWN: Final = frozenset({"count", "percentage", "money", "duration"})


def comparable(context: ChartContext) -> dict[str, tuple[str, ...]]:
    """Figures that share a unit, by that unit: those one section prints, as many as a chart shows well.

    Args:
        context: the run.

    Returns:
        Up to four units, those with the most figures in a section first; none where no two figures of a
        section share one.
    """
    best: dict[str, list[str]] = {}
    for codes_by_unit in _by_section(context, context.tables["figures"]):
        for unit, codes in codes_by_unit.items():
            if len(codes) > max(1, len(best.get(unit, ()))):
                best[unit] = codes
    # sorting keeps the order of the tables among equals
    units = sorted(best, key=lambda unit: -len(best[unit]))[:_MOST_PANELS]
    return {unit: tuple(best[unit][:_MOST_BARS]) for unit in units}


def _by_section(context: ChartContext, figures: pd.DataFrame) -> Iterable[dict[str, list[str]]]:
    """The codes of each section, by their units."""
    for _, group in figures.groupby("section", sort=False):
        codes: dict[str, list[str]] = {}
        for code in group["figure_id"]:
            value = context.resolve(code) if code in context.citations.citables else None
            # a ratio beside counts of the same unit would be a short bar without a reason
            if value is not None and value.kind in _DRAWN and value.base_unit and value.exact >= 0:
                codes.setdefault(value.base_unit, []).append(code)
        yield codes


def example_changes(tables: Mapping[str, pd.DataFrame], assessment: Assessment) -> dict[str, str]:
    """Changes to try: a judged criterion that would be achieved, and a number that reaches its threshold.

    Args:
        tables: the clean tables.
        assessment: of the run.

    Returns:
        By the codes of rows what would stand there (see ``changes.read_changes``). In a run without such a
        target the first count is one more; empty where nothing can be set.
    """
    rows = settable(tables)
    criteria = [row.code for row in rows if row.table == "criteria" and row.before != "achieved"]
    judged = dict.fromkeys(criteria[:1], "achieved")
    numbers = {**_one_more(tables["figures"]), **_reached(tables["target_parts"], assessment.targets)}
    figures = {row.code for row in rows if row.table == "figures"} & numbers.keys()
    return judged | {code: numbers[code] for code in list(numbers)[-1:] if code in figures}


def _reached(parts: pd.DataFrame, targets: pd.DataFrame) -> dict[str, str]:
    """The first figure that misses its threshold, with the threshold."""
    missed = targets[(targets["status"] == "not_met") & (targets["threshold"] != "")]
    figures = dict(zip(parts["part_id"], parts["figure"], strict=True))
    pairs = zip(missed["part_id"], missed["threshold"], strict=True)
    return next(({figures[part]: threshold} for part, threshold in pairs if figures.get(part)), {})


def _one_more(figures: pd.DataFrame) -> dict[str, str]:
    """The first count, one more."""
    counts = figures[(figures["kind"] == "count") & (figures["decimals"] == 0)].head(1)
    return {
        code: format_count(int(value) + 1)
        for code, value in zip(counts["figure_id"], counts["value"], strict=True)
    }
