"""What a check found, printed on a terminal: whole, in lines that fit, the critical findings first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.checks.finding_tables import print_findings
from khacphuc.commands.finding_counts import format_counts
from khacphuc.console.terminal import open_console, print_line
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from rich.console import Console

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.since_published import FindingChange
    from khacphuc.commands.check import Review
    from khacphuc.locale import Words

_STYLES = {"critical": "bold red", "warning": "bold yellow"}
_MAX_CODES = 12


def print_review(review: Review, stream: TextIO) -> None:
    """Print what a check found, in the run's language: findings, counts, what changed since publication."""
    console, language = open_console(stream), review.language
    labels = words(language, "terminal")
    rows = print_findings(review.findings, language).pipe(row_dicts)
    for finding, row in zip(review.findings, rows, strict=True):
        _print_finding(console, finding, {str(name): str(cell) for name, cell in row.items()}, language)
    print_line(console, _counts(review.findings, labels))
    for note in review.notes:
        print_line(console, labels["note"].format(text=note))
    if review.changes is None:
        print_line(console, labels["other_basis" if review.is_published else "no_basis"])
    else:
        _print_changes(console, review.changes, labels)


def _print_finding(console: Console, finding: Finding, row: Mapping[str, str], language: str) -> None:
    labels, severity = words(language, "terminal"), words(language, "severity")[finding.severity]
    name = " ".join(filter(None, [severity, finding.rule, finding.row_id]))
    print_line(console, name, style=_STYLES.get(finding.severity, ""))
    for place in finding.distinct_places:
        print_line(console, str(place), indent=2)
    for label, column in (("expected", "expected"), ("to_do", "description"), ("answer", "answer")):
        if row[column]:
            print_line(console, labels[label].format(text=row[column]), indent=2, hang=2)
    print_line(console, "")


def _counts(findings: tuple[Finding, ...], labels: Words) -> str:
    severities = ("critical", "warning")
    counts = Counter(finding.severity for finding in findings)
    answered = Counter(finding.severity for finding in findings if finding.answer)
    return format_counts({severity: counts[severity] for severity in severities}, answered, labels)


def _print_changes(console: Console, changes: tuple[FindingChange, ...], labels: Words) -> None:
    if all(item.change == "same" for item in changes):
        print_line(console, labels["no_change"])
        return
    print_line(console, labels["since"])
    for change in ("new", "changed", "gone"):
        findings = [item.finding for item in changes if item.change == change]
        codes = [f"{finding.rule} {finding.row_id}".strip() for finding in findings]
        if codes:
            listed = ", ".join(codes[:_MAX_CODES])
            if len(codes) > _MAX_CODES:
                listed = labels["more"].format(codes=listed, count=len(codes) - _MAX_CODES)
            line = labels[f"since_{change}"].format(count=len(codes), codes=listed)
            print_line(console, line, indent=2, hang=2)
