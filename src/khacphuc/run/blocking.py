"""Critical findings that withhold a report: the error a run ends with, and its message."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.errors import KhacphucError
from khacphuc.text.rows import format_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khacphuc.checks.findings import Finding

_MAX_FINDINGS = 5
"""So many are named; the others stand in the table of findings."""


class BlockedError(KhacphucError):
    """There are critical findings nobody has accepted."""

    exit_code = 1


def blocked_by(blocking: Sequence[Finding], *, missing: str = "") -> BlockedError:
    """The error that names findings which withhold a report.

    Args:
        blocking: the critical findings nobody has accepted.
        missing: why there is no assessment, where it could not be made.
    """
    lines = [f"{len(blocking)} critical findings without an answer: nothing is published"]
    lines += [f"  {_line(finding)}" for finding in blocking[:_MAX_FINDINGS]]
    if len(blocking) > _MAX_FINDINGS:
        lines.append(f"  and {len(blocking) - _MAX_FINDINGS} more in tables/findings.csv")
    if missing:
        lines.append(f"the assessment is missing: {missing}")
    return BlockedError("\n".join(lines))


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, sorted by its name."""
    return dict(sorted(Counter(finding.severity for finding in findings).items()))


def _line(finding: Finding) -> str:
    location = finding.location
    row = format_row(location.file, location.line, "en")  # as the rest of the message
    expected = f" ({finding.expected})" if finding.expected else ""
    return f"{row or finding.rule}: {finding.row_id} {finding.rule} {finding.description}{expected}"
