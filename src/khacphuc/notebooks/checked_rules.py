"""The rules that were checked, as people ask about them: how many, on what, and how each ended. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.checks.answers import ANSWER_RULES
from khacphuc.checks.findings import SEVERITIES
from khacphuc.checks.rule_counts import count_rules
from khacphuc.locale import Words, words
from khacphuc.render.html.environment import count
from khacphuc.render.notebook.aside import page_link
from khacphuc.report.cells import SEVERITY_TONES, join_cells, outcome
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, to_table
from khacphuc.review.rule_tables import outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.result import RuleResult
    from khacphuc.report.cells import Cell

# codes of rules stay on a line, and sentences have room
_RULE_WIDTHS: Final = (8, 14, 11, 38, 9, 9, 11)
# more links in a cell are not read; the table of rules has them all
_MOST_LINKS: Final = 8


@dataclass(frozen=True)
class CheckedRules:
    """Rules with how they ended.

    Attributes:
        rules: what was checked, of one stage or of all.
        language: of the run.
        cards: where the first card of a rule's findings stands, by rule.
    """

    rules: Sequence[RuleResult]
    language: str = "vi"
    cards: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, key: str) -> str:
        """How many rules, on what, and how they ended.

        Args:
            key: of the sentence in the catalogue, group ``checking``.
        """
        counts = count_rules(self.rules)
        numbers = {name: count(number, self.language) for name, number in counts.numbers.items()}
        empty = counts.empty_tables
        numbers["empty_tables"] = self.counted("tables_empty", empty) if empty else ""
        return self._words.counted(key, counts.rules).format(
            **numbers, outcomes=outcomes(counts, self.language)
        )

    def matrix(self) -> nodes.Table:
        """How many rules of each severity hold in every table, and which do not."""
        tables: dict[str, list[RuleResult]] = {}
        for rule in self.rules:
            tables.setdefault(rule.table, []).append(rule)
        # tables with findings first, those without rows last
        counts = {name: count_rules(rules) for name, rules in tables.items()}
        ordered = sorted(tables, key=lambda name: (not counts[name].failed, not counts[name].rows))
        rows = [self._matrix_row(name, tables[name]) for name in ordered]
        severities = words(self.language, "severity")
        total = self._matrix_row("", self.rules, links=0)
        total["table"] = nodes.Strong(children=_text(self._words["total"]))
        columns: list[str | TableColumn] = [
            "table",
            TableColumn("rows", kind="number"),
            *(TableColumn(severity, label=severities[severity]) for severity in SEVERITIES),
            TableColumn("checks", label=self._words["column_checks"], kind="number"),
        ]
        return to_table(
            pd.DataFrame([*rows, total]),
            columns,
            name="matrix",
            caption=self._words["caption_matrix"],
            language=self.language,
            note=self._words["matrix_note"],
        )

    def table(self, caption: str = "caption_rules") -> nodes.Table:
        """Every rule with what it asks, how many rows it compared and how many fail; broken ones first.

        Args:
            caption: the key of its caption in the catalogue, group ``checking``.
        """
        ordered = sorted(
            self.rules,
            key=lambda rule: (not rule.failed, not rule.looked_at, SEVERITIES.index(rule.severity)),
        )
        frame = pd.DataFrame(
            {
                "rule": [rule.rule for rule in ordered],
                "table": [rule.table for rule in ordered],
                "severity": [rule.severity for rule in ordered],
                "description": [rule.statement for rule in ordered],
                "compared": [rule.looked_at for rule in ordered],
                "failed": [rule.failed for rule in ordered],
                "outcome": [self._outcome(rule) for rule in ordered],
            }
        )
        columns: list[str | TableColumn] = [
            TableColumn("rule", kind="text"),
            "table",
            TableColumn("severity", kind="word"),
            TableColumn("description", label=self._words["column_description"]),
            TableColumn("compared", label=self._words["column_compared"]),
            TableColumn("failed", label=self._words["column_failed"]),
            TableColumn("outcome", label=self._words["column_outcome"]),
        ]
        table = to_table(
            frame,
            columns,
            name="rules",
            caption=self._words[caption],
            language=self.language,
            row_id="rule",
        )
        return replace(table, widths=_RULE_WIDTHS)

    def counted(self, key: str, number: int) -> str:
        """Words of ours for a number of rules."""
        return self._words.counted(key, number).format(count=count(number, self.language))

    @property
    def _words(self) -> Words:
        return words(self.language, "checking")

    def _matrix_row(self, name: str, rules: Sequence[RuleResult], links: int = _MOST_LINKS) -> dict[str, Any]:
        counts = count_rules(rules)
        cells = {
            severity: self._matrix_cell(
                [rule for rule in rules if rule.severity == severity], severity, links
            )
            for severity in SEVERITIES
        }
        return {"table": name, "rows": counts.rows, **cells, "checks": counts.checks}

    def _matrix_cell(self, rules: Sequence[RuleResult], severity: str, most: int) -> Cell:
        """How many do not hold, and which; how many hold; how many had nothing to compare: a line each."""
        counts = count_rules(rules)
        lines: list[Cell] = []
        if counts.failed:
            failed = outcome(self.counted("failed", counts.failed), SEVERITY_TONES[severity])
            links = join_cells((self._rule_link(rule),) for rule in counts.broken[:most])
            more = _text(", …" if 0 < most < counts.failed else "")
            lines.append((failed, *_text(": " if links else ""), *links, *more))
        if counts.passed:
            lines.append((outcome(self.counted("passed", counts.passed), "good"),))
        if counts.idle:
            lines.append((outcome(self.counted("blank", counts.idle), "quiet"),))
        return join_cells(lines, nodes.Break())

    def _rule_link(self, rule: str) -> nodes.Inline:
        address = self.cards.get(rule)
        return page_link(rule, address) if address else nodes.Text(text=rule)

    def _outcome(self, rule: RuleResult) -> nodes.Text:
        if rule.failed:
            return outcome(self._words["outcome_failed"], SEVERITY_TONES[rule.severity])
        if not rule.looked_at:
            key = "outcome_blank" if rule.rows else "outcome_empty"
            return outcome(self._words[key], "quiet")
        return outcome(self._words["outcome_passed"], "good")


def answers_checked(findings: Iterable[Finding], language: str) -> list[str]:
    """A sentence about what no rule of the suites counts: answers that do not fit; none where all do."""
    about = [finding.rule for finding in findings if finding.rule in ANSWER_RULES]
    if not about:
        return []
    text = words(language, "checking").counted("answers", len(about))
    return [text.format(count=count(len(about), language), rules=", ".join(sorted(set(about))))]


def _text(words: str) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(text=words),)
