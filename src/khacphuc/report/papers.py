"""The table of how punctual departments were with the papers of meetings. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from khacphuc.data.records.papers import DUE_STATES, punctuality, sent_after_meeting
from khacphuc.data.returns.coverage import percent_of
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.report.charts.context import ChartContext

_RIGHT: Final[tuple[nodes.Alignment, ...]] = ("right",)
_COUNTED: Final = ("due", *DUE_STATES)


def papers_table(context: ChartContext, papers: pd.DataFrame, caption: str) -> nodes.Table:
    """A row for each department and one for all: papers due, in time, late and never sent, and the rate.

    Args:
        context: the run; the numbers of the last row are cited where it counts them.
        papers: as ``data.records.papers.paper_states`` gives them.
        caption: what stands above the table.
    """
    labels = context.labels
    rates = punctuality(papers)
    rows = [
        _row(context, (nodes.Text(text=department_name(context, row)),), row) for row in rates.pipe(row_dicts)
    ]
    all_units = nodes.Strong(children=(nodes.Text(text=labels["all_units"]),))
    totals = {name: int(rates[name].sum()) for name in _COUNTED}
    cited = {name: context.citations.cite(f"papers.{name}") for name in _COUNTED}
    last = _row(context, (all_units,), totals)
    cells = [
        (node,) if node and node.text == nodes.plain(cell) else cell
        for node, cell in zip(cited.values(), last[1:-1], strict=True)
    ]
    return nodes.Table(
        id="bang-papers",
        caption=(nodes.Text(text=caption),),
        columns=(
            labels["column_department"],
            *(labels[f"column_papers_{name}"] for name in _COUNTED),
            labels["column_papers_rate"],
        ),
        rows=(*rows, (last[0], *cells, last[-1])),
        align=("left", *_RIGHT * (len(_COUNTED) + 1)),
        widths=(3, *(1.3,) * (len(_COUNTED) + 1)),
        note=_after_meeting(context, papers),
    )


def _after_meeting(context: ChartContext, papers: pd.DataFrame) -> tuple[nodes.Inline, ...]:
    """Which papers of those that were late came when the meeting was over; nothing where none did."""
    codes = papers.loc[sent_after_meeting(papers), "paper_id"]
    if codes.empty:
        return ()
    text = context.labels["papers_after"].format(count=context.count(len(codes)), papers=", ".join(codes))
    return (nodes.Text(text=f"{text}."),)


def department_name(context: ChartContext, row: Mapping[Any, Any]) -> str:
    """What a department is called; papers without one are called so."""
    return str(row["department"]) or context.labels["no_department"]


def _row(
    context: ChartContext, name: tuple[nodes.Inline, ...], counts: Mapping[Any, Any]
) -> tuple[tuple[nodes.Inline, ...], ...]:
    rate = percent_of(int(counts["in_time"]), int(counts["due"]), context.language)
    texts = [*(context.count(int(counts[column])) for column in _COUNTED), rate]
    return (name, *((nodes.Text(text=text),) for text in texts))
