"""Load the suites of ``expectations/``, and run them over the frames of ``views`` with Great Expectations.

In come the suite files and the frames, out come the failures, with the rows that fail, and a count by rule.
Great Expectations itself is imported by ``rules``, ``validation`` and ``one_graph`` only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from khacphuc.checks.compared import rule_results
from khacphuc.checks.explain import Explanation, Failure
from khacphuc.checks.validation import COUNTS_ROWS, ROW, build, failing
from khacphuc.config.yaml_models import Model, parse_model, read_model_text
from khacphuc.data.gathered.checked_frames import CHECKED_FRAMES
from khacphuc.data.records.systems import RECORD_FRAMES
from khacphuc.errors import CheckError
from khacphuc.locale import words
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd
    from great_expectations.core import ExpectationValidationResult

    from khacphuc.checks.result import RuleResult


_REFUSED = frozenset({"row_condition", "condition_parser"})  # Great Expectations runs them as code
_MAY_BE_EMPTY = frozenset(
    {
        *("citations", "statements", "restatements", *CHECKED_FRAMES, *RECORD_FRAMES),
        *(name for name, table in TABLES.items() if table.optional),
    }
)
"""Tables whose suites need not begin by counting rows: a prose may cite nothing, and state no class."""


@dataclass(frozen=True)
class Validation:
    """The result of a run of the suites.

    Attributes:
        failures: expectations that did not hold.
        rules: every expectation with the number of rows checked and failed, in order.
    """

    failures: list[Failure]
    rules: list[RuleResult]


class Meta(Model):
    """The project's part of an expectation: the rule's id, how a finding prints it, what reviewers may do.

    A finding of a rule that is not ``acceptable`` can only be mended; one of a rule that asks to ``decide``
    stops a final document until an answer says which figure is used. One of a ``relation`` between printed
    numbers stops it until they agree, or an answer says that they are not related. One that ``restates`` is
    about a value that was issued: it stops it until an answer says why it moved. ``holds`` says what is so
    where the rule holds, if its description names the fault.
    """

    rule: str = Field(pattern=r"^[A-Z]{2}-\d{2}$")
    acceptable: bool = True
    decide: bool = False
    relation: bool = False
    restates: bool = False
    observed: str = ""
    expected: str = ""
    holds: str = ""
    group: tuple[str, ...] = ()
    about: str = ""
    related: tuple[str, ...] = ()

    @property
    def relates(self) -> bool:
        """Whether it is about a relation between printed numbers: a choice of two figures is one."""
        return self.relation or self.decide

    @property
    def stops_final(self) -> bool:
        """Whether it is critical in a final document, whatever it is in others."""
        return self.relates or self.restates

    @property
    def explanation(self) -> Explanation:
        """How its failures become findings."""
        return Explanation(self.observed, self.expected, self.group, self.about, self.related)


class Expectation(Model):
    """One expectation as a suite file writes it."""

    type: str
    kwargs: dict[str, Any] = Field(default_factory=dict)
    severity: Literal["critical", "warning"]
    description: str = Field(min_length=10)
    meta: Meta

    @property
    def columns(self) -> frozenset[str]:
        """The columns it looks at or names when it fails."""
        named = [self.kwargs[name] for name in ("column", "column_A", "column_B") if name in self.kwargs]
        return frozenset({*named, *self.kwargs.get("column_list", ())}) | self.meta.explanation.columns

    @property
    def holds(self) -> str:
        """What is so where it holds; a description may go on behind a semicolon with what to do about it."""
        return f"{(self.meta.holds or self.description.partition('; ')[0]).rstrip('.')}."


class SuiteFile(Model):
    """One file of ``expectations/``: the suite of the table it is named after."""

    notes: str = ""
    expectations: tuple[Expectation, ...] = Field(min_length=1)


@cache
def parse_suite(text: str, filename: str) -> SuiteFile:
    """Read the text of a suite, once: stages ask for the same ones several times.

    Raises:
        ParameterError: it is not a suite.
    """
    return parse_model(text, SuiteFile, filename=filename)


def load_suites(folder: Path) -> dict[str, SuiteFile]:
    """Read every suite of a folder, by table.

    Raises:
        ParameterError: a file is not a suite.
        CheckError: a rule id stands twice, the suite of a table that may not be empty does not begin by
            counting rows, or an expectation asks for a condition that would be run as code.
    """
    suites = {
        path.stem: parse_suite(read_model_text(path, filename=path.name), path.name)
        for path in sorted(folder.glob("*.yml"))
    }
    if not suites:
        raise CheckError("no suites; expected one <table>.yml a clean table", place=str(folder))
    table_of: dict[str, str] = {}
    for table, suite in suites.items():
        if table not in _MAY_BE_EMPTY and suite.expectations[0].type != COUNTS_ROWS:
            raise CheckError(
                f"the first expectation must be {COUNTS_ROWS}: an empty table passes all others",
                place=f"{table}.yml",
            )
        for expectation in suite.expectations:
            rule = expectation.meta.rule
            if rule in table_of:
                raise CheckError(
                    f"rule {rule} stands in {table_of[rule]}.yml already",
                    place=f"{table}.yml",
                    remedy="give each its own id",
                )
            table_of[rule] = table
            if refused := _REFUSED & set(expectation.kwargs):
                raise CheckError(
                    f"{', '.join(sorted(refused))} is refused: it is run as code",
                    place=f"{table}.yml: rule {rule}",
                )
    return suites


def run_suites(
    suites: dict[str, SuiteFile],
    tables: dict[str, pd.DataFrame],
    parameters: dict[str, Any],
    language: str = "vi",
) -> Validation:
    """Validate every table by its suite.

    Args:
        suites: from ``load_suites``, and ``translated``.
        tables: the frames to check, by the same names (see ``views``).
        parameters: what ``$PARAMETER`` in a suite stands for.
        language: of the message of a check that broke.

    Returns:
        What did not hold, and every rule that was checked, in the order of the suites; a check that
        itself broke is a critical failure.

    Raises:
        CheckError: a suite names a table, a type, an argument or a parameter there is none of.
    """
    if unknown := sorted(set(suites) - set(tables)):
        raise CheckError(
            f"there is no table {unknown[0]}",
            place=f"expectations/{unknown[0]}.yml",
            remedy="rename the file",
        )
    failures: list[Failure] = []
    checked: list[RuleResult] = []
    for name, suite in suites.items():
        checks = build(name, suite, parameters)
        frame = tables[name].reset_index(drop=True)
        results = failing(name, frame, checks, parameters)
        failed = list(_failures(name, suite, results, words(language, "checks")))
        failures += failed
        checked += rule_results(name, suite, frame, failed)
    return Validation(failures, checked)


def _failures(
    table: str,
    suite: SuiteFile,
    results: Mapping[str, ExpectationValidationResult],
    labels: Mapping[str, str],
) -> Iterable[Failure]:
    for expectation in suite.expectations:
        result = results.get(expectation.meta.rule)
        if result is None:
            continue
        details = result.result
        broken = _exception(result.exception_info or {}, labels)
        yield Failure(
            table=table,
            rule=expectation.meta.rule,
            severity="critical" if broken else expectation.severity,
            description=expectation.description,
            explanation=expectation.meta.explanation,
            rows=tuple(sorted(row[ROW] for row in details.get("unexpected_index_list") or ())),
            observed="" if broken else str(details.get("observed_value", "")),
            acceptable=expectation.meta.acceptable,
            decides=expectation.meta.decide,
            relates=expectation.meta.relates,
            restates=expectation.meta.restates,
            broken=f"{labels['broken']}: {broken}" if broken else "",
        )


def _exception(exception_info: dict[str, Any], labels: Mapping[str, str]) -> str:
    """The message of a check that broke; Great Expectations gives it flat, or keyed by metric."""
    states = [exception_info, *(value for value in exception_info.values() if isinstance(value, dict))]
    raised = next((state for state in states if state.get("raised_exception")), None)
    return str(raised.get("exception_message") or labels["unknown_cause"]).strip() if raised else ""
