"""The table of what supervision found, whom it asked, and what was answered. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.report.charts.context import ChartContext

    Cell = tuple[nodes.Inline, ...]


def supervision_table(context: ChartContext, findings: pd.DataFrame, caption: str) -> nodes.Table:
    """A row for each finding: where it was found, what, for whom, the letter about it, and the answer.

    Args:
        context: the run.
        findings: as ``data.records.supervision.supervision_states`` gives them.
        caption: what stands above the table.
    """
    labels = context.labels
    units = context.tables["units"].drop_duplicates("unit_id")
    names = dict(zip(units["unit_id"], units["name"], strict=True))
    rows = [
        (
            (nodes.Text(text=_place(row, names)),),
            (nodes.Text(text=row["finding"]),),
            (nodes.Text(text=row["addressee"]),),
            (context.citations.cite(row["follow_up"]) or nodes.Text(text="–"),),
            (nodes.Text(text=answer_text(context, row)),),
        )
        for row in findings.pipe(row_dicts)
    ]
    columns = ("supervision", "finding", "addressee", "follow_up", "answer")
    return nodes.Table(
        id="bang-supervision",
        caption=(nodes.Text(text=caption),),
        columns=tuple(labels[f"column_{name}"] for name in columns),
        rows=tuple(rows),
        align=("left", "left", "left", "left", "left"),
        widths=(2.6, 3, 2, 2.2, 1.8),
    )


def answer_text(context: ChartContext, row: Mapping[Any, Any]) -> str:
    """What became of a finding: the day of its answer, or that there is none yet or no letter."""
    if row["state"] != "answered":
        return context.labels[f"supervision_{row['state']}"]
    day = format_date(row["answered_on"].date())
    if pd.isna(row["days"]):
        return day
    return context.labels["answered_after"].format(date=day, days=context.count(int(row["days"])))


def _place(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    unit = names.get(row["unit_id"], row["unit_id"])
    return f"{row['topic']} ({unit})" if unit else str(row["topic"])
