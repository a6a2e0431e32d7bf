"""Figures of a run that can be compared, for an analyst who has named none yet. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from khacphuc.report.charts.context import ChartContext

_MOST_BARS: Final = 4
_MOST_PANELS: Final = 4


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
            if value is not None and value.kind != "ratio" and value.base_unit and value.exact >= 0:
                codes.setdefault(value.base_unit, []).append(code)
        yield codes
