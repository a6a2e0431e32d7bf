"""The tables about meetings of the Standing Board: the meetings, and the papers sent before them."""

from __future__ import annotations

from functools import partial

from khacphuc.schema.allowed import MEETING_KINDS
from khacphuc.schema.columns import Field, TableSchema

_added = partial(Field, optional=True, sparse=True)
"""A column that meetings typed before it was declared do not have."""
_due_on = Field("due_on", "Last day papers are in time, by the policy", "date", derived=True, sparse=True)

_MEETINGS = TableSchema(
    "meetings",
    "A meeting of the Standing Board",
    (
        Field("meeting_id", "Code of a meeting", required=True),
        Field("held_on", "Day it was held", "date", required=True, unless="planned_on"),
        Field("papers_sent_on", "Day the last papers were sent", "date"),
        Field("days_ahead", "Days the papers were sent before it", "Int64", "days", derived=True),
        _added("kind", "Regular or extraordinary", allowed=MEETING_KINDS),
        _added("planned_on", "Day it was planned for", "date"),
        _due_on,
    ),
    optional=True,
)

_PAPERS = TableSchema(
    "papers",
    "A paper for a meeting; with none, `papers_sent_on` of the meeting is read as one",
    (
        Field("paper_id", "Code of a paper", required=True),
        Field("meeting_id", "Code of a meeting", required=True, reference=("meetings",)),
        Field("department", "Who submits it", required=True, typeset=True),
        Field("title", "What it is about", required=True, typeset=True),
        Field("sent_on", "Day it was sent; empty if it never was", "date"),
        _due_on,
        Field("days_ahead", "Days it was sent before the meeting", "Int64", "days", derived=True),
    ),
    optional=True,
)

MEETING_TABLES = (_MEETINGS, _PAPERS)
"""Optional: a board paper without either has no section about papers."""
