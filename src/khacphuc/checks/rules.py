"""Expectations Great Expectations does not have, each a pandas function over several columns.

Importing this module registers them with Great Expectations, by the snake case of their names, so that
``expectations/*.yml`` can use them. Every rule takes the columns of its ``column_list``, in that order, and
returns one boolean per row. An empty cell breaks no rule, unless the rule's docstring says otherwise.
"""

from __future__ import annotations

import khacphuc.checks.deferred  # noqa: F401 - before Great Expectations

# isort: split

from abc import ABC
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from great_expectations.compatibility.pydantic import PrivateAttr
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

from khacphuc.checks.one_graph import Once
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_CODES: ContextVar[Mapping[str, frozenset[str]]] = ContextVar("codes")


@contextmanager
def code_lists(codes: Mapping[str, Collection[str]]) -> Iterator[None]:
    """Let rules look up lists of codes by name, while suites run.

    Great Expectations copies the arguments of a rule a dozen times over; with lists of codes among them, that
    was nearly the whole cost of checking a large table.
    """
    token = _CODES.set({name: frozenset(listed) for name, listed in codes.items()})
    try:
        yield
    finally:
        _CODES.reset(token)


class RowRule(Once, MulticolumnMapExpectation, ABC):
    """Base of the rules: a subclass declares its parameters as fields and implements ``holds``."""

    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "never"
    _configuration: Any = PrivateAttr(default=None)
    _dependencies: Any = PrivateAttr(default_factory=dict)

    @staticmethod
    def holds(rows: pd.DataFrame, **parameters: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        raise NotImplementedError

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Register the rule's metric."""
        super().__init_subclass__(**kwargs)
        parameters = tuple(name for name in cls.__fields__ if name not in RowRule.__fields__)
        cls.map_metric = f"multicolumn_values.{cls.__name__}"
        cls.success_keys = ("mostly", *parameters)

        def _pandas(_: Any, rows: pd.DataFrame, **kwargs: Any) -> pd.Series:
            return cls.holds(rows, **{name: kwargs[name] for name in parameters})

        type(
            f"{cls.__name__}Metric",
            (MulticolumnMapMetricProvider,),
            {
                "condition_metric_name": cls.map_metric,
                "condition_domain_keys": cls.domain_keys,
                "condition_value_keys": parameters,
                "_pandas": multicolumn_condition_partial(engine=PandasExecutionEngine)(_pandas),
            },
        )


class ExpectCodesToResolve(RowRule):
    """key, code…: every code in the cells (several are separated by semicolons) is one of ``known``."""

    known: list[str] | str  # or the name of a list (see ``code_lists``)

    @staticmethod
    def holds(rows: pd.DataFrame, **parameters: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        listed = parameters["known"]
        known = _CODES.get()[listed] if isinstance(listed, str) else frozenset(listed)
        resolved = np.ones(len(rows), dtype="bool")
        for place in range(1, rows.shape[1]):
            cells = rows.iloc[:, place].tolist()
            resolves = {
                cell: known.issuperset(code for code in str(cell).split(SEPARATOR) if code)
                for cell in dict.fromkeys(cells)
            }
            resolved &= np.fromiter((resolves[cell] for cell in cells), dtype="bool", count=len(cells))
        return pd.Series(resolved, index=rows.index)


class ExpectCellsToBeFilledWhen(RowRule):
    """condition, column…: where the first column equals ``equals``, none of the others is empty."""

    equals: str

    @staticmethod
    def holds(rows: pd.DataFrame, **parameters: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        applies = rows.iloc[:, 0].astype("str") == parameters["equals"]
        filled = (rows.iloc[:, 1:].astype("str") != "").all(axis=1)
        result: pd.Series = ~applies | filled
        return result


class ExpectOneCellToBeFilled(RowRule):
    """column…: at least one of them is not empty."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        return (rows != "").any(axis=1)


class ExpectCellToBeListed(RowRule):
    """cell, list: the cell is one of those the other names, separated by semicolons; where none, any is."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        distinct = rows.drop_duplicates()
        cells, lists = (distinct.iloc[:, place] for place in (0, 1))
        fits = {
            (cell, listed): not cell or not listed or cell in listed.split(SEPARATOR)
            for cell, listed in zip(cells, lists, strict=True)
        }
        return pd.Series([fits[pair] for pair in rows.itertuples(index=False, name=None)], index=rows.index)


class ExpectCellsToAgree(RowRule):
    """a, b: the two cells are the same; where one is empty there is nothing to compare."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        first, second = (rows.iloc[:, place].fillna("").to_numpy(dtype="object") for place in (0, 1))
        return pd.Series((first == "") | (second == "") | (first == second), index=rows.index)


class ExpectCellsToDiffer(RowRule):
    """a, b: the two cells are not the same, unless both are empty."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        first, second = (rows.iloc[:, place] for place in (0, 1))
        return (first == "") | (first != second)


class ExpectCodeToFollowOwner(RowRule):
    """code, owner: the first number in the code is that of its owner: ``GP1.2`` of ``KD1``."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        number, owner_number = (
            rows.iloc[:, place].astype("str").str.extract(r"0*(\d+)", expand=False) for place in (0, 1)
        )
        return number.isna() | owner_number.isna() | (number == owner_number)


class ExpectDatesToFollow(RowRule):
    """earlier, later: the second date does not precede the first; where one is missing, nothing does."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        return ~(rows.iloc[:, 1] < rows.iloc[:, 0])


class ExpectChangeToBeModest(RowRule):
    """before, now: the number changed by at most ``share`` of what it was."""

    share: float

    @staticmethod
    def holds(rows: pd.DataFrame, **parameters: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        before, now = (_numbers(rows.iloc[:, place]) for place in (0, 1))
        return pd.Series(~(np.abs(now - before) > parameters["share"] * np.abs(before)), index=rows.index)


class ExpectNumbersToBeEqual(RowRule):
    """a, b: the two numbers are the same; where one is missing there is nothing to compare."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        first, second = (_numbers(rows.iloc[:, place]) for place in (0, 1))
        return pd.Series(np.isnan(first) | np.isnan(second) | (first == second), index=rows.index)


class ExpectPartNotToExceedWhole(RowRule):
    """whole, part…: the part, of a range neither bound, is not larger than the whole."""

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        whole = _numbers(rows.iloc[:, 0])
        return pd.Series(~(_largest(rows.iloc[:, 1:]) > whole), index=rows.index)


class ExpectPartNotToExceedParent(RowRule):
    """id, parent, value…: a row's value is not larger than that of the row its parent names.

    Of a range the upper bound counts.
    """

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        key, parent = (rows.iloc[:, place] for place in range(2))
        numbers = pd.Series(_largest(rows.iloc[:, 2:]), index=rows.index)
        whole = parent.map(numbers.groupby(key).first())
        return pd.Series(~(numbers.to_numpy() > _numbers(whole)), index=rows.index)


class ExpectSameIndicatorToAgree(RowRule):
    """indicator, value, range: rows of one indicator carry one value, wherever it is printed.

    The range may be left out; where a row has one, it counts in place of the value.
    """

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        indicator = rows.iloc[:, 0]
        agrees = _values(rows.iloc[:, 1:]).groupby(indicator).transform("nunique") <= 1
        return agrees | (indicator == "")


class ExpectDefinitionsToAgree(RowRule):
    """concept, indicator, value, range: one concept counted under two definitions gives the same value.

    The range is that of `ExpectSameIndicatorToAgree`.
    """

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        concept, indicator = (rows.iloc[:, place] for place in range(2))
        several = indicator.groupby(concept).transform("nunique") > 1
        agrees = _values(rows.iloc[:, 2:]).groupby(concept).transform("nunique") <= 1
        return ~several | agrees | (concept == "")


class ExpectNumbersToFollowDates(RowRule):
    """register, date, number: in one register a later date never carries a smaller number.

    Both rows of a pair that breaks it fail: they do not show which of the two is wrong.
    """

    @staticmethod
    def holds(rows: pd.DataFrame, **_: Any) -> pd.Series:
        """Whether the rule holds, row by row."""
        register, date, number = rows.columns
        known = rows[(rows[register] != "") & rows[date].notna() & rows[number].notna()]
        ordered = known.sort_values([register, date, number], kind="stable")
        groups = ordered.groupby(register)[number]
        before = groups.transform(lambda numbers: numbers.cummax().shift())
        after = groups.transform(lambda numbers: numbers[::-1].cummin()[::-1].shift(-1))
        broken = (ordered[number] < before).fillna(False) | (ordered[number] > after).fillna(False)
        return ~broken.reindex(rows.index, fill_value=False).astype(bool)


def _values(columns: pd.DataFrame) -> pd.Series:
    """The values, of rows that have a range that range."""
    values = columns.iloc[:, 0]
    ranges = columns.iloc[:, 1:].fillna("")
    is_range = (ranges != "").any(axis=1)
    return values.astype("object").mask(is_range, ranges.iloc[:, -1]) if is_range.any() else values


def _largest(columns: pd.DataFrame) -> np.ndarray:
    """The largest number of each row; missing where there is none."""
    numbers = [_numbers(columns.iloc[:, place]) for place in range(columns.shape[1])]
    largest: np.ndarray = np.fmax.reduce(numbers)
    return largest


def _numbers(column: pd.Series) -> np.ndarray:
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
