"""What a check found, printed on a terminal: whole, in lines that fit, the critical findings first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khacphuc.console.terminal import open_console, print_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from rich.console import Console

    from khacphuc.commands.check import Review


_STYLES = {"critical": "bold red", "warning": "bold yellow"}


_CHANGES = {"new": "new", "changed": "changed", "gone": "gone"}


_MOST_CODES = 12


def tell_review(review: Review, stream: TextIO) -> None:
    """Print what a check found: findings, counts, what changed since the published run."""
    console = open_console(stream)
    for row in review.findings.to_dict("records"):
        _tell_finding(console, {str(name): cell for name, cell in row.items()})
    print_line(console, _counts(review))
    if review.changes is None:
        print_line(console, "nothing of this run is published yet to compare with")
    else:
        _tell_changes(console, review)


def _tell_finding(console: Console, row: Mapping[str, Any]) -> None:
    about = " ".join(filter(None, [row["rule"], row["row_id"]]))
    print_line(console, f"{row['severity']} {about}", style=_STYLES.get(row["severity"], ""))
    for place in row["observed"].split(" | "):
        print_line(console, place, indent=2)
    for label, name in (("expected", "expected"), ("to do", "description"), ("answer", "answer")):
        if row[name]:
            print_line(console, f"{label}: {row[name]}", indent=2, hang=2)
    print_line(console, "")


def _counts(review: Review) -> str:
    findings = review.findings
    told = []
    for severity in ("critical", "warning"):
        own = findings[findings["severity"] == severity]
        answered = int((own["answer"] != "").sum())
        told.append(f"{len(own)} {severity}" + (f" ({answered} answered)" if answered else ""))
    return "findings: " + ", ".join(told)


def _tell_changes(console: Console, review: Review) -> None:
    changes = review.changes
    if changes is None or not len(changes[changes["change"] != "same"]):
        print_line(console, "since the last published run: no change")
        return
    print_line(console, "since the last published run:")
    for change, label in _CHANGES.items():
        own = changes[changes["change"] == change]
        codes = [f"{rule} {row}".strip() for rule, row in zip(own["rule"], own["row_id"], strict=True)]
        if codes:
            more = f" and {len(codes) - _MOST_CODES} more" if len(codes) > _MOST_CODES else ""
            listed = ", ".join(codes[:_MOST_CODES])
            print_line(console, f"{len(codes)} {label}: {listed}{more}", indent=2, hang=2)
