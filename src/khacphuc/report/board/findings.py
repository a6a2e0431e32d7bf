"""The findings nobody has answered: how many, and what about."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from khacphuc.checks.findings import in_order
from khacphuc.data.gathered.checked_frames import CHECKED_FRAMES
from khacphuc.locale import words
from khacphuc.report.board.measures import PROGRESS
from khacphuc.report.board.sentence import cell, in_paragraph

if TYPE_CHECKING:
    from khacphuc.report.board.context import BoardContext
    from khacphuc.report.document import nodes

_SEVERITIES: Final = ("critical", "warning")
_BY_DAY: Final = frozenset(
    {*CHECKED_FRAMES, PROGRESS, "meetings", "meeting_days", "papers", "supervision_findings", "unit_scores"}
)
"""Tables of what came in and was done: other sections say how that stood on the last day of the month.

Points of units are complete when the year is over: until then nobody lacks any.
"""


def findings_section(context: BoardContext) -> list[nodes.Block]:
    """The open findings about numbers and documents by rule, the gravest first."""
    left = in_order(
        finding for finding in context.findings if not finding.is_closed and finding.table not in _BY_DAY
    )
    labels, numbers = context.labels, context.numbers
    if not left:
        return [in_paragraph(labels["no_findings"])]
    counts = {
        severity: numbers.count(
            f"findings.{severity}",
            labels[f"item_findings_{severity}"],
            [f"{finding.rule}/{finding.row_id}" for finding in left if finding.severity == severity],
        )
        for severity in _SEVERITIES
    }
    names = words(context.language, "severity")
    rows = []
    for rule, group in groupby(left, lambda finding: finding.rule):
        findings = list(group)
        first = findings[0]
        # behind the semicolon stands what to do, which the review page says
        what = first.description.partition("; ")[0]
        codes = [f"{rule}/{finding.row_id}" for finding in findings]
        number = numbers.count(f"findings.{rule}", what, codes)
        rows.append((cell(names[first.severity]), cell(what), cell(number)))
    return [
        in_paragraph(labels["findings"], **counts),
        context.table("findings", {"severity": 1.6, "what": 6.4, "number": 1.2}, rows),
    ]
