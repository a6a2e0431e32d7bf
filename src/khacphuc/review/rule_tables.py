"""The rules that were checked, as people read them: how many ended how, over all and table by table. Pure."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from khacphuc.checks.rule_counts import count_rules
from khacphuc.locale import words
from khacphuc.render.html.environment import count
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.checks.result import RuleResult
    from khacphuc.checks.rule_counts import RuleCounts


def outcomes(counts: RuleCounts, language: str) -> str:
    """How many rules passed, have findings and had nothing to compare, in words; the last where there are."""
    labels = words(language, "checking")
    ended = ["passed", "failed", *(name for name in ("empty", "blank") if counts.numbers[name])]
    numbers = {name: counts.numbers[name] for name in ended}
    return ", ".join(
        labels.counted(name, number).format(count=count(number, language)) for name, number in numbers.items()
    )


def checked_total(rules: Sequence[RuleResult], language: str) -> str:
    """How many rules there are over all tables, and how they ended."""
    counts = count_rules(rules)
    return words(language, "review")["checked_total"].format(
        tables=count(counts.tables, language),
        rules=count(counts.rules, language),
        outcomes=outcomes(counts, language),
    )


def rule_tables(rules: Sequence[RuleResult], language: str) -> list[dict[str, Any]]:
    """What was checked, by table, in the order of the data dictionary; tables it does not know come last."""
    order = {name: place for place, name in enumerate(TABLES)}
    names = sorted({rule.table for rule in rules}, key=lambda name: (order.get(name, len(order)), name))
    return [_table(name, [rule for rule in rules if rule.table == name], language) for name in names]


def _table(name: str, rules: Sequence[RuleResult], language: str) -> dict[str, Any]:
    """A table with its rules in groups: with findings, passed, and with nothing to compare."""
    labels = words(language, "review")
    counts = count_rules(rules)
    grouped = {
        "failed": [rule for rule in rules if rule.failed],
        "passed": [rule for rule in rules if not rule.failed and rule.looked_at],
        "idle": [rule for rule in rules if not rule.failed and not rule.looked_at],
    }
    key = "checked_summary" if counts.rows or counts.failed else "checked_empty"
    return {
        "name": name,
        "label": words(language, "table").get(name, name),
        "rows": counts.rows,
        "summary": labels.counted(key, len(rules)).format(
            rules=len(rules), outcomes=outcomes(counts, language)
        ),
        "failed": counts.failed,
        "groups": [
            {
                "result": labels[f"result_{group}"],
                "summary": labels.counted(f"rules_{group}", len(members)).format(count=len(members)),
                "rules": [_row(rule, language) for rule in members],
            }
            for group, members in grouped.items()
            if members
        ],
    }


def _row(rule: RuleResult, language: str) -> dict[str, Any]:
    return {
        **dataclasses.asdict(rule),
        "statement": rule.statement,
        "label": words(language, "severity")[rule.severity],
        "passed": max(rule.looked_at - rule.failed, 0),
        "is_idle": not rule.failed and not rule.looked_at,
    }
