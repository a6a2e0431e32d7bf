"""What each rule looked at: in which rows it has something to compare. Pure.

Whoever asks what was checked must not be answered with rules that hold because nothing was there: no year
before, no return, a cell left blank.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from khacphuc.checks.result import RuleResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from khacphuc.checks.explain import Failure
    from khacphuc.checks.suites import Expectation, SuiteFile


Mask = npt.NDArray[np.bool_]


class ComparedRows:
    """The rows of one view; each column is looked through once, however many rules ask.

    Args:
        rows: the view.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows
        self._filled: dict[str, Mask] = {}

    def by(self, expectation: Expectation) -> Mask:
        """Whether a rule has something to compare, row by row; one about a whole table has in every row."""
        kwargs = expectation.kwargs
        pair = [kwargs[name] for name in ("column_A", "column_B") if name in kwargs]
        columns = kwargs.get("column_list") or pair or ([kwargs["column"]] if "column" in kwargs else [])
        columns = [name for name in columns if name not in _OF_RANGES]
        if not columns or expectation.type in _OF_EVERY_ROW or not set(columns) <= set(self._rows.columns):
            return np.ones(len(self._rows), dtype="bool")
        # a column of problems is blank where all is well, and missing where nothing could be wrong
        if kwargs.get("value_set") == [""]:
            return _mask(self._rows[columns[0]].notna())
        return _COMPARES.get(expectation.type, ComparedRows.all_filled)(self, columns, kwargs)

    def is_filled(self, column: str) -> Mask:
        """Whether a cell is filled, row by row."""
        if column not in self._filled:
            cells = self._rows[column]
            filled = _mask(cells.notna())
            if pd.api.types.is_string_dtype(cells.dtype):
                filled = filled & (cells != "").to_numpy(dtype="bool", na_value=False)
            self._filled[column] = filled
        return self._filled[column]

    def all_filled(self, columns: list[str], _: Mapping[str, Any]) -> Mask:
        """Whether every cell is filled."""
        filled = np.ones(len(self._rows), dtype="bool")
        for column in columns:
            filled = filled & self.is_filled(column)
        return filled

    def any_filled(self, columns: list[str], _: Mapping[str, Any], *, after: int = 0) -> Mask:
        """Whether one of the cells is filled, of the columns after some."""
        filled = np.zeros(len(self._rows), dtype="bool")
        for column in columns[after:]:
            filled = filled | self.is_filled(column)
        return filled

    def applies(self, columns: list[str], kwargs: Mapping[str, Any]) -> Mask:
        """Whether the rule is about the row at all."""
        return _mask(self._rows[columns[0]].astype("str") == kwargs["equals"])

    def has_parent(self, columns: list[str], _: Mapping[str, Any]) -> Mask:
        """Whether the row and the one its parent names have a value."""
        key, parent, value = columns
        filled = self.is_filled(value)
        return filled & _mask(self._rows[parent].isin(self._rows[key][filled]))

    def is_repeated(self, columns: list[str], kwargs: Mapping[str, Any]) -> Mask:
        """Whether several rows are of one register, or one indicator."""
        filled = self.all_filled(columns, kwargs)
        return filled & _mask(self._rows[columns[0]].where(filled).duplicated(keep=False))

    def has_definitions(self, columns: list[str], kwargs: Mapping[str, Any]) -> Mask:
        """Whether one concept is counted under several definitions."""
        concept, indicator, _ = columns
        several = self._rows.groupby(concept)[indicator].transform("nunique") > 1
        return self.all_filled(columns, kwargs) & _mask(several)


_OF_RANGES: Final = frozenset({"value_to", "agreeing"})
"""Columns that only ranges fill; a number is compared without them."""
_OF_EVERY_ROW: Final = frozenset({"expect_column_values_to_not_be_null", "expect_one_cell_to_be_filled"})
"""A blank cell is what they look for."""
_COMPARES: Final[Mapping[str, Callable[[ComparedRows, list[str], Mapping[str, Any]], Mask]]] = {
    # the first column says where, or whose
    "expect_codes_to_resolve": partial(ComparedRows.any_filled, after=1),
    "expect_cells_to_be_filled_when": ComparedRows.applies,
    "expect_column_pair_values_to_be_equal": ComparedRows.any_filled,
    "expect_part_not_to_exceed_parent": ComparedRows.has_parent,
    "expect_same_indicator_to_agree": ComparedRows.is_repeated,
    "expect_numbers_to_follow_dates": ComparedRows.is_repeated,
    "expect_definitions_to_agree": ComparedRows.has_definitions,
}
"""Rules that need more, or less, than every cell they look at to be filled."""


def _mask(cells: pd.Series) -> Mask:
    return cells.to_numpy(dtype="bool", na_value=False)


def rule_results(
    table: str, suite: SuiteFile, rows: pd.DataFrame, failures: Iterable[Failure]
) -> Iterable[RuleResult]:
    """Every rule of a suite with the number of rows that it looked at, compared, and that fail.

    Args:
        table: the name of the table.
        suite: its suite, which was run.
        rows: the view that was checked.
        failures: what did not hold.
    """
    failed = {failure.rule: failure for failure in failures}
    compared = ComparedRows(rows)
    for expectation in suite.expectations:
        failure = failed.get(expectation.meta.rule)
        yield RuleResult(
            table,
            expectation.meta.rule,
            failure.severity if failure else expectation.severity,
            expectation.description,
            len(rows),
            max(len(failure.rows), 1) if failure else 0,
            compared=int(compared.by(expectation).sum()),
            holds=expectation.holds,
        )
