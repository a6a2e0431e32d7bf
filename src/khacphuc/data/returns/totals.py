"""How the numbers of units become totals: over the time of a year, over the units, or not at all. Pure.

Each indicator says how: ``over_time`` (sum, last, first, max, average, none), ``over_units`` (sum, average,
units_with, none) and whether it counts ``distinct`` persons. What cannot be told from the numbers is refused
rather than guessed (``refusals``). Every total says of how many reports it is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from khacphuc.data.returns.adding_methods import AddingMethod, adding_methods
from khacphuc.data.returns.answers_in_order import answers_by_indicator, numbers_in
from khacphuc.data.returns.double_counting import ReportTree
from khacphuc.data.returns.exact_numbers import ExactNumbers
from khacphuc.data.returns.periods import is_first_of_year, is_last_of_year, parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.returns.answers_in_order import IndicatorAnswers, Truths
    from khacphuc.data.returns.exact_numbers import Counts, Doubles

COMPLETE: Final = "complete"
PARTIAL: Final = "partial"
INSUFFICIENT: Final = "insufficient_data"

TOTAL_COLUMNS: Final = (
    *("indicator", "period", "parent", "value", "reported", "expected", "rate", "status"),
)
"""The columns of totals: four of text, two of counts (Int64), ``value`` and ``rate`` (per cent) float64."""
REFUSAL_COLUMNS: Final = ("indicator", "scope", "why")
"""The columns of what is refused: ``scope`` is ``all`` or ``year``, ``why`` one of WHY_NO_TOTAL."""


def return_totals(
    values: pd.DataFrame, expected: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Add up what units reported, by period and for the year, by parent and for all units.

    Args:
        values: of the forms that are counted: ``collection``, ``unit_id``, ``period``, ``indicator``,
            ``value``, ``status`` (texts may be categories), and ``relevant`` where items have that rule.
        expected: the expected reports; values of others are in no total.
        tables: the clean tables ``indicators``, ``collection_items``, ``collections`` and ``units``.

    Returns:
        The columns TOTAL_COLUMNS, in the order of the items, a row for each period and parent that was
        asked; an empty period is the year, an empty parent all units. ``reported`` and ``expected`` are
        reports; of a number of units (``units_with``) in a year they are units. A nil report is reported. A
        total of which no report has a number is ``insufficient_data``, without a value. What is refused has
        no row.
    """
    reports = _Reports(expected, tables)
    names, blocks = [], []
    for name, answers in answers_by_indicator(values, reports.frame, tables["collection_items"]):
        method, added = reports.methods.get(name, AddingMethod()), reports.added(answers)
        if method.refusal() or reports.tree.overlaps(added.rows):
            continue
        parts = [_of_periods(added, method, reports)]
        if reports.is_yearly(added.rows) or not method.refusal_of_year():
            parts.append(_of_year(added, method, reports))
        names.append(name)
        blocks.append(_Cells(*(np.concatenate(columns) for columns in zip(*parts, strict=True))))
    return _frame(names, blocks, reports)


