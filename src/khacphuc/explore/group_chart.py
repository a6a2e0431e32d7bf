"""How many rows each group has, as bars beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import figure
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.report.charts.context import ChartContext

_MOST_BARS: Final = 15  # more are no longer compared by eye
_LONGEST_LABEL: Final = 60


def group_chart(
    context: ChartContext, table: nodes.Table, counts: Iterable[int], caption: str
) -> tuple[nodes.Block, ...]:
    """Draw groups, the largest first; nothing where there is none, a sentence where a letter cannot be drawn.

    Args:
        context: the run.
        table: the groups; the columns before the last two, or before the last one, say which.
        counts: how many rows each has.
        caption: what the chart shows.
    """
    from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow

    by = list(table.names).index("rows")
    bars = [
        ChartBar(_label(row[:by]), float(count), context.count(count))
        for row, count in zip(table.rows, counts, strict=False)
    ]
    bars = sorted(bars, key=lambda bar: -bar.value)[:_MOST_BARS]
    if not bars:
        return ()
    listed = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    if len(table.rows) > len(bars):
        caption = context.labels["explore_largest"].format(caption=caption, count=context.count(len(bars)))
    name = f"chart-{table.id}"
    try:
        return (figure(context, name, caption, [listed], lambda: draw_bars([Panel(tuple(bars))], salt=name)),)
    except ParameterError as error:  # a letter the typeface lacks
        text = context.labels["explore_not_drawn"].format(reason=error)
        return (nodes.Paragraph(children=(nodes.Text(text=text),)),)


def with_named_groups(table: nodes.Table, by: int, nameless: str) -> nodes.Table:
    """Groups of empty cells are called so, in their first columns."""
    name = (nodes.Text(text=nameless, tone="quiet"),)
    rows = (
        tuple(cell or name if place < by else cell for place, cell in enumerate(row)) for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _label(cells: Iterable[tuple[nodes.Inline, ...]]) -> str:
    label = ", ".join(map(nodes.plain, cells))
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rstrip()}…"
