"""The rules of a table put to Great Expectations, which says of each whether it holds, and where not.

``one_graph`` asks for all at once. What it cannot answer, such as a check that breaks, is asked by
``Batch.validate``, whose words reviewers read.
"""

from __future__ import annotations

import khacphuc.checks.deferred  # noqa: F401 - before Great Expectations

# isort: split

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import great_expectations as gx
from great_expectations.compatibility.pydantic import ValidationError
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults
from great_expectations.exceptions.exceptions import ExpectationNotFoundError
from great_expectations.expectations.expectation import (
    ColumnMapExpectation,
    ColumnPairMapExpectation,
    MulticolumnMapExpectation,
)
from great_expectations.expectations.registry import get_expectation_impl

from khacphuc.checks import rules
from khacphuc.checks.one_graph import BATCH, ask_at_once, once, prepare
from khacphuc.errors import CheckError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation as GXExpectation

    from khacphuc.checks.suites import SuiteFile

ROW: Final = "row_position"
"""The column that says which row of the frame failed."""

COUNTS_ROWS: Final = "expect_table_row_count_to_be_between"

_OF_COLUMNS: Final = (ColumnMapExpectation, ColumnPairMapExpectation, MulticolumnMapExpectation)
"""Expectations that look at the columns they name, and no others."""

_NAMING_COLUMNS: Final = ("column", "column_A", "column_B")

PREPARED: Final = (
    "expect_column_pair_values_to_be_equal",
    "expect_column_values_to_be_between",
    "expect_column_values_to_be_in_set",
    "expect_column_values_to_be_unique",
    "expect_column_values_to_match_regex",
    "expect_column_values_to_not_be_in_set",
    "expect_column_values_to_not_be_null",
    "expect_column_values_to_not_match_regex",
    "expect_compound_columns_to_be_unique",
    COUNTS_ROWS,
)
"""The expectations of Great Expectations' own that our suites use.

Their classes are made while this module is imported, once for all kernels of a batch: 2 ms each.
"""
for _type in PREPARED:
    once(get_expectation_impl(_type))


@dataclass(frozen=True)
class Check:
    """A rule as Great Expectations runs it.

    Attributes:
        rule: its id.
        kind: the expectation.
        arguments: what it is made with.
        expectation: the same for ``one_graph``.
    """

    rule: str
    kind: type[GXExpectation]
    arguments: dict[str, Any]
    expectation: GXExpectation

    @property
    def is_complete(self) -> bool:
        """Whether no argument waits for a parameter, which ``Batch.validate`` puts in."""
        return not any(_parameter(value) for value in self.arguments.values())

    @property
    def columns(self) -> frozenset[str] | None:
        """The columns it looks at; None where that cannot be known."""
        if not isinstance(self.expectation, _OF_COLUMNS):
            return frozenset() if self.kind.expectation_type == COUNTS_ROWS else None
        named = [self.arguments[name] for name in _NAMING_COLUMNS if name in self.arguments]
        return frozenset({*named, *self.arguments.get("column_list", ())})


def build(name: str, suite: SuiteFile, parameters: Collection[str]) -> list[Check]:
    """Build one by one: from a whole suite Great Expectations silently leaves out what it does not know.

    Args:
        name: of the table.
        suite: of the table.
        parameters: the names ``$PARAMETER`` may stand with.

    Raises:
        CheckError: the suite names a type, an argument or a parameter there is none of.
    """
    checks = []
    for written in suite.expectations:
        rule = written.meta.rule
        place = f"{name}.yml: rule {rule}"
        for value in written.kwargs.values():
            parameter = _parameter(value)
            if parameter and parameter not in parameters:
                raise CheckError(
                    f"there is no $PARAMETER {parameter}; known: {', '.join(sorted(parameters))}", place=place
                )
        kwargs = dict(written.kwargs)
        if known := _parameter(kwargs.get("known")):
            kwargs["known"] = known
        arguments: dict[str, Any] = {
            **kwargs,
            "severity": written.severity,
            "description": written.description,
            "meta": {"rule": rule},
        }
        try:
            kind = get_expectation_impl(written.type)
            expectation = _expectation(kind, rule, kwargs)
        except (ExpectationNotFoundError, ValidationError) as error:
            arguments_text = ", ".join(written.kwargs) or "(none)"
            raise CheckError(
                f"no expectation is called {written.type} with the arguments {arguments_text}; "
                f"our own are {', '.join(sorted(_rule_types()))}",
                place=place,
            ) from error
        checks.append(Check(rule, kind, arguments, expectation))
    return checks


