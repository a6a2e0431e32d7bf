"""The tables about the remedy plan besides its measures: what became of each, month by month."""

from __future__ import annotations

from khacphuc.schema.allowed import PROGRESS_STATES
from khacphuc.schema.columns import Field, TableSchema

_PROGRESS = TableSchema(
    "progress",
    "What became of a measure in a month",
    (
        Field("progress_id", "Code of a row of progress", required=True),
        Field("measure_id", "The measure", required=True, reference=("measures",)),
        Field("month", "The month: 2021-03", required=True),
        Field("status", "How far it is at the end of the month", required=True, allowed=PROGRESS_STATES),
        Field("reason", "Why it was dropped", typeset=True),
        Field("done", "What was done in the month", typeset=True),
        Field(
            "evidence",
            "Documents, figures and counts that show it",
            "codes",
            reference=("documents", "figures", "computed"),
        ),
    ),
    optional=True,
    sourced=False,
)

PLAN_TABLES = (_PROGRESS,)