def refusals(expected: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say which indicators have no totals, or none of the year, and why.

    Args:
        expected: the expected reports.
        tables: the clean tables `return_totals` takes.

    Returns:
        The columns REFUSAL_COLUMNS, a row for each indicator of the items that is refused.
    """
    reports = _Reports(expected, tables)
    no_values = pd.DataFrame(columns=["collection", "unit_id", "period", "indicator", "value", "status"])
    rows = []
    for name, answers in answers_by_indicator(no_values, reports.frame, tables["collection_items"]):
        method, added = reports.methods.get(name, AddingMethod()), reports.added(answers)
        why = method.refusal() or ("collected_twice" if reports.tree.overlaps(added.rows) else "")
        of_year = "" if reports.is_yearly(added.rows) else method.refusal_of_year()
        if why or of_year:
            rows.append((name, "all" if why else "year", why or of_year))
    return pd.DataFrame(rows, columns=list(REFUSAL_COLUMNS)).astype("str")


class _Reports:
    """The expected reports as numbers: whose, when, under whom. Number 0 is the year, and all units."""

    def __init__(self, expected: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> None:
        self.frame = expected.sort_values("collection", kind="stable").reset_index(drop=True)
        self.tree = ReportTree(self.frame, tables)
        self.parents = pd.Index(["", *sorted(set(expected["parent"]) - {""})], dtype="str")
        days = self.frame.sort_values(["period_end", "period_start"]).drop_duplicates("period")
        self.periods = pd.Index(["", *days["period"]], dtype="str")
        self.unit = numbers_in(self.frame["unit_id"], pd.Index(expected["unit_id"].unique()))
        self.parent = numbers_in(self.frame["parent"], self.parents)
        self.period = numbers_in(self.frame["period"], self.periods)
        codes = list(days["period"])
        self._yearly = np.array([False, *(parse_period(code)[0] == "year" for code in codes)])
        self._last = np.array([False, *map(is_last_of_year, codes)])
        self._first = np.array([False, *map(is_first_of_year, codes)])
        self.methods = adding_methods(tables["indicators"])

    @property
    def shape(self) -> tuple[int, int]:
        """How many periods and parents there are."""
        return len(self.periods), len(self.parents)

    def added(self, answers: IndicatorAnswers) -> IndicatorAnswers:
        """Without reports that count children who are asked themselves, and items that are not relevant."""
        stay = answers.relevant & ~self.tree.counted_below(answers.rows)
        return type(answers)(*(column[stay] for column in answers))

    def is_yearly(self, rows: Counts) -> bool:
        """Whether the reports are of whole years, so that nothing is added over time."""
        return bool(self._yearly[self.period[rows]].all())

    def standing(self, rows: Counts, unit: Counts, over_time: str) -> Truths:
        """Whether each unit owes a report of the last (or first) period: whose stock is in the year's."""
        at_the_end = (self._first if over_time == "first" else self._last)[self.period[rows]]
        return np.bincount(unit[at_the_end], minlength=int(unit.max(initial=-1)) + 1) > 0


class _Part(NamedTuple):
    """What is added over units: the reports of periods, or the units of the year.

    Attributes:
        exact: the numbers of those that have one.
        there: who has one.
        period: the number of the period of each.
        parent: of its parent.
        reported: who reported.
        expected: who was asked.
    """

    exact: ExactNumbers
    there: Truths
    period: Counts
    parent: Counts
    reported: Truths
    expected: Truths


class _Cells(NamedTuple):
    """Totals of one indicator, each with the numbers of its period and parent."""

    period: Counts
    parent: Counts
    value: Doubles
    reported: Counts
    expected: Counts


def _of_periods(answers: IndicatorAnswers, method: AddingMethod, reports: _Reports) -> _Cells:
    """The totals of every period."""
    numbers = _with_nil(answers, method)
    there = ~np.isnan(numbers)
    place = (reports.period[answers.rows], reports.parent[answers.rows])
    coverage = (there | answers.nil, np.ones_like(there))
    return _over_units(_Part(ExactNumbers.read(numbers[there]), there, *place, *coverage), method, reports)


def _of_year(answers: IndicatorAnswers, method: AddingMethod, reports: _Reports) -> _Cells:
    """The totals of the year: each unit over its periods first, then over the units."""
    _, first, unit = np.unique(reports.unit[answers.rows], return_index=True, return_inverse=True)
    exact, there = _over_time(answers, unit, method, reports)
    size = len(first)
    year, everyone = np.zeros(size, dtype=np.int64), np.ones(size, dtype=bool)
    parents = reports.parent[answers.rows]
    reported = answers.nil | ~np.isnan(answers.numbers)
    if method.over_units != "units_with":
        part = _Part(exact, there, year, parents[first], everyone, everyone)
        counts = [_by_parent(parents[who], reports) for who in (reported, np.ones_like(reported))]
        return _over_units(part, method, reports)._replace(reported=counts[0], expected=counts[1])
    if method.over_time in {"last", "first"}:  # who has closed is neither with nor without
        everyone = reports.standing(answers.rows, unit, method.over_time)
    # a unit is certainly with as soon as it has some, and certainly without once all is reported
    certain = np.bincount(unit[reported], minlength=size) == np.bincount(unit, minlength=size)
    certain[np.flatnonzero(there)[exact.numerators > 0]] = True
    return _over_units(
        _Part(exact, there, year, parents[first], certain & everyone, everyone), method, reports
    )


def _over_time(
    answers: IndicatorAnswers, unit: Counts, method: AddingMethod, reports: _Reports
) -> tuple[ExactNumbers, Truths]:
    """The number of each unit that has one for the year, and which units these are."""
    numbers, size = _with_nil(answers, method), int(unit.max(initial=-1)) + 1
    there = np.flatnonzero(~np.isnan(numbers))
    counts = np.bincount(unit[there], minlength=size)
    having = counts > 0
    if method.over_time in {"sum", "average"}:
        sums = ExactNumbers.read(numbers[there]).sums(unit[there], size)[having]
        return sums if method.over_time == "sum" else sums.divided_by(counts[having]), having
    chosen = np.full(size, -np.inf)
    if method.over_time == "max":
        np.maximum.at(chosen, unit[there], numbers[there])
        return ExactNumbers.read(chosen[having]), having
    # of two numbers for one unit the one that is put there later stays
    in_order = there[np.argsort(reports.tree.ends[answers.rows[there]], kind="stable")]
    in_order = in_order[::-1] if method.over_time == "first" else in_order
    chosen[unit[in_order]] = numbers[in_order]
    having &= reports.standing(answers.rows, unit, method.over_time)
    return ExactNumbers.read(chosen[having]), having


def _with_nil(answers: IndicatorAnswers, method: AddingMethod) -> Doubles:
    return np.where(answers.nil, 0.0, answers.numbers) if method.nil_is_zero else answers.numbers


def _over_units(part: _Part, method: AddingMethod, reports: _Reports) -> _Cells:
    """Add up over units: by period and parent, and by period over all units (parent 0)."""
    periods, parents = reports.shape
    size = periods * parents
    groups = part.period * parents + part.parent
    counts = _with_whole(np.bincount(groups[part.there], minlength=size), parents)
    if method.over_units == "units_with":
        above = np.bincount(groups[part.there][part.exact.numerators > 0], minlength=size)
        value = np.where(counts > 0, _with_whole(above, parents), np.nan)
    else:
        sums = part.exact.sums(groups[part.there], size)
        sums = ExactNumbers(_with_whole(sums.numerators, parents), sums.scale)
        value = sums.doubles(counts if method.over_units == "average" else np.minimum(counts, 1))
    coverage = (np.bincount(groups[who], minlength=size) for who in (part.reported, part.expected))
    numbers = np.arange(size)
    cells = (value, *(_with_whole(count, parents) for count in coverage))
    return _Cells(numbers // parents, numbers % parents, *cells)


def _with_whole(sums: np.ndarray, parents: int) -> np.ndarray:
    """Put that of all units in the place of those without a parent, which has the number 0."""
    by_parent = sums.reshape(-1, parents)
    return np.column_stack([by_parent.sum(axis=1), by_parent[:, 1:]]).ravel()


def _by_parent(parent: Counts, reports: _Reports) -> Counts:
    """How many reports each parent has in the year, laid out as its cells are."""
    periods, parents = reports.shape
    counts = np.bincount(parent, minlength=periods * parents)
    counts[0] = len(parent)
    return counts


def _frame(names: list[str], blocks: list[_Cells], reports: _Reports) -> pd.DataFrame:
    """Totals as rows: of each indicator the year, then all periods, in each first that of all units."""
    sizes = [len(block.period) for block in blocks]
    columns = [np.concatenate(column) for column in zip(*blocks, strict=True)] or [np.zeros(0, int)] * 5
    cells = _Cells(*columns)
    name = np.repeat(np.arange(len(blocks)), sizes)
    order = np.lexsort((cells.parent, cells.period, name))
    order = order[cells.expected[order] > 0]
    value, reported, expected = (
        cells.value[order].astype(np.float64),
        cells.reported[order],
        cells.expected[order],
    )
    status = np.where(np.isnan(value), INSUFFICIENT, np.where(reported == expected, COMPLETE, PARTIAL))
    return pd.DataFrame(
        {
            "indicator": pd.Series(pd.Index(names, dtype="str").take(name[order])),
            "period": pd.Series(reports.periods.take(cells.period[order])),
            "parent": pd.Series(reports.parents.take(cells.parent[order])),
            "value": value.astype(np.float64),
            "reported": pd.array(reported.astype(np.int64), dtype="Int64"),
            "expected": pd.array(expected.astype(np.int64), dtype="Int64"),
            "rate": 100 * reported / expected,
            "status": pd.Series(status.astype(object), dtype="str"),
        },
        columns=list(TOTAL_COLUMNS),
    )
