"""Critical findings that withhold a report: the error a run ends with, and its message."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.checks.findings import ANSWERS
from khacphuc.errors import KhacphucError
from khacphuc.locale import words
from khacphuc.text.rows import format_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khacphuc.checks.findings import Finding

_MAX_FINDINGS = 5
"""So many about rows are named; the others stand in the table of findings. All about whole tables are."""


class BlockedError(KhacphucError):
    """There are critical findings that no answer closes."""

    exit_code = 1


def blocked_by(blocking: Sequence[Finding], language: str) -> BlockedError:
    """The error that names findings which withhold a report.

    Args:
        blocking: the critical findings that no answer closes; those about answers are named all together.
        language: of the run.
    """
    labels = words(language, "terminal")
    answers = [finding for finding in blocking if finding.table == ANSWERS]
    findings = [finding for finding in blocking if finding.table != ANSWERS] or answers
    count = len(findings)
    lines = [labels.counted("blocked", count).format(count=count)]
    # one line a table, as a rule an empty one: who begins to fill in sees all that is awaited
    tables = [finding for finding in findings if not finding.row_id]
    rows = [finding for finding in findings if finding.row_id]
    lines += [f"  {_line(finding, language)}" for finding in (*tables, *rows[:_MAX_FINDINGS])]
    if len(rows) > _MAX_FINDINGS:
        lines.append("  " + labels["blocked_more"].format(count=len(rows) - _MAX_FINDINGS))
    if answers:
        names = ", ".join(dict.fromkeys(finding.row_id for finding in answers))
        lines.append(labels["blocked_answers"].format(answers=names))
    return BlockedError("\n".join(lines))


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, sorted by its name."""
    return dict(sorted(Counter(finding.severity for finding in findings).items()))


def count_answered(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity have an answer."""
    return count_by_severity(finding for finding in findings if finding.answer)


def _line(finding: Finding, language: str) -> str:
    row = format_row(finding.location.file, finding.location.line, language)
    expected = f" ({finding.expected})" if finding.expected else ""
    names = words(language, "table")
    table = f"{names[finding.table]} ({finding.table})" if finding.table in names else finding.table
    place = row or (finding.rule if finding.row_id else table)
    code = f"{finding.row_id} " if finding.row_id else ""
    return f"{place}: {code}{finding.rule} {finding.description}{expected}"
