"""What a check found, printed on a terminal: whole, in lines that fit, the critical findings first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.finding_tables import print_findings
from khacphuc.console.terminal import open_console, print_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from rich.console import Console

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.since_published import FindingChange
    from khacphuc.commands.check import Review

_STYLES = {"critical": "bold red", "warning": "bold yellow"}
_MAX_CODES = 12


def print_review(review: Review, stream: TextIO) -> None:
    """Print what a check found: findings, counts, what changed since the published run."""
    console = open_console(stream)
    rows = print_findings(review.findings, review.language).to_dict("records")
    for finding, row in zip(review.findings, rows, strict=True):
        _print_finding(console, finding, {str(name): str(cell) for name, cell in row.items()})
    print_line(console, _counts(review.findings))
    for note in review.notes:
        print_line(console, f"note: {note}")
    if review.changes is None and review.is_published:
        print_line(console, "an earlier version published this run, so there is nothing to compare with")
    elif review.changes is None:
        print_line(console, "nothing of this run is published yet to compare with")
    else:
        _print_changes(console, review.changes)


def _print_finding(console: Console, finding: Finding, row: Mapping[str, str]) -> None:
    name = " ".join(filter(None, [finding.rule, finding.row_id]))
    print_line(console, f"{finding.severity} {name}", style=_STYLES.get(finding.severity, ""))
    for place in finding.distinct_places:
        print_line(console, str(place), indent=2)
    for label, column in (("expected", "expected"), ("to do", "description"), ("answer", "answer")):
        if row[column]:
            print_line(console, f"{label}: {row[column]}", indent=2, hang=2)
    print_line(console, "")


def _counts(findings: tuple[Finding, ...]) -> str:
    counts = []
    for severity in ("critical", "warning"):
        group = [finding for finding in findings if finding.severity == severity]
        answered = sum(finding.answer is not None for finding in group)
        counts.append(f"{len(group)} {severity}" + (f" ({answered} answered)" if answered else ""))
    return "findings: " + ", ".join(counts)


def _print_changes(console: Console, changes: tuple[FindingChange, ...]) -> None:
    if all(item.change == "same" for item in changes):
        print_line(console, "since the last published run: no change")
        return
    print_line(console, "since the last published run:")
    for change in ("new", "changed", "gone"):
        findings = [item.finding for item in changes if item.change == change]
        codes = [f"{finding.rule} {finding.row_id}".strip() for finding in findings]
        if codes:
            more = f" and {len(codes) - _MAX_CODES} more" if len(codes) > _MAX_CODES else ""
            listed = ", ".join(codes[:_MAX_CODES])
            print_line(console, f"{len(codes)} {change}: {listed}{more}", indent=2, hang=2)
