"""Rules asked of Great Expectations in one graph of metrics, each with a configuration computed once.

``Batch.validate`` copies a rule into a configuration and back some 75 times, and builds a graph of its own
for each: of a check of 2021, that was nine tenths. Here the same methods of the same expectations are called
in the same order: ``get_validation_dependencies``, the metrics, ``metrics_validate``. Great Expectations
judges; what is left out is copies.

Public are the methods of an expectation, which may be overridden, and the execution engine. Not public is
``ValidationGraph`` (of Great Expectations since 0.15, read in 1.24). ``tests/checks/test_one_graph.py``
compares each answer with that of ``Batch.validate``. A rule for which anything here goes wrong is left out of
the answer, and whoever asks puts it to ``Batch.validate``: a release that changes what is used here makes
checks slow, not wrong, and that test fails.
"""

from __future__ import annotations

import khacphuc.checks.deferred  # noqa: F401 - before Great Expectations

# isort: split

from contextlib import suppress
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

import pandas as pd
from great_expectations.compatibility.pydantic import PrivateAttr
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.validator.validation_graph import ValidationGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.validation_graph import MetricEdge
    from great_expectations.validator.validator import ValidationDependencies

BATCH = "rows"
"""The ``batch_id`` of the expectations that are asked here."""


class _Lasting(ExpectationConfiguration):
    """The configuration of one expectation, which leads back to it; a copy is a plain configuration."""

    def __init__(self, expectation: Expectation, plain: ExpectationConfiguration) -> None:
        super().__init__(
            type=plain.type,
            kwargs=plain.kwargs,
            meta=plain.meta,
            notes=plain.notes,
            description=plain.description,
            severity=plain.severity,
            id=plain.id,
            rendered_content=plain.rendered_content,
        )
        self._plain = plain
        self._expectation = expectation

    def to_domain_obj(self) -> Expectation:
        """The expectation itself, not another like it."""
        return self._expectation

    def __deepcopy__(self, memo: dict[int, Any]) -> ExpectationConfiguration:
        return deepcopy(self._plain, memo)


class Once:
    """Mixed into an expectation that never changes: configuration and dependencies are computed once.

    A class that takes it in has ``private_attributes`` among its attributes.
    """

    @property
    def configuration(self) -> ExpectationConfiguration:
        """As Great Expectations computes it, the first time."""
        if self._configuration is None:
            plain = super().configuration  # type: ignore[misc]  # of the expectation it is mixed into
            self._configuration: Any = _Lasting(cast("Expectation", self), plain)
        return cast("ExpectationConfiguration", self._configuration)

    def get_validation_dependencies(
        self, execution_engine: Any = None, runtime_configuration: dict[str, Any] | None = None, **kwargs: Any
    ) -> ValidationDependencies:
        """As Great Expectations computes them, the first time for a format of results."""
        key = str(runtime_configuration)
        if key not in self._dependencies:
            dependencies = super().get_validation_dependencies(  # type: ignore[misc]
                execution_engine=execution_engine, runtime_configuration=runtime_configuration, **kwargs
            )
            self._dependencies: Any = {key: dependencies}
        return cast("ValidationDependencies", self._dependencies[key])


def private_attributes() -> dict[str, Any]:
    """Where ``Once`` keeps what it computes; the models of Great Expectations take no others."""
    return {"_configuration": PrivateAttr(default=None), "_dependencies": PrivateAttr(default_factory=dict)}


@cache
def once(kind: type[Expectation]) -> type[Expectation]:
    """An expectation as it is, with ``Once``."""
    if issubclass(kind, Once):
        return kind
    attributes = {"__module__": __name__, "__doc__": kind.__doc__, **private_attributes()}
    return cast("type[Expectation]", type(f"Once{kind.__name__}", (Once, kind), attributes))