def _expectation(kind: type[GXExpectation], rule: str, kwargs: Mapping[str, Any]) -> GXExpectation:
    """An expectation for ``one_graph``, made once a process: in no language, and of no severity."""
    key = (kind, rule, repr(kwargs))
    if key not in _expectations:
        arguments: dict[str, Any] = {**kwargs, "meta": {"rule": rule}, "batch_id": BATCH}
        _expectations[key] = once(kind)(**arguments)
    return _expectations[key]


_expectations: dict[tuple[type[GXExpectation], str, str], GXExpectation] = {}


def prepare_checks(checks: Iterable[Check]) -> None:
    """Compute ahead what asking does not need rows for (see ``one_graph.prepare``)."""
    prepare([check.expectation for check in checks if check.is_complete], _FIRST)


def failing(
    name: str, frame: pd.DataFrame, checks: Sequence[Check], parameters: Mapping[str, Any]
) -> dict[str, ExpectationValidationResult]:
    """The results of the checks that do not hold, with the rows that fail, by rule.

    Twice: first without rows, then with the rows of what failed, as collecting rows costs most of the time.

    Args:
        name: of the table.
        frame: its rows, numbered from 0.
        checks: from ``build``.
        parameters: what ``$PARAMETER`` stands for.
    """
    rows = _looked_at(frame, checks)
    complete = {check.rule: check.expectation for check in checks if check.is_complete}
    with rules.code_lists(parameters):
        results = ask_at_once(complete, rows, _FIRST)
        doubtful = {rule: complete[rule] for rule, result in results.items() if not result.success}
        if doubtful:
            results |= ask_at_once(doubtful, rows, _COMPLETE)
        unanswered = [check for check in checks if check.rule not in results]
        if unanswered:
            results |= validate(name, _numbered(frame), unanswered, parameters)
    return {rule: result for rule, result in results.items() if not result.success}


_FIRST: Final = {"result_format": "BOOLEAN_ONLY"}
_COMPLETE: Final = {"result_format": "COMPLETE", "unexpected_index_column_names": [ROW]}


def rule_of(result: ExpectationValidationResult) -> str:
    """The id of the rule a result is about."""
    return str(result.expectation_config.meta["rule"])  # type: ignore[union-attr]


def _looked_at(frame: pd.DataFrame, checks: Iterable[Check]) -> pd.DataFrame:
    """The columns the checks look at, and ``ROW``: Great Expectations copies the rows a dozen times."""
    looked_at: set[str] = set()
    for check in checks:
        if check.columns is None:
            return _numbered(frame)
        looked_at |= check.columns
    rows = _numbered(frame[[column for column in frame.columns if column in looked_at]])
    # names that are objects are looked up in half the time, and that is done a thousand times
    return rows.set_axis(rows.columns.astype("object"), axis="columns")


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{ROW: range(len(frame))})


def validate(
    name: str, frame: pd.DataFrame, checks: Iterable[Check], parameters: Mapping[str, Any]
) -> dict[str, ExpectationValidationResult]:
    """What ``Batch.validate`` says of each check, with the rows that fail, by rule.

    Args:
        name: of the table.
        frame: its rows, with ``ROW``.
        checks: from ``build``.
        parameters: what ``$PARAMETER`` stands for.
    """
    suite = gx.ExpectationSuite(name=name, expectations=[check.kind(**check.arguments) for check in checks])
    results = _batch(frame).validate(
        suite, expectation_parameters=dict(parameters), result_format=dict(_COMPLETE)
    )
    return {rule_of(result): result for result in results.results}


def _batch(frame: pd.DataFrame) -> Batch:
    context = gx.get_context(  # type: ignore[call-overload]
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars={"globally": False},  # type: ignore[arg-type]
        ),
    )
    source = context.data_sources.add_pandas("clean")
    rows = source.add_dataframe_asset("clean").add_batch_definition_whole_dataframe("all")
    return rows.get_batch({"dataframe": frame})  # type: ignore[no-any-return]


def _parameter(value: object) -> str:
    """The parameter an argument waits for."""
    return str(value.get("$PARAMETER", "")) if isinstance(value, dict) else ""


def _rule_types() -> Iterator[str]:
    return (rule.expectation_type for rule in rules.RowRule.__subclasses__())
