"""Findings about the numbers that are used, in the place of those about the numbers printed. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from khacphuc.checks.findings import Finding, Location, Place
from khacphuc.checks.result import CheckResult
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.data.decisions import Decision
    from khacphuc.locale import Words

    Key = tuple[str, str]


def with_used(
    printed: CheckResult,
    used: CheckResult,
    replaced: Mapping[str, Decision],
    tables: Mapping[str, pd.DataFrame],
    language: str = "vi",
) -> tuple[CheckResult, frozenset[Key]]:
    """Put what was found with the numbers that are used in the place of what was found with those printed.

    Where two places disagree, both prints stay findings: they are what the answers are about.

    Args:
        printed: all findings and rules, without answers.
        used: those of the rules that were checked again.
        replaced: the figures in whose place another number is used, with the decision.
        tables: the clean tables.
        language: of our own words.

    Returns:
        The findings and rules, a finding that rests on a replaced figure naming the answer; and rule and row
        of the disagreements that stay.
    """
    again = {rule.rule: rule for rule in used.rules}
    stay = [finding for finding in printed.findings if finding.decides or finding.rule not in again]
    labels, references = words(language, "checks"), _references(tables)
    fresh = [
        _after_choice(finding, _touched(finding, references, replaced), labels)
        for finding in used.findings
        if not finding.decides
    ]
    undecided = frozenset((finding.rule, finding.row_id) for finding in used.findings if finding.decides)
    deciding = {finding.rule for finding in stay if finding.decides}
    rules = tuple(rule if rule.rule in deciding else again.get(rule.rule, rule) for rule in printed.rules)
    return CheckResult((*stay, *fresh), rules), undecided


_NUMBERS: Final = {
    "computed": ("computed_id", ("operands", "reproduces")),
    "target_parts": ("part_id", ("figure", "threshold")),
    "targets": ("target_id", ("parts_ratio",)),
    "criteria": ("criterion_id", ("figure", "threshold", "baseline")),
}
"""The key of each table whose rows rest on numbers, and the columns that name them."""


def _references(tables: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, ...]]:
    """The codes each row rests on, by its code; a target rests on its parts, too."""
    references: dict[str, tuple[str, ...]] = {}
    for name, (key, columns) in _NUMBERS.items():
        for row in tables[name].pipe(row_dicts):
            codes = (code for column in columns for code in row[column].split(SEPARATOR))
            references[row[key]] = tuple(code.partition(":")[0] for code in codes if code)
    for target, part in zip(
        tables["target_parts"]["target_id"], tables["target_parts"]["part_id"], strict=True
    ):
        references[target] = (*references.get(target, ()), part)
    return references


def _touched(
    finding: Finding, references: Mapping[str, tuple[str, ...]], replaced: Mapping[str, Decision]
) -> dict[str, Decision]:
    """The replaced figures a finding rests on, with the decisions."""
    codes = [code.partition(":")[0] for code in finding.codes]
    for code in codes:  # grows: a target rests on parts, they on computed numbers, those on figures
        codes += [other for other in references.get(code, ()) if other not in codes]
    return {code: replaced[code] for code in codes if code in replaced}


def _after_choice(finding: Finding, touched: Mapping[str, Decision], labels: Words) -> Finding:
    """A finding that rests on a chosen figure: it names the answers, and what to do."""
    if not touched:
        return finding
    places = [
        Place(
            note=labels["replaced"].format(answer=decision.name, used=decision.uses, code=code),
            location=Location("", decision.file, decision.line, finding.location.language),
        )
        for code, decision in touched.items()
    ]
    return replace(
        finding,
        places=(*finding.places, *places),
        description=f"{finding.description} {labels['after_choice']}",
    )
