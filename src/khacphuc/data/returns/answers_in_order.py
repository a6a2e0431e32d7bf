"""The values of forms laid out by what was expected: for each indicator a vector over its reports. Pure.

Values come as a long table, in any order. What adds them up wants, for each indicator, the number of every
report that asks for it, in the order of the reports. Columns of text are turned into whole numbers once, and
all numbers are put into their places in one step, so ten million of them take about a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from khacphuc.data.returns.revisions import FORM_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.returns.exact_numbers import Counts, Doubles

    Truths = np.ndarray

_NOWHERE: Final = -1
# a place that stays below 0 whatever is added to it
_FAR: Final = -(2**61)
_BLOCK: Final = 2**20


class IndicatorAnswers(NamedTuple):
    """What all reports that ask for an indicator say of it.

    Attributes:
        rows: the rows of these reports in the table of the expected ones.
        numbers: theirs, NaN where there is none.
        nil: whether the report has no number for it because its unit declares that nothing occurred.
        relevant: whether the item is asked of the unit in this period; where no form came in it is.
    """

    rows: Counts
    numbers: Doubles
    nil: Truths
    relevant: Truths


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the number of a report and an item lies in one long vector.

    Attributes:
        names: of the collections, units and periods that are expected, and of the indicators.
        reports: for each collection, unit and period (in one number) the row of the report.
        starts: for each collection and indicator where its numbers begin, less the row of its first report.
        size: how many numbers there are in all.
    """

    names: tuple[pd.Index, ...]
    reports: Counts
    starts: Counts
    size: int

    def places(self, values: pd.DataFrame) -> Counts:
        """Where each value belongs; below 0 where nobody asks for it."""
        columns = ("collection", "unit_id", "period", "indicator")
        collection, unit, period, indicator = (
            numbers_in(values[column], names) for column, names in zip(columns, self.names, strict=True)
        )
        # what stands nowhere has the number -1, which is the last place of each list, and leads far below 0
        keys = (collection * len(self.names[1]) + unit) * len(self.names[2]) + period
        keys[(collection < 0) | (unit < 0) | (period < 0)] = _NOWHERE
        places: Counts = self.reports[keys] + self.starts[collection, indicator]
        return places


def numbers_in(column: pd.Series, names: pd.Index) -> Counts:
    """The place of each text of a column in a list of names, -1 where it is none of them.

    A column of categories costs next to nothing, one of texts about 0.06 s a million rows.

    >>> numbers_in(pd.Series(["b", "x", "a"], dtype="category"), pd.Index(["a", "b"])).tolist()
    [1, -1, 0]
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, categories = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, categories = pd.factorize(column)
    places = np.append(names.get_indexer(pd.Index(categories)), _NOWHERE)  # a missing text has the code -1
    numbers: Counts = places[codes]
    return numbers


def answers_by_indicator(
    values: pd.DataFrame, expected: pd.DataFrame, items: pd.DataFrame
) -> Iterator[tuple[str, IndicatorAnswers]]:
    """Lay out the values of counted forms.

    Args:
        values: ``collection``, ``unit_id``, ``period``, ``indicator``, ``value``, ``status``, and perhaps
            ``relevant`` (bool); texts may be categories. Values of reports that are not expected, or of
            items their collection does not have, are left out; of an item that stands twice the first counts.
        expected: the expected reports, those of a collection next to each other.
        items: ``collection`` and ``indicator`` of each item.

    Yields:
        Each indicator, in the order of the items, with what its reports say.
    """
    collections, units, periods = (
        pd.Index(expected[name].unique()) for name in ("collection", "unit_id", "period")
    )
    indicators = pd.Index(items["indicator"].astype("str").unique())
    of_reports = numbers_in(expected["collection"], collections)
    firsts = np.searchsorted(of_reports, np.arange(len(collections) + 1))
    pairs = pd.DataFrame(
        {
            "indicator": numbers_in(items["indicator"].astype("str"), indicators),
            "collection": numbers_in(items["collection"].astype("str"), collections),
        }
    )
    pairs = pairs[pairs["collection"] != _NOWHERE].drop_duplicates()
    layout = _lay_out(expected, (collections, units, periods, indicators), firsts, pairs)
    numbers, nil, relevant = _fill(values, layout)
    for number, indicator in enumerate(indicators):
        of_indicator = pairs.loc[pairs["indicator"] == number, "collection"]
        spans = [np.arange(firsts[collection], firsts[collection + 1]) for collection in sorted(of_indicator)]
        if spans:
            starts = layout.starts[sorted(of_indicator), number]
            places = np.concatenate([span + start for span, start in zip(spans, starts, strict=True)])
            rows = np.concatenate(spans)
            yield indicator, IndicatorAnswers(rows, numbers[places], nil[places], relevant[places])


def _lay_out(
    expected: pd.DataFrame, names: tuple[pd.Index, ...], firsts: np.ndarray, pairs: pd.DataFrame
) -> _Layout:
    collections, units, periods, indicators = names
    numbers = [numbers_in(expected[name], index) for name, index in zip(FORM_KEY, names, strict=False)]
    keys = (numbers[0] * len(units) + numbers[1]) * len(periods) + numbers[2]
    reports = np.full(len(collections) * len(units) * len(periods) + 1, _FAR, dtype=np.int64)
    reports[keys] = np.arange(len(expected))
    starts = np.full((len(collections) + 1, len(indicators) + 1), _FAR, dtype=np.int64)
    size = 0
    for pair in pairs.sort_values(["indicator", "collection"]).itertuples():
        collection, indicator = int(str(pair.collection)), int(str(pair.indicator))
        starts[collection, indicator] = size - firsts[collection]
        size += int(firsts[collection + 1] - firsts[collection])
    return _Layout(names, reports, starts, size)


def _fill(values: pd.DataFrame, layout: _Layout) -> tuple[Doubles, Truths, Truths]:
    """Put every number into its place, a block of rows after the other so that all fits into caches."""
    numbers = np.full(layout.size, np.nan)
    nil, relevant = np.zeros(layout.size, dtype=bool), np.ones(layout.size, dtype=bool)
    # from the end, as of two numbers for one place the one that is put there later stays
    for begin in range((len(values) - 1) // _BLOCK * _BLOCK, -1, -_BLOCK):
        block = values.iloc[begin : begin + _BLOCK][::-1]
        places = layout.places(block)
        number = block["value"].to_numpy(dtype=np.float64)
        there = places >= 0
        filled = there & ~np.isnan(number)
        numbers[places[filled]] = number[filled]
        blank = there & ~filled
        declared = numbers_in(block["status"], pd.Index(["nil"])) == 0
        nil[places[blank & declared]] = True
        if "relevant" in block:
            relevant[places[blank & ~block["relevant"].to_numpy(dtype=bool)]] = False
    return numbers, nil & np.isnan(numbers), relevant | ~np.isnan(numbers)
