"""What codes, periods, days and places of returns are called on pages and in notebooks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.returns.coverage import percent_of
from khacphuc.data.returns.fault_words import fault_words
from khacphuc.data.returns.period_names import period_name, short_period_name
from khacphuc.locale import words
from khacphuc.text.cells import unquoted
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping

_DECIMALS: Final = 4


class ReturnNames:
    """Calls what returns hold by the names people know.

    Args:
        tables: collections, units and indicators, and receipts if there are any.
        language: of our own words.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], language: str) -> None:
        self.language = language
        self._words = words(language, "returns")
        self._units = _by_code(tables["units"], "unit_id", "name")
        self.wording = fault_words(tables, language)
        """What stands in faults, for people."""
        self.titles = _by_code(tables["collections"], "collection_id", "title")
        """The titles of the forms, by their codes, in the order of their table."""
        self._indicators = _by_code(tables["indicators"], "indicator_id", "name")
        self._measures = _by_code(tables["indicators"], "indicator_id", "unit_of_measure")

    def unit(self, code: str) -> str:
        """What a unit is called."""
        return self._units.get(code, code)

    def form(self, code: str) -> str:
        """What a form is called."""
        return self.titles.get(code, code)

    def indicator(self, code: str) -> str:
        """What an indicator is called."""
        return self._indicators.get(code, code)

    def measure(self, code: str) -> str:
        """The unit of measure of an indicator."""
        return self._measures.get(code, "")

    def period(self, code: str) -> str:
        """What a period is called."""
        return period_name(code, self.language)

    def short_period(self, code: str) -> str:
        """What a period is called above a column."""
        return short_period_name(code, self.language)

    def day(self, moment: Any) -> str:
        """A day as documents print it; empty where there is none."""
        return "" if pd.isna(moment) else format_date(moment.date())

    def count(self, number: int) -> str:
        """A number of things."""
        return format_decimal(number, 0, language=self.language)

    def number(self, value: float) -> str:
        """A total as people read it; empty where there is none."""
        if pd.isna(value):
            return ""
        exact = Decimal(repr(round(float(value), _DECIMALS))).normalize()
        exponent = exact.as_tuple().exponent
        decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
        return format_decimal(exact, decimals, language=self.language)

    def percent(self, part: int, whole: int) -> str:
        """A part of a whole in per cent; empty where there is no whole."""
        return percent_of(part, whole, self.language)

    def reports(self, reported: int, expected: int) -> str:
        """Of how many of the expected reports something is: ``1.094/1.128 (97,0%)``."""
        return self._words["of_reports"].format(
            reported=self.count(reported),
            expected=self.count(expected),
            rate=self.percent(reported, expected) or "–",
        )

    def place(self, file: str, sheet: str, cell: str) -> str:
        """Where something stands, with the name its sender gave the file."""
        parts = [self.wording.file(file)]
        parts += [
            self._words[f"in_{part}"].format(name=unquoted(text))
            for part, text in (("sheet", sheet), ("cell", cell))
            if text
        ]
        return ", ".join(filter(None, parts))


def _by_code(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    rows = frame.drop_duplicates(key)
    return dict(zip(rows[key], rows[name], strict=True))
