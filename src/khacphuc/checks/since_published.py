"""What the checks find now beside what they found before. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khacphuc.checks.findings import Finding

Change = Literal["new", "changed", "gone", "same"]

CHANGES: Final[tuple[Change, ...]] = ("new", "changed", "gone", "same")


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding, and what became of it since the last published run."""

    change: Change
    finding: Finding


def finding_changes(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[FindingChange, ...]:
    """Compare two lists of findings.

    A finding is the same while its rule, its row and its fingerprint are; with another fingerprint it has
    changed.

    Args:
        before: what was found then.
        after: what is found now.

    Returns:
        Every finding of ``after`` in its order (``new``, ``changed`` or ``same``), then those of ``before``
        that are ``gone``.
    """
    now = list(after)
    changes: list[Change] = ["new"] * len(now)
    left, changes = _paired(list(before), now, changes, _identity, "same")
    left, changes = _paired(left, now, changes, _row, "changed")
    present = (FindingChange(change, finding) for change, finding in zip(changes, now, strict=True))
    return (*present, *(FindingChange("gone", finding) for finding in left))


def _paired(
    before: list[Finding],
    now: list[Finding],
    changes: list[Change],
    key: Callable[[Finding], tuple[str, ...]],
    change: Change,
) -> tuple[list[Finding], list[Change]]:
    """Pair findings that are new so far with earlier ones of the same key; gives what is left of those."""
    earlier: dict[tuple[str, ...], list[Finding]] = {}
    for finding in before:
        earlier.setdefault(key(finding), []).append(finding)
    paired = list(changes)
    for position, finding in enumerate(now):
        if changes[position] == "new" and earlier.get(key(finding)):
            earlier[key(finding)].pop()
            paired[position] = change
    return [finding for findings in earlier.values() for finding in findings], paired


def _identity(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.row_id, finding.fingerprint


def _row(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.row_id
