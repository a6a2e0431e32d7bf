"""What ``30_assess`` displays: the class of each shortcoming and why, targets, and what goes to next year."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from khacphuc.checks.answers import answer_printed
from khacphuc.checks.run import check_assessed
from khacphuc.errors import ParameterError
from khacphuc.locale import words
from khacphuc.notebooks import assess_answers as answers
from khacphuc.notebooks import assess_tables as tables
from khacphuc.notebooks.assessed_run import AssessedRun
from khacphuc.notebooks.checked_rules import CheckedRules, answers_checked
from khacphuc.notebooks.sentences import counted
from khacphuc.project.board_papers import board_paper_of
from khacphuc.render.notebook.aside import Aside, FindingCards, aside, page_link
from khacphuc.report.charts.statuses import target_chart
from khacphuc.report.document import nodes
from khacphuc.review.cards import Cards, first_cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.result import CheckResult
    from khacphuc.inputs import Inputs
    from khacphuc.notebooks.shortcomings import AssessedShortcoming

# each takes two tables: a page of more opens slowly (2021 has 4)
_MOST_DETAILED: Final = 60


class AssessmentNotebook:
    """The assessment of a run, a method for each question.

    Args:
        inputs: the run; it is assessed anew, with the numbers that are used.

    Raises:
        AssessmentError: the policy covers some combination of statuses by no rule.
    """

    def __init__(self, inputs: Inputs) -> None:
        """Assess the run."""
        self.assessment: Assessment = inputs.assess()
        self._inputs = inputs

    @cached_property
    def run(self) -> AssessedRun:
        """The assessment as people ask about it; numbers that open findings stand on are marked."""
        return AssessedRun.of(self._inputs, self.assessment, self.checked.findings)

    @cached_property
    def checked(self) -> CheckResult:
        """All findings: on what was printed, and on targets, criteria, classes and the prose."""
        parameters = self._inputs.parameters
        return check_assessed(
            self._inputs.printed,
            self._inputs.tables,
            self.assessment,
            status=parameters.status,
            suites=self._inputs.suites,
            year=parameters.year,
            prose=self._inputs.cited,
            asks_prose=board_paper_of(self._inputs.workspace.run) is None,
            language=parameters.language,
            class_names=self._inputs.class_names,
        )

    def answer(self) -> Aside:
        """The answer first: targets met, and classes beside those that were declared."""
        return self._aside(
            _paragraph(answers.every_target(self.run)),
            _paragraph(answers.classes(self.run)),
            *([tables.overview_table(self.run)] if self.run.shortcomings else []),
        )

    def shortcomings(self) -> Aside:
        """Each shortcoming: its criteria with their evidence, the rule that decided, what would change it."""
        detailed = self.run.shortcomings[:_MOST_DETAILED]
        parts = [part for shortcoming in detailed for part in self._shortcoming(shortcoming)]
        if more := len(self.run.shortcomings) - len(detailed):
            parts.append(_paragraph(counted(self.run, "not_detailed", more)))
        return self._aside(*(parts or [_paragraph(self.run.labels["no_shortcomings"])]))

    def targets(self) -> Aside:
        """Whether every target is met, and by how much the first one is missed: a chart and a table."""
        sentences = [answers.every_target(self.run)]
        targets = self.assessment.targets
        if targets.empty:
            return self._aside(*map(_paragraph, sentences))
        if (targets["status"] == "not_met").any():
            sentences.append(answers.first_missed(self.run))
        figures = self.run.tables["target_parts"]["figure"]
        return self._aside(
            *map(_paragraph, sentences),
            *self._target_chart(),
            tables.target_table(self.run),
            *map(_paragraph, self.run.chosen(filter(None, figures))),
        )

    def decision_table(self) -> Aside:
        """The decision table in words, with the shortcomings each row decided; what rests on a proxy."""
        return self._aside(tables.rules_table(self.run), _paragraph(answers.proxies(self.run)))

    def next_year(self) -> Aside:
        """What goes to next year, and what had come from a year before."""
        carried = answers.remaining(self.run)
        return self._aside(
            _paragraph(answers.next_year(self.run)), *([tables.carried_table(self.run)] if carried else [])
        )

    def findings(self) -> Aside:
        """The findings that this notebook adds to those on what was printed, as cards."""
        run = self.run
        inputs, every = self._inputs, self.checked.findings
        # those about answers stand in 20_check as well, though the stage leaves findings without answers
        printed = answer_printed(inputs.printed, inputs.tables, inputs.parameters.status, run.language)
        before = {(finding.rule, finding.row_id) for finding in printed.findings}
        added = [finding for finding in every if (finding.rule, finding.row_id) not in before]
        numbers = {"added": len(added), "printed": len(every) - len(added)}
        total = counted(
            run,
            "findings",
            len(every),
            **{name: run.context.count(number) for name, number in numbers.items()},
        )
        cards = Cards(added, run.tables, run.language)
        link = page_link(run.labels["review_page"], "../review.html")
        return self._aside(
            nodes.Paragraph(children=(nodes.Text(text=f"{total} "), link)),
            *([FindingCards.of(cards.by_severity(added))] if added else []),
        )

    def checks(self) -> Aside:
        """How many rules the whole run was checked by, on what, and those this notebook adds, one by one."""
        run, labels = self.run, words(self.run.language, "checking")
        printed = self._inputs.printed
        before = {rule.rule for rule in printed.rules}
        added = [rule for rule in self.checked.rules if rule.rule not in before]
        cards = first_cards(self.checked.findings) | first_cards(printed.findings, "20_check.html")
        every = CheckedRules(self.checked.rules, run.language, cards)
        numbers = {"printed": run.context.count(len(before)), "count": run.context.count(len(added))}
        start, _, end = (
            labels.counted("stages", len(added)).format(**numbers, page="{page}").partition("{page}")
        )
        link = page_link(labels["check_page"], "20_check.html")
        stages = (nodes.Text(text=start), link, nodes.Text(text=end))
        return self._aside(
            _paragraph(every.sentence("checked_all")),
            *map(_paragraph, answers_checked(self.checked.findings, run.language)),
            nodes.Paragraph(children=stages),
            every.matrix(),
            *([CheckedRules(added, run.language).table("caption_rules_added")] if added else []),
        )

    def _shortcoming(self, shortcoming: AssessedShortcoming) -> Iterable[nodes.Block]:
        run, code = self.run, shortcoming.code
        name = f"{shortcoming.name[:1].upper()}{shortcoming.name[1:]}"
        yield nodes.Heading(level=2, children=(nodes.Text(text=f"{name}: {shortcoming.title}"),))
        yield _paragraph(answers.why_class(run, code))
        if shortcoming.criteria:
            yield tables.criteria_table(run, shortcoming)
        yield from map(
            _paragraph,
            run.chosen(
                reference
                for criterion in shortcoming.criteria
                for reference in (criterion.figure, criterion.threshold, criterion.baseline)
            ),
        )
        yield _paragraph(answers.deciding_rule(run, code))
        yield _paragraph(answers.what_lifts(run, code))
        if attempts := tables.attempts_table(run, shortcoming):
            yield attempts
        if sentence := answers.left_out(run, shortcoming):
            yield _paragraph(sentence)

    def _target_chart(self) -> Iterable[nodes.Figure]:
        """The chart of targets, where its words can be drawn: the table has all of it."""
        try:
            caption = self.run.labels["caption_chart"]
            yield target_chart(
                self.run.context, self.assessment.targets, caption, parts_key="chart_parts_counted"
            )
        except ParameterError:
            return

    def _aside(self, *parts: nodes.Block | FindingCards) -> Aside:
        return aside(*parts, language=self.run.language)


def _paragraph(sentence: str) -> nodes.Paragraph:
    return nodes.Paragraph(children=(nodes.Text(text=sentence),))
