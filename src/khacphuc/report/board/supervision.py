"""What social supervision asked for and nobody has answered by the end of the month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.records.supervision import supervision_found
from khacphuc.report.board.sentence import cell, in_paragraph
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.report.board.context import BoardContext
    from khacphuc.report.cells import Cell
    from khacphuc.report.document import nodes


def supervision_section(context: BoardContext) -> list[nodes.Block]:
    """The unanswered findings of supervision; nothing where none is recorded."""
    states, labels = supervision_found(context.tables, context.paper.last_day), context.labels
    asked_for = states[states["state"] != "not_asked"]
    if asked_for.empty:
        return []
    left = asked_for[asked_for["state"] == "unanswered"].sort_values("asked_on", kind="stable")
    if left.empty:
        return [in_paragraph(labels["supervision_answered"])]
    number = context.numbers.count(
        "supervision.unanswered", labels["item_supervision"], left["supervision_finding_id"]
    )
    columns = {"code": 1.1, "finding": 4.2, "addressee": 2.4, "asked": 1.6, "days": 1.2}
    rows = [
        (
            *(cell(row[name]) for name in ("supervision_finding_id", "finding", "addressee", "asked_on")),
            _days(context, row),
        )
        for row in left.pipe(row_dicts)
    ]
    sentence = in_paragraph(labels["supervision_left"], count=number)
    return [sentence, context.table("supervision", columns, rows)]


def _days(context: BoardContext, row: Mapping[Any, Any]) -> Cell:
    """How long an answer is awaited; empty where the day of the letter is not known."""
    if pd.isna(row["days"]):
        return ()
    code, item = row["supervision_finding_id"], context.labels["item_supervision_days"]
    return cell(context.numbers.count(f"supervision.days.{code}", item, (code,), int(row["days"])))
