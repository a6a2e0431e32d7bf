"""The suites without Great Expectations, and the stages before them only as far as a mutation reaches.

``test_mutations`` proves that it finds what Great Expectations finds.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.assess.run import assess_run
from khacphuc.checks import explain, finding_tables, rules, run
from khacphuc.checks.cascades import join_cascades
from khacphuc.checks.codes import existing_codes, known_codes
from khacphuc.checks.explain import Failure
from khacphuc.checks.views import tables as views
from khacphuc.data.clean import clean_table, link_targets
from khacphuc.data.computed import fill_computed
from khacphuc.data.records.papers import with_due_days
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khacphuc.assess.classes import Policy
    from khacphuc.checks.findings import Finding
    from khacphuc.checks.prose import Prose
    from khacphuc.checks.suites import Expectation, SuiteFile
    from khacphuc.data.raw.run import RawRun

COLUMNS = ("rule", "row_id", "related", "observed", "expected")
FindingCells = tuple[str, ...]
"""A finding as far as it matters here: rule, row, related rows, what was observed and what was expected."""

_OUR_RULES = {rule.expectation_type: rule for rule in rules.RowRule.__subclasses__()}
_ASSESSED = ("figures", "computed", "targets", "target_parts", "criteria", "shortcomings", "declared")
_PARTS = {
    "threshold_columns": {
        "figures": ["figure_id", "indicator", "unit"],
        "computed": ["computed_id", "formula", "operands"],
    },
    "evidence_columns": {"figures": ["figure_id", "section"]},
    "_computed": {"figures": ["figure_id", "parent", "kind", "value", "unit"]},
    "_targets": {"figures": ["figure_id", "numerator"]},
    "document_columns": {"figures": []},
    "missing_returns": {},
    "_sections": {},
    "figure_columns": {"computed": ["formula", "operands", "reproduces"], "targets": ["parts_ratio"]},
    "assessed_figure_columns": {
        "measures": ["shortcoming_id"],
        "shortcomings": ["shortcoming_id"],
        "targets": ["target_id"],
    },
    "gaps": {},
    "_shortcomings": {},
    "_kind_of_unit": {},
}
"""The functions of ``views`` whose results are cached, and what they read of large tables."""
_UNREAD = {
    "threshold_columns": {
        "documents",
        "measures",
        "shortcomings",
        "declared",
        "targets",
        "meetings",
        "answers",
    },
    "evidence_columns": {
        "documents",
        "measures",
        "shortcomings",
        "targets",
        "indicators",
        "target_parts",
        "answers",
    },
    "_computed": set(TABLES) - {"computed", "figures", "units_of_measure"},
    "_targets": set(TABLES) - {"targets", "target_parts", "figures"},
    "document_columns": set(TABLES) - {"documents"},
    "figure_columns": set(TABLES)
    - {"figures", "indicators", "computed", "returns", "targets", "units_of_measure"},
    "assessed_figure_columns": set(TABLES) - {"figures", "indicators", "measures", "shortcomings", "targets"},
}
"""The tables each of them does not read."""


class Harness:
    """Run 2021, changed in one raw table at a time."""

    def __init__(
        self,
        raw: RawRun,
        suites: dict[str, SuiteFile],
        policy: Policy,
        *,
        status: str,
        year: int,
        prose: Prose,
    ) -> None:
        """Take the raw tables, the suites, the policy, and what else the views take of the run."""
        self._raw, self._policy = raw, policy
        self._status, self._year, self._prose = status, year, prose
        self._held: dict[tuple[str, str], tuple[list[pd.Series], Any, tuple[int, ...]]] = {}
        self._patched = {name: _Memo(getattr(views, name), name) for name in _PARTS}
        typed = {
            name: clean_table(TABLES[name], frame, source=raw.short_source(name))
            for name, frame in raw.tables.items()
        }
        self._uncomputed = typed["computed"]
        self.tables = self._linked(typed)
        self._suites = suites = run.asked_suites(suites, self.tables)
        self._assessed = assess_run(self.tables, policy)
        self._printed = run._ready_rules(suites, views.printed_views(self.tables, status=status, year=year))
        self.baseline = self._check(self.tables, self._assessed)

    def tables_of(self, name: str, changed: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """The clean tables with one raw table changed."""
        clean = clean_table(TABLES[name], changed, source=self._raw.short_source(name))
        tables = self.tables | {name: clean}
        return self._linked(tables, name)

    def findings(self, name: str, changed: pd.DataFrame) -> frozenset[FindingCells]:
        """What the checks find when one raw table is changed."""
        tables = self.tables_of(name, changed)
        same = name not in _ASSESSED
        return self._check(tables, self._assessed if same else assess_run(tables, self._policy))

    def _linked(self, tables: dict[str, pd.DataFrame], changed: str = "figures") -> dict[str, pd.DataFrame]:
        if changed in {"figures", "computed"}:
            typed = tables["computed"] if changed == "computed" else self._uncomputed
            tables["computed"] = fill_computed(typed, tables["figures"])
        if changed in {"figures", "targets", "target_parts"}:
            tables["targets"] = link_targets(tables)
        return with_due_days(tables, self._raw.days_before)

    def _check(self, tables: dict[str, pd.DataFrame], assessed: Any) -> frozenset[FindingCells]:
        for name, cached in self._patched.items():
            setattr(views, name, cached)
        try:
            frames = self._frames(tables, assessed)
        finally:
            for name, cached in self._patched.items():
                setattr(views, name, cached.function)
        known = known_codes(tables)
        failures = [
            failure
            for table, suite in self._suites.items()
            for expectation in suite.expectations
            if (failure := self._failure(table, expectation, frames[table], known))
        ]
        naming, existing = run._naming(self._suites), existing_codes(known)

        def joined(failures: list[Failure]) -> tuple[Finding, ...]:
            class_names = self._policy.class_names("vi")
            findings = explain.collect(
                failures, frames, class_names=class_names, naming=naming, known=existing
            )
            return join_cascades(findings, "vi")

        # as the checks do: first what was printed, then the assessment, then all
        printed = [failure for failure in failures if failure.rule in self._printed]
        rest = [failure for failure in failures if failure.rule not in self._printed]
        findings = join_cascades([*joined(printed), *joined(rest)], "vi")
        return frozenset(tuple(map(finding_tables._harmless, _cells_of(finding))) for finding in findings)

    def _frames(self, tables: dict[str, pd.DataFrame], assessed: Any) -> dict[str, pd.DataFrame]:
        """The frames of both steps; of a table that both look at the columns of both."""
        printed = views.printed_views(tables, status=self._status, year=self._year)
        frames = views.assessed_views(
            tables,
            targets=assessed.targets,
            criteria=assessed.criteria,
            assessments=assessed.assessments,
            prose=self._prose,
        )
        both = {
            name: printed[name].join(frames[name][frames[name].columns.difference(printed[name].columns)])
            for name in printed.keys() & frames.keys()
        }
        return printed | frames | both

    def _failure(
        self, table: str, expectation: Expectation, frame: pd.DataFrame, known: Mapping[str, list[str]]
    ) -> Failure | None:
        kwargs = expectation.kwargs
        names = columns_of(expectation)
        reference = kwargs.get("known")
        parameter = known[reference["$PARAMETER"]] if isinstance(reference, dict) else None
        columns = [frame[name] for name in names] or [frame.iloc[:, 0]]
        held = self._held.get((table, expectation.meta.rule))
        if held and held[1] == parameter and all(map(pd.Series.equals, held[0], columns)):
            failed = held[2]
        else:
            failed = failed_rows(expectation, frame, names, parameter)
            self._held.setdefault((table, expectation.meta.rule), (columns, parameter, failed))
        if failed == ():
            return None
        rows = tuple(row for row in failed if row >= 0)
        meta = expectation.meta
        return Failure(
            table, meta.rule, expectation.severity, expectation.description, meta.explanation, rows
        )


def columns_of(expectation: Expectation) -> list[str]:
    """The columns an expectation looks at."""
    kwargs = expectation.kwargs
    single = [kwargs[name] for name in ("column", "column_A", "column_B") if name in kwargs]
    return kwargs.get("column_list") or single


def broken_rows(
    suite: SuiteFile, frame: pd.DataFrame, known: Mapping[str, list[str]]
) -> set[tuple[str, str]]:
    """The rules of a suite that rows of its view break, with their keys; only rules whose columns it has."""
    broken = set()
    for expectation in suite.expectations:
        columns = columns_of(expectation)
        if set(columns) <= set(frame.columns):
            reference = expectation.kwargs.get("known")
            codes = known[reference["$PARAMETER"]] if isinstance(reference, dict) else None
            rows = failed_rows(expectation, frame, columns, codes)
            broken |= {(expectation.meta.rule, frame.iloc[row, 0]) for row in rows if row >= 0}
    return broken


def failed_rows(
    expectation: Expectation, frame: pd.DataFrame, names: list[str], known: Any
) -> tuple[int, ...]:
    """The positions of the rows an expectation fails for; -1 stands for the whole table."""
    if expectation.type == "expect_table_row_count_to_be_between":
        return () if len(frame) >= expectation.kwargs["min_value"] else (-1,)
    holds = _holds(expectation, frame.reset_index(drop=True), names, known)
    return tuple(int(row) for row in (~holds.astype("bool")).to_numpy().nonzero()[0])


def _holds(expectation: Expectation, frame: pd.DataFrame, names: list[str], known: Any) -> pd.Series:
    kwargs = expectation.kwargs
    if rule := _OUR_RULES.get(expectation.type):
        others = {name: value for name, value in kwargs.items() if name != "column_list"}
        return rule.holds(frame[names], **others | ({"known": known} if "known" in others else {}))
    if expectation.type == "expect_column_pair_values_to_be_equal":
        return frame[names[0]] == frame[names[1]]
    if expectation.type == "expect_compound_columns_to_be_unique":
        return ~frame.duplicated(names, keep=False) | frame[names].isna().any(axis=1)
    column = frame[names[0]]
    return _OF_ONE[expectation.type](column, kwargs)


def _between(column: pd.Series, kwargs: Mapping[str, Any]) -> pd.Series:
    low, high = kwargs.get("min_value", float("-inf")), kwargs.get("max_value", float("inf"))
    return column.isna() | ((column >= low) & (column <= high)).fillna(True)


def _matches(column: pd.Series, regex: str) -> pd.Series:
    return column.map(lambda cell: isinstance(cell, str) and re.search(regex, cell) is not None).astype(
        "bool"
    )


_OF_ONE: dict[str, Callable[[pd.Series, Mapping[str, Any]], pd.Series]] = {
    "expect_column_values_to_match_regex": lambda column, kwargs: (
        column.isna() | _matches(column, kwargs["regex"])
    ),
    "expect_column_values_to_not_match_regex": lambda column, kwargs: (
        column.isna() | ~_matches(column, kwargs["regex"])
    ),
    "expect_column_values_to_be_unique": lambda column, _: ~column.duplicated(keep=False) | column.isna(),
    "expect_column_values_to_be_in_set": lambda column, kwargs: (
        column.isin(kwargs["value_set"]) | column.isna()
    ),
    "expect_column_values_to_not_be_in_set": lambda column, kwargs: ~column.isin(kwargs["value_set"]),
    "expect_column_values_to_not_be_null": lambda column, _: column.notna(),
    "expect_column_values_to_be_between": _between,
}


class _Memo:
    """A function of frames that gives the same result again for frames with the same cells."""

    def __init__(self, function: Callable[..., Any], name: str) -> None:
        self.function, self._name = function, name
        self._results: OrderedDict[object, Any] = OrderedDict()

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        key = tuple(self._key(argument) for argument in (*arguments, *named.values()))
        if key not in self._results:
            self._results[key] = self.function(*arguments, **named)
            if len(self._results) > 50:
                self._results.popitem(last=False)
        return self._results[key]

    def _key(self, argument: object) -> object:
        if (
            isinstance(argument, dict)
            and argument
            and isinstance(next(iter(argument.values())), pd.DataFrame)
        ):
            unread, parts = _UNREAD.get(self._name, set()), _PARTS[self._name]
            return tuple(
                (name, _cells(frame[parts[name]] if name in parts else frame))
                for name, frame in argument.items()
                if name not in unread
            )
        return _cells(argument) if isinstance(argument, pd.DataFrame | pd.Series) else repr(argument)


_DIGESTS: OrderedDict[int, tuple[object, object]] = OrderedDict()


def _cells(frame: pd.DataFrame | pd.Series) -> object:
    """The cells of a frame as something that can be compared; looked up for a frame that came before."""
    entry = _DIGESTS.get(id(frame))
    if entry and entry[0] is frame:
        return entry[1]
    columns = [frame] if isinstance(frame, pd.Series) else [frame[name] for name in frame.columns]
    digest = hash(tuple(tuple(map(str, column.tolist())) for column in columns))
    _DIGESTS[id(frame)] = (frame, digest)
    if len(_DIGESTS) > 200:
        _DIGESTS.popitem(last=False)
    return digest


def _cells_of(finding: Finding) -> FindingCells:
    return finding.rule, finding.row_id, ";".join(finding.related), finding.observed, finding.expected
