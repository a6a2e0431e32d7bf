"""The chart of punctuality: a bar for each department, as long as its share of papers in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.records.papers import punctuality
from khacphuc.data.returns.coverage import percent_of
from khacphuc.report.charts.context import ChartContext, figure
from khacphuc.report.papers import department_name
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.formats import format_part

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.report.document import nodes

_WHOLE = 100


def papers_chart(context: ChartContext, papers: pd.DataFrame, caption: str) -> nodes.Figure:
    """Bars of the percentage of papers in time; hatched where some were late or never sent.

    Args:
        context: the run.
        papers: as ``data.records.papers.paper_states`` gives them; one of them was due.
        caption: what stands below the chart.
    """
    from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow

    pattern, bars = context.labels["papers_bar"], []
    for row in punctuality(papers).pipe(row_dicts):
        text = pattern.format(
            part=format_part(int(row["in_time"]), int(row["due"]), language=context.language),
            rate=percent_of(int(row["in_time"]), int(row["due"]), context.language),
        )
        name = department_name(context, row)
        bars.append(ChartBar(name, row["rate"], text, falls_short=row["in_time"] < row["due"]))
    sentences = [f"{bar.label}: {bar.text}" for bar in bars]
    panel = Panel(tuple(bars), line=_WHOLE)
    name = "hinh-papers"
    return figure(context, name, caption, sentences, lambda: draw_bars([panel], salt=name))
