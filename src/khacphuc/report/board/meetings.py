"""Meetings of the month, and the papers for them that were due: which came in time, whose did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.papers import due_between, meeting_states, paper_states, sent_after_meeting
from khacphuc.report.board.sentence import cell, in_paragraph
from khacphuc.report.cells import outcome
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from khacphuc.report.board.context import BoardContext
    from khacphuc.report.cells import Cell, OutcomeTone
    from khacphuc.report.document import nodes

_TONES: Final[dict[str, OutcomeTone]] = {"late": "warning", "not_sent": "bad"}
_NOT_KEPT: Final = ("moved", "not_held")


def papers_section(context: BoardContext) -> list[nodes.Block]:
    """The papers that were due; nothing where neither meetings nor papers are recorded."""
    if context.tables["meetings"].empty:
        return []
    paper, labels = context.paper, context.labels
    due = due_between(paper_states(context.tables, paper.last_day), paper.first_day, paper.last_day)
    if due.empty:
        return [in_paragraph(labels["no_papers_due"]), *_meetings(context)]
    # papers.due counts those of the year so far
    counts = {
        state: context.numbers.count(
            f"month_papers.{state}",
            labels[f"item_papers_{state}"],
            due.loc[due["state"] == state, "paper_id"],
        )
        for state in ("in_time", *_TONES)
    }
    number = context.numbers.count("month_papers.due", labels["item_papers_due"], due["paper_id"])
    blocks: list[nodes.Block] = [in_paragraph(labels["papers_due"], due=number, **counts)]
    unpunctual = due[due["state"].isin(list(_TONES))]
    if not unpunctual.empty:
        # the first rows are printed: what did not come at all, then what came late
        unpunctual = unpunctual.assign(is_after=sent_after_meeting(unpunctual))
        unpunctual = unpunctual.sort_values("state", ascending=False, kind="stable")
        rows = [_row(context, row) for row in unpunctual.pipe(row_dicts)]
        columns = {"code": 1, "department": 2.4, "paper": 3.6, "due": 1.6, "sent": 1.6, "status": 1.8}
        blocks.append(context.table("papers", columns, rows))
    return [*blocks, *_meetings(context)]


def papers_ahead(context: BoardContext) -> pd.DataFrame:
    """The papers that are due in the month after and not sent yet."""
    states = paper_states(context.tables, context.paper.last_day)
    ahead = due_between(states, *context.next_month)
    return ahead[ahead["sent_on"].isna()]


def _row(context: BoardContext, row: dict[Any, Any]) -> tuple[Cell, ...]:
    state, labels = str(row["state"]), context.labels
    words = labels["state_paper_after" if row["is_after"] else f"state_paper_{state}"]
    return (
        cell(row["paper_id"]),
        cell(row["department"] or labels["no_department"]),
        # of a meeting of which only the day its papers were sent is recorded
        cell(row["title"] or labels["papers_of_meeting"]),
        cell(row["due_on"]),
        cell(row["sent_on"]),
        (outcome(words, _TONES[state]),),
    )


def _meetings(context: BoardContext) -> list[nodes.Block]:
    """A sentence about the meetings planned for the month that were moved or not held, if any was."""
    paper = context.paper
    states = meeting_states(context.tables, paper.last_day)
    first, last = pd.Timestamp(paper.first_day), pd.Timestamp(paper.last_day)
    rows = states[states["planned_on"].between(first, last) & states["state"].isin(list(_NOT_KEPT))]
    if rows.empty:
        return []
    number = context.numbers.count("meetings.not_kept", context.labels["item_meetings"], rows["meeting_id"])
    return [in_paragraph(context.labels["meetings_not_kept"], count=number)]
