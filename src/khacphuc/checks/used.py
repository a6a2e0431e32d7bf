"""Findings about the numbers that are used, in the place of those about the numbers printed. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khacphuc.checks.findings import Finding, Location, Place
from khacphuc.checks.result import CheckResult
from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.decisions import Decision
    from khacphuc.locale import Words

    Key = tuple[str, str]


def with_used(
    printed: CheckResult, used: CheckResult, replaced: Mapping[str, Decision], language: str = "vi"
) -> tuple[CheckResult, frozenset[Key]]:
    """Put what was found with the numbers that are used in the place of what was found with those printed.

    Where two places disagree, both prints stay findings: they are what the answers are about.

    Args:
        printed: all findings and rules, without answers.
        used: those of the rules that were checked again.
        replaced: the figures in whose place another number is used, with the decision.
        language: of our own words.

    Returns:
        The findings and rules, a finding that came by a choice naming it; and rule and row of the
        disagreements that stay.
    """
    again = {rule.rule: rule for rule in used.rules}
    known = {(finding.rule, finding.row_id, finding.fingerprint) for finding in printed.findings}
    stay = [finding for finding in printed.findings if finding.decides or finding.rule not in again]
    labels = words(language, "checks")
    fresh = [
        finding
        if (finding.rule, finding.row_id, finding.fingerprint) in known
        else _after_choice(finding, replaced, labels)
        for finding in used.findings
        if not finding.decides
    ]
    undecided = frozenset((finding.rule, finding.row_id) for finding in used.findings if finding.decides)
    deciding = {finding.rule for finding in stay if finding.decides}
    rules = tuple(rule if rule.rule in deciding else again.get(rule.rule, rule) for rule in printed.rules)
    return CheckResult((*stay, *fresh), rules), undecided


def _after_choice(finding: Finding, replaced: Mapping[str, Decision], labels: Words) -> Finding:
    """A finding that came by a choice of figures: it names the answers, and what to do."""
    codes = [code.partition(":")[0] for code in finding.codes]
    touched = {code: replaced[code] for code in codes if code in replaced} or replaced
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
