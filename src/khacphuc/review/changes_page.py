"""The page of changes: what the checks find now and did not in the last published run, and the reverse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.checks.since_published import CHANGES
from khacphuc.locale import words
from khacphuc.render.html.page_template import write_page
from khacphuc.review.cards import Cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.since_published import FindingChange
    from khacphuc.config.parameters import RunParameters


_TEMPLATE: Final = Path(__file__).parent / "templates" / "changes.html.j2"


def to_changes(changes: Iterable[FindingChange], parameters: RunParameters) -> str:
    """What changed since the last published run as HTML: one file, offline, without scripts.

    Args:
        changes: what the checks find now and found then (``finding_changes``).
        parameters: the run's parameters.
    """
    by_change: dict[str, list[Finding]] = {change: [] for change in CHANGES}
    for item in changes:
        by_change[item.change].append(item.finding)
    same = len(by_change.pop("same"))
    findings = [finding for group in by_change.values() for finding in group]
    cards = Cards(findings, {}, parameters.language)
    labels = words(parameters.language, "change")
    groups = [
        {
            "change": change,
            "label": labels[change],
            "total": len(group),
            "groups": cards.by_severity(group),
        }
        for change, group in by_change.items()
    ]
    return write_page(_TEMPLATE, parameters, groups=groups, total=len(findings), same=same)
