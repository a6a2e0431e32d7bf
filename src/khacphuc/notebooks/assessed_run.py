"""The assessment of a run as people ask about it: each shortcoming with its criteria, numbers as printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from khacphuc.assess.counterfactual import Lift, attainable, lifts, without, without_each
from khacphuc.checks.labels import label
from khacphuc.data.clean import locator
from khacphuc.data.computed import printed_in, working_in
from khacphuc.data.decisions import replacements, with_decisions
from khacphuc.errors import UsageError
from khacphuc.locale import Words, words
from khacphuc.notebooks.shortcomings import read_shortcomings, records
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.document import nodes
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.words import document_words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from khacphuc.assess.classes import Policy, Rule
    from khacphuc.assess.run import Assessment
    from khacphuc.checks.findings import Finding
    from khacphuc.data.decisions import Decision
    from khacphuc.data.values import Value
    from khacphuc.inputs import Inputs
    from khacphuc.notebooks.shortcomings import AssessedShortcoming
    from khacphuc.report.prose.citable import Citable

_DEMANDS: Final = {
    ">=": "at_least",
    ">": "more_than",
    "<=": "at_most",
    "<": "less_than",
    "=": "exactly",
}
_WHOLE: Final = 100  # percent: nobody asks for at least all of something


@dataclass(frozen=True)
class AssessedRun:
    """A run that was assessed.

    Attributes:
        tables: the clean tables.
        assessment: targets, criteria and classes, made with the numbers that are used.
        policy: the decision table.
        language: of the run.
        status: of the document (see ``data.decisions``).
        findings: all there are, to mark the numbers that open ones stand on.
    """

    tables: Mapping[str, pd.DataFrame]
    assessment: Assessment
    policy: Policy
    language: str = "vi"
    status: str = "reconstruction"
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(
        cls, inputs: Inputs, assessment: Assessment | None = None, findings: Iterable[Finding] = ()
    ) -> Self:
        """The run that was opened; with the assessment that ``30_assess`` left, where none is named."""
        parameters = inputs.parameters
        return cls(
            inputs.tables,
            inputs.assessment if assessment is None else assessment,
            inputs.policy,
            parameters.language,
            parameters.status,
            tuple(findings),
        )

    @cached_property
    def labels(self) -> Words:
        """Our words."""
        return words(self.language, "assess")

    @cached_property
    def class_names(self) -> Mapping[str, str]:
        """How each class is printed."""
        return self.policy.class_names(self.language)

    @cached_property
    def citables(self) -> Mapping[str, Citable]:
        """What codes stand for."""
        return citables(self.tables, self.class_names, status=self.status, language=self.language)

    @cached_property
    def context(self) -> ChartContext:
        """What charts take from the run."""
        return ChartContext(self.tables, Citations(self.citables), self.language, self.status)

    @cached_property
    def replaced(self) -> Mapping[str, Decision]:
        """The figures in whose place another number is used."""
        return replacements(self.tables, self.status)

    @cached_property
    def shortcomings(self) -> tuple[AssessedShortcoming, ...]:
        """In the order of the report."""
        return read_shortcomings(self.tables, self.assessment, self.policy, self.language)

    def shortcoming(self, code: str) -> AssessedShortcoming:
        """The shortcoming of a code.

        Raises:
            UsageError: there is none.
        """
        for shortcoming in self.shortcomings:
            if shortcoming.code == code:
                return shortcoming
        known = ", ".join(shortcoming.code for shortcoming in self.shortcomings)
        raise UsageError(
            f"no shortcoming has the code {code}", remedy=f"write one of: {known}" if known else ""
        )

    @cached_property
    def without(self) -> Mapping[str, Mapping[str, str]]:
        """By shortcoming, its classes without proxies or judged criteria (``assess.counterfactual``)."""
        frame = without(self.assessment.criteria, self.policy)
        return {row["shortcoming_id"]: row for row in records(frame)}

    @cached_property
    def without_each(self) -> Mapping[str, str]:
        """By criterion, the class of its shortcoming without it (``assess.counterfactual``)."""
        return without_each(self.assessment.criteria, self.policy)

    @cached_property
    def goals(self) -> Mapping[str, tuple[str, ...]]:
        """What each criterion can become (``assess.counterfactual``)."""
        return attainable(self.tables["criteria"])

    def lifts(self, shortcoming: AssessedShortcoming) -> tuple[Lift, ...]:
        """The ways of a shortcoming to the nearest better class."""
        return lifts(shortcoming.statuses, self.policy, self.goals)

    def class_name(self, class_: str) -> str:
        """How a class is printed; where there is none yet, that."""
        return self.class_names.get(class_) or document_words(self.language)["chart_class_none"]

    def status_name(self, status: str) -> str:
        """What a status of a criterion, a target or a part is called."""
        return label(status, words(self.language, "code"))

    def condition(self, rule: Rule) -> str:
        """When a rule of the decision table holds, in words that need no rows above them."""
        (name,) = rule.when.model_fields_set
        if name == "otherwise" and rule is self.policy.rules[0]:
            name = "always"
        statuses: Any = getattr(rule.when, name, True)
        listed = () if statuses is True else map(self.status_name, statuses)
        return self.labels[f"when_{name}"].format(statuses=self.labels["or"].join(listed), rule=rule.id)

    def value(self, text: str) -> Value | None:
        """The number that is used for a code, or that a text prints."""
        return self.context.resolve(text) if text else None

    def is_number(self, code: str) -> bool:
        """Whether a code is of a printed or a computed number, with or without a value."""
        name = code.partition(":")[0]
        return name in self._figures or name in self._operands

    def is_computed(self, code: str) -> bool:
        """Whether a number is printed nowhere, but computed from others."""
        return code in self._operands

    def number(self, text: str) -> str:
        """The number of a code as printed, with its qualifier and its unit, or that a text prints.

        Empty if it stands for none.
        """
        value = self.value(text)
        if value is None:
            return ""
        bare = self.bare_number(text)
        return self.context.qualified(text, _with_unit(bare, value)) if text in self.citables else bare

    def bare_number(self, text: str) -> str:
        """The same without qualifier and unit: ``2.000``; in another language as that prints it."""
        value = self.value(text)
        return "" if value is None else printed_in(_as_printed(value), self.language)

    def demand(self, comparator: str, threshold: str, figure: str = "") -> str:
        """What is asked of a number: ``ít nhất 2.000``; with the unit where that figure is named."""
        value = self.value(threshold)
        number = self.bare_number(threshold) or threshold
        if value is not None and figure:
            number = _with_unit(number, value, self.value(figure))
        if comparator not in _DEMANDS:
            return number
        percent = value is not None and value.kind == "percentage" and value.exact == _WHOLE
        key = "in_full" if percent and comparator == ">=" else _DEMANDS[comparator]
        return self.labels[key].format(number=number)

    def working(self, code: str) -> str:
        """How a number is computed: ``9 / 11``; empty for one that is printed."""
        row = self._computed.get(code)
        return working_in(row["formula"], row["working"], self.language) if row else ""

    def open_findings(self, code: str) -> tuple[Finding, ...]:
        """The findings that no answer closes, on a number or on those it is computed from."""
        codes = dict.fromkeys([code.partition(":")[0], *self._printed_codes(code)])
        return tuple(dict.fromkeys(finding for code in codes for finding in self._open.get(code, ())))

    def cite(self, code: str, text: str) -> nodes.Inline:
        """Words that lead to where a code is explained."""
        citable = self.citables.get(code.partition(":")[0])
        if citable is None:
            return nodes.Text(text=text)
        return nodes.CitedValue(id=citable.code, text=text, kind=citable.kind, trace=citable.trace)

    def place(self, code: str) -> str:
        """Where the number that is used for a code is printed; of a computed one, where its operands are."""
        places: dict[str, None] = {}
        for operand in self._printed_codes(code):
            decision = self.replaced.get(operand)
            row = self._figures.get(decision.uses if decision else operand)
            if row:
                places[locator(row["section"], row["paragraph"], "", self.language)] = None
        return "; ".join(places)

    def chosen(self, codes: Iterable[str]) -> tuple[str, ...]:
        """A sentence for each figure in whose place another number is used, of those codes rest on."""
        figures = dict.fromkeys(figure for code in codes for figure in self._printed_codes(code))
        return tuple(
            self.labels["chosen"].format(
                code=figure,
                printed=self._figures[figure]["printed"],
                used=self.bare_number(figure),
                other=decision.uses,
                reason=decision.reason,
            )
            for figure in figures
            if (decision := self.replaced.get(figure))
        )

    @cached_property
    def _figures(self) -> Mapping[str, dict[str, Any]]:
        return {row["figure_id"]: row for row in records(self.tables["figures"])}

    @cached_property
    def _open(self) -> Mapping[str, list[Finding]]:
        """The findings that no answer closes, by the rows they are about."""
        findings: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if not finding.is_closed:
                for code in {row.partition(":")[0] for row in finding.codes}:
                    findings.setdefault(code, []).append(finding)
        return findings

    @cached_property
    def _operands(self) -> Mapping[str, str]:
        computed = self.tables["computed"]
        return dict(zip(computed["computed_id"], computed["operands"], strict=True))

    @cached_property
    def _computed(self) -> Mapping[str, dict[str, Any]]:
        """Computed numbers, made of the numbers that are used."""
        used = with_decisions(dict(self.tables), self.status, self.language)["computed"]
        return {row["computed_id"]: row for row in records(used)}

    def _printed_codes(self, code: str) -> list[str]:
        """The printed figures a code rests on: itself, or its operands."""
        listed = self._operands.get(code, code).split(SEPARATOR)
        return [operand.partition(":")[0] for operand in listed if operand]


def _as_printed(value: Value) -> str:
    """A number as it stands in print; money and percentages are none without their unit."""
    alone = value.kind == "money" or (value.kind == "percentage" and "%" not in value.printed)
    return value.label if alone else value.printed


def _with_unit(number: str, value: Value, alike: Value | None = None) -> str:
    """A number with its unit, or with that of another of its kind where it has none itself."""
    unit = value.unit or (alike.unit if alike is not None and alike.kind == value.kind else "")
    return number if value.kind in {"percentage", "money"} or not unit else with_unit(number, unit)
