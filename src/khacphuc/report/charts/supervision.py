"""The chart of answers to supervision: a bar for each finding, as long as its answer took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext, figure
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.report.document import nodes


def supervision_chart(context: ChartContext, findings: pd.DataFrame, caption: str) -> nodes.Figure:
    """Bars of days from the letter to the answer; hatched those without an answer, until the day asked about.

    Args:
        context: the run.
        findings: as ``data.records.supervision.supervision_states`` gives them.
        caption: what stands below the chart.

    Raises:
        ParameterError: the day of the letter is known of none of them.
    """
    from khacphuc.report.charts.bars import ChartBar, Panel, draw_bars  # noqa: PLC0415 - matplotlib is slow

    labels = context.labels
    bars = []
    for row in findings[findings["days"].notna()].pipe(row_dicts):
        is_open = row["state"] == "unanswered"
        text = labels["days_waiting" if is_open else "days_answered"].format(
            days=context.count(int(row["days"]))
        )
        label = labels["supervision_bar"].format(finding=row["finding"], addressee=row["addressee"])
        bars.append(ChartBar(label, max(float(row["days"]), 0), text, falls_short=is_open))
    if not bars:
        raise ParameterError(
            "no letter about a finding of supervision has a day", remedy="leave the chart out"
        )
    sentences = [f"{bar.label}: {bar.text}" for bar in bars]
    panel, name = Panel(tuple(bars)), "hinh-supervision"
    return figure(context, name, caption, sentences, lambda: draw_bars([panel], salt=name))
