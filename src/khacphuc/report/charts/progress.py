"""The chart of the plan: how far each measure was in each month, and the months nobody reported on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.period_names import short_period_name
from khacphuc.report.charts.context import ChartContext, figure
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from khacphuc.report.charts.drawing import Sign
    from khacphuc.report.document import nodes
    from khacphuc.report.progress import PlanProgress, Row

_NAME: Final = "hinh-progress"
_SILENT: Final = "silent"
_SIGNS: Final[dict[str, Sign]] = {
    "not_started": "empty",
    "on_the_way": "half",
    "done": "full",
    "dropped": "dashed",
    _SILENT: "down",
}
"""How the status of a month is marked: by how much of the mark is filled, then by its shape."""


def progress_chart(context: ChartContext, plan: PlanProgress, caption: str) -> nodes.Figure:
    """A row for each measure, a column for each month of the year.

    Args:
        context: the run.
        plan: how far its measures are; there is at least one.
        caption: what stands below the chart.
    """
    from khacphuc.report.charts.month_grid import (  # noqa: PLC0415 - matplotlib is slow
        GridGroup,
        GridRow,
        draw_month_grid,
    )

    groups = [
        GridGroup(heading, tuple(GridRow(_label(plan, row), _signs(row)) for row in rows))
        for heading, rows in plan.groups()
    ]
    months = {month: short_period_name(month, context.language) for month in plan.months}
    present = {sign for group in groups for row in group.rows for sign in row.signs.values()}
    key = [(sign, plan.status(name)) for name, sign in _SIGNS.items() if sign in present]
    sentences = [f"{row['description']}: {plan.in_words(row)}" for _, rows in plan.groups() for row in rows]
    return figure(
        context, _NAME, caption, sentences, lambda: draw_month_grid(groups, months, key, salt=_NAME)
    )


def _label(plan: PlanProgress, row: Row) -> str:
    text = str(row["description"])
    # what is overdue stands first, for long labels are cut
    return plan.labels["progress_late_label"].format(measure=text) if row["late"] else text


def _signs(row: Row) -> dict[str, Sign]:
    """The sign of each month; of a measure that is done none behind the month it was done in."""
    states = zip(_listed(row, "months"), _listed(row, "states"), strict=True)
    silent = dict.fromkeys(_listed(row, _SILENT), _SIGNS[_SILENT])
    return {month: _SIGNS[state] for month, state in states} | silent


def _listed(row: Row, column: str) -> list[str]:
    return list(filter(None, row[column].split(SEPARATOR)))
