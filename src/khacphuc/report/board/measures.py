"""The measures of the plan: what is overdue, what was done in the month, who said nothing.

Without records of progress only what was due is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.progress import ENDED
from khacphuc.report.board.sentence import cell, in_paragraph
from khacphuc.report.cells import outcome
from khacphuc.report.document import nodes
from khacphuc.schema.allowed import PROGRESS_STATES
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.report.board.context import BoardContext
    from khacphuc.report.cells import Cell, OutcomeTone

PROGRESS: Final = "plan_progress"
"""The frame that says how far each measure is on the last day of the month."""
_TONES: Final[Mapping[str, OutcomeTone]] = {"done": "good", "dropped": "quiet"}


def measures_section(context: BoardContext) -> list[nodes.Block]:
    """How far the measures are; nothing where no measure has a day and nothing is recorded."""
    if PROGRESS in context.tables and len(context.tables[PROGRESS]):
        return _with_progress(context, context.tables[PROGRESS])
    measures = dated_measures(context.tables)
    if measures.empty:
        return []
    rows = measures[measures["due"] <= pd.Timestamp(context.paper.last_day)]
    labels = context.labels
    if rows.empty:
        return [in_paragraph(labels["no_measures_due"])]
    number = context.numbers.count("measures.due", labels["item_measures_due"], rows["measure_id"])
    return [
        in_paragraph(labels["measures_due"], count=number),
        context.table(
            "measures",
            {"code": 1, "measure": 5, "answerable": 2.4, "due": 1.5},
            [
                (cell(row["measure_id"]), cell(row["description"]), cell(row["answerable"]), cell(row["due"]))
                for row in rows.pipe(row_dicts)
            ],
        ),
    ]


def dated_measures(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The measures that have a day and are not ended, by the day."""
    measures = tables.get(PROGRESS, tables["measures"])
    measures = measures if len(measures) else tables["measures"]
    if "status" in measures:
        measures = measures[~measures["status"].isin(ENDED)]
    return measures[measures["due"].notna()].sort_values(["due", "measure_id"], kind="stable")


def _with_progress(context: BoardContext, progress: pd.DataFrame) -> list[nodes.Block]:
    labels, numbers, month = context.labels, context.numbers, context.paper.month
    # of a measure nobody has reported anything of, nobody has said that it was started
    status = progress["status"].replace("", PROGRESS_STATES[0])
    groups = {
        "total": pd.Series(data=True, index=progress.index),
        "overdue": progress["late"].astype(bool),
        "reported_in_month": _names_month(progress["months"], month),
        "silent_in_month": _names_month(progress["silent"], month),
        **{state: status == state for state in PROGRESS_STATES},
    }
    counts = {
        name: numbers.count(
            f"measures.{name}", labels[f"item_measures_{name}"], progress.loc[rows, "measure_id"]
        )
        for name, rows in groups.items()
    }
    blocks: list[nodes.Block] = [
        in_paragraph(labels["measures_stand"], **counts),
        in_paragraph(labels["measures_month"], **counts),
    ]
    concerned = groups["overdue"] | groups["reported_in_month"] | groups["silent_in_month"]
    is_ended = status.isin(ENDED)
    listed = progress.assign(status=status, is_silent=groups["silent_in_month"], is_ended=is_ended)[concerned]
    # the first rows are printed: what is overdue, then what nothing was said of; what is ended comes last
    order = {"late": False, "is_silent": False, "is_ended": True, "due": True, "measure_id": True}
    listed = listed.sort_values([*order], ascending=[*order.values()], kind="stable")
    if len(listed):
        rows = [_row(context, row, month) for row in listed.pipe(row_dicts)]
        columns = {"code": 1.1, "measure": 4.2, "answerable": 2.2, "due": 1.8, "status": 2}
        blocks.append(context.table("progress", columns, rows))
    return blocks


def _names_month(months: pd.Series[str], month: str) -> pd.Series[bool]:
    """Whether a list of months has one."""
    return months.map(lambda names: month in names.split(SEPARATOR)).astype(bool)


def _row(context: BoardContext, row: Mapping[Any, Any], month: str) -> tuple[Cell, ...]:
    labels, status = context.labels, row["status"]
    name = labels[f"state_{status}"]
    words = [outcome(name, _TONES[status]) if status in _TONES else nodes.Text(text=name)]
    if row["late"]:
        words = [outcome(labels["state_late"], "bad")]
    if month in row["silent"].split(SEPARATOR):
        words.append(nodes.Text(text=f", {labels['state_silent']}"))
    return (
        cell(row["measure_id"]),
        cell(row["description"]),
        cell(row["answerable"]),
        cell(row["due"]),
        tuple(words),
    )
