"""Findings told on a terminal: whole, in lines that fit, the critical ones first; plain text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from khacphuc.run.progress import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from khacphuc.run.checking import Review

_WIDTH = 80
_STYLES = {"critical": "bold red", "warning": "bold yellow"}
_CHANGES = {"new": "new", "changed": "changed", "gone": "gone"}
_MOST_CODES = 12


def tell_review(review: Review, stream: TextIO) -> None:
    """Print what a check found: findings, counts, what changed since the published run."""
    console = open_console(stream)
    for row in review.findings.to_dict("records"):
        _tell_finding(console, {str(name): cell for name, cell in row.items()})
    tell_line(console, _counts(review))
    if review.changes is None:
        tell_line(console, "nothing of this run is published yet to compare with")
    else:
        _tell_changes(console, review)


def open_console(stream: TextIO) -> Console:
    """What prints plain text to a stream: as wide as its terminal, or 80 columns."""
    own = Console(file=stream, highlight=False, markup=False, emoji=False)
    if own.is_terminal:
        return own
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=_WIDTH, color_system=None)


def _tell_finding(console: Console, row: Mapping[str, Any]) -> None:
    about = " ".join(filter(None, [row["rule"], row["row_id"]]))
    tell_line(console, f"{row['severity']} {about}", style=_STYLES.get(row["severity"], ""))
    for place in row["observed"].split(" | "):
        tell_line(console, place, indent=2)
    for label, name in (("expected", "expected"), ("to do", "description"), ("answer", "answer")):
        if row[name]:
            tell_line(console, f"{label}: {row[name]}", indent=2, hang=2)
    tell_line(console, "")


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
        tell_line(console, "since the last published run: no change")
        return
    tell_line(console, "since the last published run:")
    for change, label in _CHANGES.items():
        own = changes[changes["change"] == change]
        codes = [f"{rule} {row}".strip() for rule, row in zip(own["rule"], own["row_id"], strict=True)]
        if codes:
            more = f" and {len(codes) - _MOST_CODES} more" if len(codes) > _MOST_CODES else ""
            listed = ", ".join(codes[:_MOST_CODES])
            tell_line(console, f"{len(codes)} {label}: {listed}{more}", indent=2, hang=2)


def tell_line(console: Console, text: str, *, indent: int = 0, hang: int = 2, style: str = "") -> None:
    """One text, wrapped between words and never cut; continued lines stand further in."""
    words = " ".join(printable(text).split())
    first = True
    for part in Text(words).wrap(console, max(console.width - indent - hang, 20)) or [Text("")]:
        margin = " " * (indent if first else indent + hang)
        console.print(Text(margin + part.plain.rstrip(), style=style), soft_wrap=True)
        first = False
