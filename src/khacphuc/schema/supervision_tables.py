"""The tables of social supervision: what was looked into where, and what was found and answered."""

from __future__ import annotations

from khacphuc.schema.columns import Field, TableSchema

_DOCUMENT = ("documents",)
_follow_up = Field("follow_up", "The letter sent after it", reference=_DOCUMENT)

_SUPERVISIONS = TableSchema(
    "supervisions",
    "A round of social supervision",
    (
        Field("supervision_id", "Code of a supervision", required=True),
        Field("topic", "What was looked into", required=True, typeset=True),
        Field("unit_id", "The unit it was held at", reference=("units",)),
        Field("plan", "The plan it carries out", reference=_DOCUMENT),
        Field("visited_on", "Day of the visit", "date"),
        _follow_up,
    ),
    optional=True,
)

_FINDINGS = TableSchema(
    "supervision_findings",
    "Something a supervision found and asked to be mended",
    (
        Field("supervision_finding_id", "Code of a finding: its supervision's and a number", required=True),
        Field("supervision_id", "Code of a supervision", required=True, reference=("supervisions",)),
        Field("finding", "What was found", required=True, typeset=True),
        Field("addressee", "Who is to mend it", required=True, typeset=True),
        Field(
            "follow_up",
            "The letter that asks for it, where it is not the supervision's",
            reference=_DOCUMENT,
        ),
        Field("answered_on", "Day it was answered; empty if it never was", "date"),
    ),
    optional=True,
)

SUPERVISION_TABLES = (_SUPERVISIONS, _FINDINGS)
"""Optional: an office that supervises nothing has none of them."""