class _Graph(ValidationGraph):
    """A graph that looks at a metric once, whatever number of rules need it.

    What metrics depend on is remembered for other graphs: it is the same whatever the rows are.
    """

    _remembered: ClassVar[dict[tuple[object, str], tuple[MetricEdge, ...]]] = {}

    def __init__(self, execution_engine: PandasExecutionEngine) -> None:
        super().__init__(execution_engine=execution_engine)
        self._entered: set[object] = set()

    def enter(self, expectations: Iterable[Expectation], result_format: Mapping[str, Any]) -> None:
        """Enter the metrics some expectations need."""
        for expectation in expectations:
            for metric in _metrics(expectation, self._execution_engine, result_format):
                self.build_metric_dependency_graph(metric, _settings(result_format))

    def build_metric_dependency_graph(
        self, metric_configuration: MetricConfiguration, runtime_configuration: dict[str, Any] | None = None
    ) -> None:
        """Enter a metric with all it depends on, unless it is here."""
        metric = metric_configuration.id
        if metric in self._entered:
            return
        self._entered.add(metric)
        known = self._remembered.get((metric, str(runtime_configuration)))
        if known is None:
            first = len(self._edges)
            super().build_metric_dependency_graph(metric_configuration, runtime_configuration)
            edges = tuple(edge for edge in self._edges[first:] if edge.left.id == metric)
            self._remembered[metric, str(runtime_configuration)] = edges
            return
        for edge in known:
            self.add(edge)
            if edge.right is not None:
                self.build_metric_dependency_graph(edge.right, runtime_configuration)


def prepare(expectations: Iterable[Expectation], result_format: Mapping[str, Any]) -> None:
    """Compute ahead what does not depend on rows: which metrics rules need, and what these depend on.

    Args:
        expectations: of classes made by ``once``, with ``BATCH`` for ``batch_id``; they and what is computed
            last as long as this process.
        result_format: as for ``ask_at_once``.
    """
    engine = PandasExecutionEngine(batch_data_dict={BATCH: pd.DataFrame()})
    with suppress(Exception):  # it is computed, or fails, when they are asked
        _Graph(engine).enter(expectations, result_format)


def ask_at_once(
    expectations: Mapping[str, Expectation], frame: pd.DataFrame, result_format: Mapping[str, Any]
) -> dict[str, ExpectationValidationResult]:
    """Ask several expectations about one frame.

    Args:
        expectations: of classes made by ``once``, with ``BATCH`` for ``batch_id``, by rule.
        frame: what to check.
        result_format: as for ``Batch.validate``.

    Returns:
        The answer to each, as ``Batch.validate`` gives it, but for those that broke.
    """
    try:
        return _ask(expectations, frame, result_format)
    except Exception:  # noqa: BLE001 - whatever it is, Batch.validate says which rule it is about
        return {}


def _ask(
    expectations: Mapping[str, Expectation], frame: pd.DataFrame, result_format: Mapping[str, Any]
) -> dict[str, ExpectationValidationResult]:
    engine = PandasExecutionEngine(batch_data_dict={BATCH: frame})
    graph = _Graph(engine)
    graph.enter(expectations.values(), result_format)
    metrics, _ = graph.resolve(_settings(result_format), show_progress_bars=False)
    answers = {}
    for rule, expectation in expectations.items():
        if all(metric.id in metrics for metric in _metrics(expectation, engine, result_format)):
            try:
                answers[rule] = expectation.metrics_validate(metrics, _settings(result_format), engine)
            except Exception:  # noqa: BLE001, S112 - Batch.validate makes a finding of it
                continue
    return answers


def _metrics(
    expectation: Expectation, engine: Any, result_format: Mapping[str, Any]
) -> list[MetricConfiguration]:
    settings = _settings(result_format)
    return expectation.get_validation_dependencies(engine, settings).get_metric_configurations()


def _settings(result_format: Mapping[str, Any]) -> dict[str, Any]:
    """A new one each time: metrics and expectations change what they are given."""
    return {"result_format": dict(result_format)}
