"""How many rules hold, for people who ask what was checked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.checks.result import RuleResult


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """Rules by how they ended.

    Attributes:
        passed: rules that hold wherever there was something to compare.
        broken: the ids of those that do not.
        empty: rules whose table has no row yet.
        blank: rules that had nothing to compare in the rows there are: no year before, no return.
        tables: how many tables they are about.
        empty_tables: how many of these have no row yet.
        rows: how many rows these have together.
        checks: how many rows were compared, a row once for every rule.
    """

    passed: int
    broken: tuple[str, ...]
    empty: int
    blank: int
    tables: int
    empty_tables: int
    rows: int
    checks: int

    @property
    def failed(self) -> int:
        """How many rules do not hold."""
        return len(self.broken)

    @property
    def idle(self) -> int:
        """How many rules had nothing to compare."""
        return self.empty + self.blank

    @property
    def rules(self) -> int:
        """How many rules there are."""
        return self.passed + self.failed + self.idle

    @property
    def numbers(self) -> dict[str, int]:
        """Every number by its name, for a sentence."""
        names = ("rules", "passed", "failed", "empty", "blank", "idle", "tables", "rows", "checks")
        return {name: getattr(self, name) for name in names}


def count_rules(results: Iterable[RuleResult]) -> RuleCounts:
    """Count rules by how they ended."""
    rules = list(results)
    rows: dict[str, int] = {}
    for rule in rules:
        rows[rule.table] = max(rule.rows, rows.get(rule.table, 0))
    return RuleCounts(
        passed=sum(not rule.failed and rule.looked_at > 0 for rule in rules),
        broken=tuple(rule.rule for rule in rules if rule.failed),
        empty=sum(not rule.failed and not rule.rows for rule in rules),
        blank=sum(not rule.failed and not rule.looked_at and rule.rows > 0 for rule in rules),
        tables=len(rows),
        empty_tables=sum(not number for number in rows.values()),
        rows=sum(rows.values()),
        checks=sum(rule.looked_at for rule in rules),
    )
