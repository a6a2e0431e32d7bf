"""Totals of what units reported, as figures of the report: printed as the house prints them. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count, format_decimal, format_ratio
from khacphuc.text.numerals import decimal_of
from khacphuc.text.units import parse_unit

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

MOST_DECIMALS: Final = 2
"""Of a printed total: an average of thousands of units may have any number of them."""


class TotalOfReturns(NamedTuple):
    """The total a figure is.

    Attributes:
        indicator: what units report.
        period: ``2021-03``; empty for the year.
        value: the number; missing where nobody reported.
        reported: how many reports have a number, or of ``units_with`` how many units.
        expected: how many should.
        status: complete, partial or insufficient_data; empty where there is no such total.
    """

    indicator: str = ""
    period: str = ""
    value: float = float("nan")
    reported: int = 0
    expected: int = 0
    status: str = ""


class Totals:
    """The totals of a run, by what a figure names.

    Args:
        totals: as they were gathered; ``indicator``, ``period``, ``parent``, ``value``, ``reported``,
            ``expected``, ``status``.
        indicators: the clean table.
    """

    def __init__(self, totals: pd.DataFrame, indicators: pd.DataFrame) -> None:
        of_all = totals[totals["parent"].astype("str") == ""]
        self._totals = {
            (str(row["indicator"]), str(row["period"])): TotalOfReturns(
                str(row["indicator"]),
                str(row["period"]),
                float(row["value"]),
                int(row["reported"]),
                int(row["expected"]),
                str(row["status"]),
            )
            for row in of_all.pipe(row_dicts)
        }
        self._indicators = {row["indicator_id"]: row for row in indicators.pipe(row_dicts)}

    def of(self, reference: str) -> TotalOfReturns:
        """The total of a cell of ``from_returns``; one without a status where there is none."""
        indicator, period = reference_parts(reference)
        return self._totals.get((indicator, period), TotalOfReturns(indicator, period))

    def number(self, total: TotalOfReturns, indicator: str) -> Fraction | None:
        """A total in the unit clean tables have, for a figure of an indicator; None where there is none.

        Where units are counted and the figure is a ratio, it is of the units that were asked: 94/94.
        """
        if pd.isna(total.value):
            return None
        number = Fraction(decimal_of(total.value))
        if self._is_ratio(total, indicator):
            return number / total.expected if total.expected else None
        return number * Fraction(10) ** self._exponent(total)

    def printed(self, total: TotalOfReturns, indicator: str, unit: str) -> str:
        """A total as the house prints it behind a unit; empty where there is none."""
        if pd.isna(total.value):
            return ""
        number = Fraction(decimal_of(total.value))
        if self._is_ratio(total, indicator):
            return format_ratio(int(number), total.expected) if total.expected else ""
        return print_total(number * Fraction(10) ** (self._exponent(total) - unit_exponent(unit)))

    def _is_ratio(self, total: TotalOfReturns, indicator: str) -> bool:
        counted = self._indicators.get(total.indicator, {}).get("over_units") == "units_with"
        return counted and self._indicators.get(indicator, {}).get("kind") == "ratio"

    def _exponent(self, total: TotalOfReturns) -> int:
        row: Mapping[Hashable, Any] = self._indicators.get(total.indicator, {})
        if row.get("over_units") == "units_with":
            return 0
        return unit_exponent(str(row.get("unit_of_measure", "")))


def unit_exponent(unit: str) -> int:
    """By how many powers of ten a unit of measure is scaled; 0 for one that is none, which is told elsewhere.

    >>> unit_exponent("triệu đồng"), unit_exponent("người")
    (6, 0)
    """
    try:
        return parse_unit(unit).exponent
    except QuantityError:
        return 0


def reference_parts(reference: str) -> tuple[str, str]:
    """The indicator and the period a cell of ``from_returns`` names.

    >>> reference_parts("teams; 2021-03"), reference_parts("teams")
    (('teams', '2021-03'), ('teams', ''))
    """
    indicator, _, period = reference.partition(SEPARATOR)
    return indicator.strip(), period.strip()


def print_total(number: Fraction) -> str:
    """A number with the decimals it has, two at most.

    >>> print_total(Fraction(19732)), print_total(Fraction(5, 2)), print_total(Fraction(1, 3))
    ('19.732', '2,5', '0,33')
    """
    decimals = total_decimals(number)
    return format_decimal(number, decimals) if decimals else format_count(number)


def total_decimals(number: Fraction) -> int:
    """The decimals a total is printed with: those it has, two at most.

    >>> total_decimals(Fraction(19732)), total_decimals(Fraction(5, 2)), total_decimals(Fraction(1, 3))
    (0, 1, 2)
    """
    exact = (count for count in range(MOST_DECIMALS) if (number * 10**count).denominator == 1)
    return next(exact, MOST_DECIMALS)


def fill_printed(figures: pd.DataFrame, totals: Totals) -> pd.DataFrame:
    """Raw figures in which the number of a row that names a total, and has none, is that total.

    Args:
        figures: text cells, not changed.
        totals: of the run.
    """
    is_open = (figures["from_returns"] != "") & (figures["printed"] == "")
    cells = figures["printed"].tolist()
    for place, row in zip(is_open.to_numpy().nonzero()[0], figures[is_open].pipe(row_dicts), strict=True):
        cells[place] = totals.printed(totals.of(row["from_returns"]), row["indicator"], row["unit"])
    return figures.assign(printed=pd.Series(cells, index=figures.index, dtype="str"))


def is_awaited(figures: pd.DataFrame) -> pd.Series[bool]:
    """Which clean figures wait for a number: they name a total, and no unit has reported yet."""
    return (figures["from_returns"] != "") & (figures["printed"] == "")


def with_totals(figures: pd.DataFrame, totals: Totals) -> pd.DataFrame:
    """The clean figures that name a total, with what it is.

    Args:
        figures: the clean table.
        totals: of the run.

    Returns:
        The rows with ``total_indicator``, ``total_period``, ``total`` (in the unit of ``value``, missing
        where there is none), ``reported`` and ``expected`` (Int64), ``coverage`` (per cent), and ``status``,
        which is empty where no form asks for such a total.
    """
    rows = figures[figures["from_returns"] != ""].reset_index(drop=True)
    named = [totals.of(reference) for reference in rows["from_returns"]]
    numbers = [totals.number(total, code) for total, code in zip(named, rows["indicator"], strict=True)]
    shares = [100 * total.reported / total.expected if total.expected else None for total in named]
    return rows.assign(
        total_indicator=pd.Series([total.indicator for total in named], dtype="str"),
        total_period=pd.Series([total.period for total in named], dtype="str"),
        total=pd.Series([None if number is None else float(number) for number in numbers], dtype="float64"),
        reported=pd.Series([total.reported for total in named], dtype="Int64"),
        expected=pd.Series([total.expected for total in named], dtype="Int64"),
        coverage=pd.Series(shares, dtype="float64"),
        status=pd.Series([total.status for total in named], dtype="str"),
    )


def sources(figures: pd.DataFrame, totals: Totals, typed: pd.Series[Any], language: str) -> pd.Series[Any]:
    """Where each figure comes from, for people: of those that were left to be filled in, from the units.

    Args:
        figures: the clean table.
        totals: of the run.
        typed: their numbers as they were typed, by the same index.
        language: of the run.
    """
    label = words(language, "place")["returns"]
    cells = [
        label.format(reported=total.reported, expected=total.expected)
        if reference and not printed and (total := totals.of(reference)).status
        else source
        for reference, printed, source in zip(figures["from_returns"], typed, figures["source"], strict=True)
    ]
    return pd.Series(cells, index=figures.index, dtype="str")
