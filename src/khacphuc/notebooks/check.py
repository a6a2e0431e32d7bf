"""What ``20_check`` displays: the verdict, what was checked, what was found, and any rule as it was run.

>>> import khacphuc
>>> view = CheckView(khacphuc.load_inputs("2021"))  # doctest: +SKIP
>>> view.rule("SL-10")  # doctest: +SKIP
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from khacphuc.checks.answers import answer_printed
from khacphuc.checks.rule_run import near_name, run_rule
from khacphuc.checks.run import asked_suites, check_printed
from khacphuc.checks.suites import load_suites
from khacphuc.checks.views.tables import assessed_views
from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.notebooks.checked_rules import CheckedRules, answers_checked
from khacphuc.notebooks.rule import rule_blocks
from khacphuc.render.html.environment import count
from khacphuc.render.notebook.aside import Aside, FindingCards, aside, page_link
from khacphuc.report.cells import outcome
from khacphuc.report.document import nodes
from khacphuc.review.cards import Cards, first_cards
from khacphuc.schema.tables import ACCEPTED, NOT_RELATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from khacphuc.checks.result import CheckResult, RuleResult
    from khacphuc.inputs import Inputs

_REVIEW: Final = "../review.html"
_ASSESS: Final = "30_assess.html"
# what closes a finding, each counted by itself
_CLOSED: Final = (ACCEPTED, NOT_RELATED)


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
        left = sum(
            finding.severity == "warning" and not finding.is_closed for finding in self._answered.findings
        )
        closed = Counter(finding.answer.decision for finding in self._answered.findings if finding.answer)
        no, yes = self._counted("verdict_no", blocking), self._words["verdict_yes"]
        verdict = nodes.Strong(children=(outcome(no, "bad") if blocking else outcome(yes, "good"),))
        following = [self._counted("warnings", left) if left else self._words["warnings_none"]]
        following += [self._counted(decision, closed[decision]) for decision in _CLOSED if closed[decision]]
        rules = self.result.rules
        checked = self._checked(rules).sentence("checked") if rules else self._words["checked_none"]
        return self._aside(
            nodes.Paragraph(children=(verdict,)),
            nodes.Paragraph(children=_text(" ".join(following))),
            *(
                nodes.Paragraph(children=_text(sentence))
                for sentence in (checked, *answers_checked(self._answered.findings, self._language))
            ),
            self._rest(),
        )

    def matrix(self) -> Aside:
        """How many rules of each severity hold in every table, and which do not."""
        if not self.result.rules:
            return self._sentence("checked_none")
        return self._aside(self._checked(self.result.rules).matrix())

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
        tables = dict.fromkeys(rule.table for rule in self.result.rules)
        if table and table not in tables:
            raise UsageError(
                self._words["no_table"].format(name=table),
                remedy=near_name(table, dict.fromkeys(tables, ""), self._language)
                or self._words["tables_are"].format(names=", ".join(tables)),
            )
        chosen = [rule for rule in self.result.rules if table in {"", rule.table}]
        if not chosen:
            return self._sentence("checked_none")
        return self._aside(self._checked(chosen).table())

    def rule(self, name: str = "") -> Aside:
        """A rule as Great Expectations ran it: its type, its arguments and its rows.

        One that stage 30 checks is run over the assessment that stage left, or that is made anew.

        Args:
            name: its id, such as ``SL-10``; without one, the first that does not hold, else the first.

        Raises:
            UsageError: no rule has this id; the error names the nearest.
        """
        name = name or self._example()
        if not name:
            return self._sentence("checked_none")
        run = run_rule(name, self._inputs.tables, **self._options, assessed=self._assessed_views)
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

    def _assessed_views(self) -> dict[str, pd.DataFrame]:
        inputs = self._inputs
        assessment = inputs.assessment
        return assessed_views(
            inputs.tables,
            targets=assessment.targets,
            criteria=assessment.criteria,
            assessments=assessment.assessments,
            prose=inputs.cited,
            language=self._language,
        )

    def _checked(self, rules: Sequence[RuleResult]) -> CheckedRules:
        return CheckedRules(rules, self._language, first_cards(self._answered.findings))

    def _rest(self) -> nodes.Paragraph:
        """How many rules the next stage checks, and where the verdict on all of it stands."""
        suites = asked_suites(load_suites(self._inputs.suites), self._inputs.tables)
        every = sum(len(suite.expectations) for suite in suites.values())
        checked = len(self.result.rules)
        counted = self._words.counted("rest", every - checked).format(
            count=count(every - checked, self._language), total=count(every, self._language), page="{page}"
        )
        before, _, after = counted.partition("{page}")
        return nodes.Paragraph(
            children=(
                *_text(before),
                page_link(self._words["assess_page"], _ASSESS),
                *_text(f"{after} {self._words['whole_verdict']} "),
                page_link(self._words["review_page"], _REVIEW),
                *_text("."),
            )
        )

    def _example(self) -> str:
        ordered = sorted(self.result.rules, key=lambda rule: not rule.failed)
        return ordered[0].rule if ordered else ""

    def _counted(self, key: str, number: int) -> str:
        return self._words.counted(key, number).format(count=count(number, self._language))

    def _sentence(self, key: str) -> Aside:
        return self._aside(nodes.Paragraph(children=_text(self._words[key])))

    def _aside(self, *parts: nodes.Block | FindingCards) -> Aside:
        return aside(*parts, language=self._language)


def _text(words: str) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(text=words),)
