"""The chart of what units reported: a panel for each figure, a bar for each parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext, figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.report.document import nodes
    from khacphuc.report.returns import ReturnedFigure, ReturnedFigures


def returns_chart(
    context: ChartContext, returned: ReturnedFigures, figures: Sequence[ReturnedFigure], caption: str
) -> nodes.Figure:
    """Bars of the totals below each parent; behind one of incomplete reports stands how many there are.

    Raises:
        ParameterError: no unit that reported one of the figures has a parent.
    """
    from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow

    panels = []
    for returned_figure in figures:
        # before the first form comes in every unit has a dash
        is_empty = all(total.value is None for total in returned_figure.parents.values())
        bars = [
            ChartBar(returned.unit(parent), total.value or 0, returned.number(total, returned_figure))
            for parent, total in sorted(returned_figure.parents.items())
            if total.value is not None or is_empty
        ]
        if not bars:
            raise ParameterError(f"no total by parent of {returned_figure.code}", remedy="leave it out")
        title = (
            f"{returned_figure.label} ({returned_figure.unit})"
            if returned_figure.unit
            else returned_figure.label
        )
        panels.append(Panel(tuple(bars), title))
    name = "-".join(("hinh-returns", *(returned_figure.code for returned_figure in figures)))
    sentences = [
        f"{panel.title}: {'; '.join(f'{bar.label}: {bar.text}' for bar in panel.bars)}" for panel in panels
    ]
    if any("(" in bar.text for panel in panels for bar in panel.bars):
        sentences.append(context.labels["coverage_brackets"])
    return figure(context, name, caption, sentences, lambda: draw_bars(panels, salt=name))
