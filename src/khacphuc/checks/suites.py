"""Load the suites of ``expectations/``, and run them over the frames of ``views`` with Great Expectations.

In come the suite files and the frames, out come the failures, with the rows that fail, and a count by rule.
This module and ``rules`` are the only ones that import Great Expectations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import great_expectations as gx
from great_expectations.compatibility.pydantic import ValidationError
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults
from great_expectations.exceptions.exceptions import ExpectationNotFoundError
from great_expectations.expectations.registry import get_expectation_impl
from pydantic import Field

from khacphuc.checks import rules
from khacphuc.checks.compared import rule_results
from khacphuc.checks.explain import Explanation, Failure
from khacphuc.config.yaml_models import Model, load_model
from khacphuc.errors import CheckError
from khacphuc.locale import words
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import pandas as pd
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation as GXExpectation

    from khacphuc.checks.result import RuleResult


_ROW = "row_position"
_REFUSED = frozenset({"row_condition", "condition_parser"})  # Great Expectations runs them as code
_COUNTS_ROWS = "expect_table_row_count_to_be_between"
_MAY_BE_EMPTY = frozenset(
    {"citations", "statements", *(name for name, table in TABLES.items() if table.optional)}
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
    numbers stops it until they agree, or an answer says that they are not related. ``holds`` says what is so
    where the rule holds, if its description names the fault.
    """

    rule: str = Field(pattern=r"^[A-Z]{2}-\d{2}$")
    acceptable: bool = True
    decide: bool = False
    relation: bool = False
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


def load_suites(folder: Path) -> dict[str, SuiteFile]:
    """Read every suite of a folder, by table.

    Raises:
        ParameterError: a file is not a suite.
        CheckError: a rule id stands twice, the suite of a table that may not be empty does not begin by
            counting rows, or an expectation asks for a condition that would be run as code.
    """
    suites = {
        path.stem: load_model(path, SuiteFile, filename=path.name) for path in sorted(folder.glob("*.yml"))
    }
    if not suites:
        raise CheckError("no suites; expected one <table>.yml a clean table", place=str(folder))
    table_of: dict[str, str] = {}
    for table, suite in suites.items():
        if table not in _MAY_BE_EMPTY and suite.expectations[0].type != _COUNTS_ROWS:
            raise CheckError(
                f"the first expectation must be {_COUNTS_ROWS}: an empty table passes all others",
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
    context = gx.get_context(  # type: ignore[call-overload]
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars={"globally": False},  # type: ignore[arg-type]
        ),
    )
    # one asset for all: Great Expectations writes its whole configuration anew for each that is added
    source = context.data_sources.add_pandas("clean")
    clean = source.add_dataframe_asset("clean").add_batch_definition_whole_dataframe("all")
    failures: list[Failure] = []
    checked: list[RuleResult] = []
    for name, suite in suites.items():
        built = _build(name, suite, parameters)
        frame = tables[name].reset_index(drop=True)
        batch = clean.get_batch({"dataframe": frame.assign(**{_ROW: range(len(frame))})})
        with rules.code_lists(parameters):
            results = _validate(batch, name, built, parameters)
        failed = list(_failures(name, suite, results, words(language, "checks")))
        failures += failed
        checked += rule_results(name, suite, frame, failed)
    return Validation(failures, checked)


def _validate(
    batch: Batch, name: str, expectations: Iterable[GXExpectation], parameters: dict[str, Any]
) -> list[ExpectationValidationResult]:
    """The results of the expectations that do not hold, with the rows that fail.

    Twice: first without rows, then with the rows of what failed, as collecting rows costs most of the time.
    """
    failed = list(expectations)
    for result_format in ("BOOLEAN_ONLY", "COMPLETE"):
        results = batch.validate(
            gx.ExpectationSuite(name=name, expectations=failed),
            expectation_parameters=parameters,
            result_format={"result_format": result_format, "unexpected_index_column_names": [_ROW]},
        ).results
        failed_rules = {_rule(result) for result in results if not result.success}
        failed = [item for item in failed if item.meta and item.meta["rule"] in failed_rules]
        if not failed:
            return []
    return results


def _rule(result: ExpectationValidationResult) -> str:
    return str(result.expectation_config.meta["rule"])  # type: ignore[union-attr]


def _build(name: str, suite: SuiteFile, parameters: Collection[str]) -> list[GXExpectation]:
    """Build one by one: from a whole suite Great Expectations silently leaves out what it does not know."""
    built = []
    for expectation in suite.expectations:
        place = f"{name}.yml: rule {expectation.meta.rule}"
        for value in expectation.kwargs.values():
            parameter = value.get("$PARAMETER") if isinstance(value, dict) else None
            if parameter is not None and parameter not in parameters:
                raise CheckError(
                    f"there is no $PARAMETER {parameter}; known: {', '.join(sorted(parameters))}", place=place
                )
        kwargs = dict(expectation.kwargs)
        if isinstance(kwargs.get("known"), dict):
            kwargs["known"] = kwargs["known"]["$PARAMETER"]
        arguments: dict[str, Any] = {
            **kwargs,
            "severity": expectation.severity,
            "description": expectation.description,
            "meta": {"rule": expectation.meta.rule},
        }
        try:
            built.append(get_expectation_impl(expectation.type)(**arguments))
        except (ExpectationNotFoundError, ValidationError) as error:
            arguments_text = ", ".join(expectation.kwargs) or "(none)"
            raise CheckError(
                f"no expectation is called {expectation.type} with the arguments {arguments_text}; "
                f"our own are {', '.join(sorted(_rule_types()))}",
                place=place,
            ) from error
    return built


def _rule_types() -> Iterable[str]:
    return (rule.expectation_type for rule in rules.RowRule.__subclasses__())


def _failures(
    table: str, suite: SuiteFile, results: Iterable[ExpectationValidationResult], labels: Mapping[str, str]
) -> Iterable[Failure]:
    by_rule = {expectation.meta.rule: expectation for expectation in suite.expectations}
    for result in results:
        if result.success:
            continue
        expectation = by_rule[_rule(result)]
        details = result.result
        broken = _exception(result.exception_info or {}, labels)
        yield Failure(
            table=table,
            rule=expectation.meta.rule,
            severity="critical" if broken else expectation.severity,
            description=expectation.description,
            explanation=expectation.meta.explanation,
            rows=tuple(sorted(row[_ROW] for row in details.get("unexpected_index_list") or ())),
            observed="" if broken else str(details.get("observed_value", "")),
            acceptable=expectation.meta.acceptable,
            decides=expectation.meta.decide,
            relates=expectation.meta.relates,
            broken=f"{labels['broken']}: {broken}" if broken else "",
        )


def _exception(exception_info: dict[str, Any], labels: Mapping[str, str]) -> str:
    """The message of a check that broke; Great Expectations gives it flat, or keyed by metric."""
    states = [exception_info, *(value for value in exception_info.values() if isinstance(value, dict))]
    raised = next((state for state in states if state.get("raised_exception")), None)
    return str(raised.get("exception_message") or labels["unknown_cause"]).strip() if raised else ""
