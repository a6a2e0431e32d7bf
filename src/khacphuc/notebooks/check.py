"""What ``20_check`` displays: the verdict, what was checked, what was found, and any rule as it was run.

>>> import khacphuc
>>> view = CheckView(khacphuc.load_inputs("2021"))  # doctest: +SKIP
>>> view.rule("SL-10")  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.checks.answers import answer_printed
from khacphuc.checks.rule_counts import count_rules
from khacphuc.checks.rule_run import run_rule
from khacphuc.checks.run import check_printed
from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.notebooks.rule import SEVERITY_MARKS, SEVERITY_TONES, rule_blocks
from khacphuc.render.html.environment import count
from khacphuc.render.notebook.aside import Aside, FindingCards, aside, page_link
from khacphuc.report.anchors import finding_anchor
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, to_table
from khacphuc.review.cards import SEVERITIES, Cards, by_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.checks.result import CheckResult, RuleResult
    from khacphuc.inputs import Inputs

_REVIEW: Final = "../review.html"
# codes of rules stay on a line, and sentences have room
_RULE_WIDTHS: Final = (8, 14, 11, 38, 8, 10, 11)
# more links in a cell are not read; the table of rules has them all
_MOST_LINKS: Final = 8


class CheckView:
    """What was printed and entered, checked, and what there is to say about it.

    Args:
        inputs: the run; its tables have been cleaned.
    """

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._language = inputs.parameters.language
        self._words = words(self._language, "checking")
        self.result: CheckResult = check_printed(
            inputs.tables, **self._options, class_names=inputs.class_names
        )

    def verdict(self) -> Aside:
        """Whether what was printed stops publication, what was found, and how much was checked."""
        blocking = sum(finding.is_blocking for finding in self._answered.findings)
        left = sum(finding.severity == "warning" and not finding.is_closed for finding in self._answered.findings)
        closed = sum(finding.is_closed for finding in self._answered.findings)
        if blocking:
            text = f"× {self._counted('verdict_no', blocking)}"
        else:
            text = f"● {self._words['verdict_yes']}"
        verdict = nodes.Strong(children=(nodes.Text(text=text, tone="bad" if blocking else "good"),))
        following = [self._counted("warnings", left) if left else self._words["warnings_none"]]
        if closed:
            following.append(self._counted("closed", closed))
        review = [*_text(f"{self._words['rest']} "), page_link(self._words["review_page"], _REVIEW), *_text(".")]
        return self._aside(
            nodes.Paragraph(children=(verdict,)),
            nodes.Paragraph(children=_text(" ".join(following))),
            nodes.Paragraph(children=_text(self._checked() if self.result.rules else self._words["checked_none"])),
            nodes.Paragraph(children=tuple(review)),
        )

    def matrix(self) -> Aside:
        """How many rules of each severity hold in every table, and which do not."""
        tables = self._by_table()
        if not tables:
            return self._sentence("checked_none")
        # tables with findings first, those without rows last
        counts = {name: count_rules(rules) for name, rules in tables.items()}
        ordered = sorted(tables, key=lambda name: (not counts[name].failed, not counts[name].rows))
        rows = [self._matrix_row(name, tables[name]) for name in ordered]
        severities = words(self._language, "severity")
        total = self._matrix_row("", self.result.rules, links=0)
        total["table"] = nodes.Strong(children=_text(self._words["total"]))
        frame = pd.DataFrame([*rows, total])
        columns: list[str | TableColumn] = [
            "table",
            TableColumn("rows", kind="number"),
            *(TableColumn(severity, label=severities[severity]) for severity in SEVERITIES),
            TableColumn("checks", label=self._words["column_checks"], kind="number"),
        ]
        return self._aside(self._table(frame, columns, "matrix", note=self._words["matrix_note"]))

    def findings(self) -> Aside:
        """Every finding as a card, both places side by side, the gravest first."""
        findings = self._answered.findings
        if not findings:
            return self._sentence("findings_none")
        cards = Cards(findings, self._inputs.tables, self._language)
        return self._aside(FindingCards.of(cards.by_severity(findings)))

    def rules(self, table: str = "") -> Aside:
        """Every rule with what it asks, how many rows it looked at and how many fail; broken ones first.

        Args:
            table: of this table only.

        Raises:
            UsageError: no rule is about such a table.
        """
        tables = self._by_table()
        if table and table not in tables:
            raise UsageError(f"no rule is about a table {table!r}", remedy=f"there are {', '.join(tables)}")
        chosen = tables[table] if table else self.result.rules
        if not chosen:
            return self._sentence("checked_none")
        ordered = sorted(chosen, key=lambda rule: (not rule.failed, not rule.rows, SEVERITIES.index(rule.severity)))
        frame = pd.DataFrame(
            {
                "rule": [rule.rule for rule in ordered],
                "table": [rule.table for rule in ordered],
                "severity": [rule.severity for rule in ordered],
                "description": [rule.description for rule in ordered],
                "rows": [rule.rows for rule in ordered],
                "failed": [rule.failed for rule in ordered],
                "outcome": [self._outcome(rule) for rule in ordered],
            }
        )
        columns: list[str | TableColumn] = [
            TableColumn("rule", kind="text"),
            "table",
            TableColumn("severity", kind="word"),
            TableColumn("description", label=self._words["column_description"]),
            "rows",
            TableColumn("failed", label=self._words["column_failed"]),
            TableColumn("outcome", label=self._words["column_outcome"]),
        ]
        table_of_rules = self._table(frame, columns, "rules", row_id="rule")
        return self._aside(replace(table_of_rules, widths=_RULE_WIDTHS))

    def rule(self, name: str = "") -> Aside:
        """A rule as Great Expectations ran it: its type, its arguments and its rows.

        Args:
            name: its id, such as ``SL-10``; without one, the first that does not hold, else the first.

        Raises:
            UsageError: no rule has this id; the error names the nearest.
        """
        name = name or self._example()
        if not name:
            return self._sentence("checked_none")
        run = run_rule(name, self._inputs.tables, **self._options)
        return self._aside(*rule_blocks(run, self._inputs.tables, self._inputs.class_names, self._language))

    @cached_property
    def _answered(self) -> CheckResult:
        """With what reviewers answered to these rules."""
        inputs = self._inputs
        return answer_printed(self.result, inputs.tables, inputs.parameters.status, self._language)

    @property
    def _options(self) -> dict[str, Any]:
        parameters = self._inputs.parameters
        return {
            "status": parameters.status,
            "suites": self._inputs.suites,
            "year": parameters.year,
            "previous": self._inputs.previous_figures,
            "language": parameters.language,
        }

    def _by_table(self) -> dict[str, list[RuleResult]]:
        tables: dict[str, list[RuleResult]] = {}
        for rule in self.result.rules:
            tables.setdefault(rule.table, []).append(rule)
        return tables

    def _checked(self) -> str:
        """How many rules, on what, and how they ended."""
        counts = count_rules(self.result.rules)
        numbers = {name: count(number, self._language) for name, number in counts.numbers.items()}
        return self._words.counted("checked", counts.rules).format(**numbers)

    def _matrix_row(
        self, name: str, rules: Sequence[RuleResult], links: int = _MOST_LINKS
    ) -> dict[str, Any]:
        counts = count_rules(rules)
        cells = {
            severity: self._matrix_cell([rule for rule in rules if rule.severity == severity], severity, links)
            for severity in SEVERITIES
        }
        return {"table": name, "rows": counts.rows, **cells, "checks": counts.checks}

    def _matrix_cell(
        self, rules: Sequence[RuleResult], severity: str, most: int
    ) -> tuple[nodes.Inline, ...]:
        """How many do not hold, and which; how many hold; how many had nothing to look at: a line each."""
        counts = count_rules(rules)
        lines: list[list[nodes.Inline]] = []
        if counts.failed:
            text = f"{SEVERITY_MARKS[severity]} {self._counted('failed', counts.failed)}"
            links = [self._rule_link(rule) for rule in counts.broken[:most]]
            line = [nodes.Text(text=text, tone=SEVERITY_TONES[severity]), *_text(": " if links else "")]
            lines.append([*line, *_joined(links, ", "), *_text(", …" if 0 < most < counts.failed else "")])
        if counts.passed:
            lines.append([nodes.Text(text=f"● {self._counted('passed', counts.passed)}", tone="good")])
        if counts.empty:
            lines.append([nodes.Text(text=f"– {self._counted('empty', counts.empty)}", tone="quiet")])
        return tuple(node for place, line in enumerate(lines) for node in [*_break(place), *line])

    def _rule_link(self, rule: str) -> nodes.Inline:
        """To the first card of a rule."""
        first = self._first_rows.get(rule)
        return nodes.Text(text=rule) if first is None else page_link(rule, f"#{finding_anchor(rule, first)}")

    @cached_property
    def _first_rows(self) -> dict[str, str]:
        return {rule: findings[0].row_id for rule, findings in by_rule(self._answered.findings).items()}

    def _outcome(self, rule: RuleResult) -> nodes.Text:
        if rule.failed:
            return nodes.Text(
                text=f"{SEVERITY_MARKS[rule.severity]} {self._words['outcome_failed']}", tone=SEVERITY_TONES[rule.severity]
            )
        if not rule.rows:
            return nodes.Text(text=f"– {self._words['outcome_empty']}", tone="quiet")
        return nodes.Text(text=f"● {self._words['outcome_passed']}", tone="good")

    def _example(self) -> str:
        ordered = sorted(self.result.rules, key=lambda rule: not rule.failed)
        return ordered[0].rule if ordered else ""

    def _counted(self, key: str, number: int) -> str:
        return self._words.counted(key, number).format(count=count(number, self._language))

    def _table(
        self, frame: pd.DataFrame, columns: list[str | TableColumn], name: str, *, row_id: str = "", note: str = ""
    ) -> nodes.Table:
        return to_table(
            frame,
            columns,
            name=name,
            caption=self._words[f"caption_{name}"],
            language=self._language,
            row_id=row_id,
            note=note,
        )

    def _sentence(self, key: str) -> Aside:
        return self._aside(nodes.Paragraph(children=_text(self._words[key])))

    def _aside(self, *parts: nodes.Block | FindingCards) -> Aside:
        return aside(*parts, language=self._language)


def _text(words: str) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(text=words),)


def _joined(inlines: Sequence[nodes.Inline], between: str) -> Iterator[nodes.Inline]:
    for place, inline in enumerate(inlines):
        yield from _text(between) if place else ()
        yield inline


def _break(place: int) -> tuple[nodes.Inline, ...]:
    return (nodes.Break(),) if place else ()
