"""Monthly ratings in the document: a row for each month, a column for each role, and what the levels mean."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.gathered.printed_totals import total_decimals
from khacphuc.data.records.ratings import DOWN, HELD, RESULTS, ROUNDS, UP
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_month
from khacphuc.text.formats import format_count, format_part, format_percentage, format_share
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = Mapping[str, Any]

_RIGHT: Final[tuple[nodes.Alignment, ...]] = ("right",)
_SHARE_DECIMALS: Final = 1
_SIGNS: Final = {UP: " ↑", DOWN: " ↓"}
_UNDECIDED: Final = ("no_thresholds", "no_version", "no_policy")
"""Why a role that is rated has no level, by their words in the catalogue."""


@dataclass(frozen=True, slots=True)
class PolicyPeriod:
    """The months of a year in which one regulation holds: numbers of the first and the last."""

    basis: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """The least share of the points a level begins at, and the months in which it did."""

    level: str
    share: Fraction
    period: PolicyPeriod


class MonthlyRatings:
    """The results of a run, month by month.

    Args:
        tables: the clean tables, with ``rating_results`` and ``rating_rounds`` where the run has any.
        language: of our own words, and of numbers.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], language: str) -> None:
        self.labels = document_words(language)
        self._language = language
        none = pd.DataFrame()
        self._results = _rows(tables.get(RESULTS, none))
        self.rounds = _rows(tables.get(ROUNDS, none))

    @property
    def is_empty(self) -> bool:
        """Whether no role is rated in any month."""
        return not any(row["rows"] for row in self._results)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, in the order of the parameters."""
        return tuple(dict.fromkeys(row["rated_role"] for row in self._results))

    @property
    def months(self) -> tuple[str, ...]:
        """The months that are due, in turn."""
        return tuple(row["month"] for row in self.rounds)

    @property
    def held(self) -> int:
        """How many rounds were held."""
        return sum(row["round"] == HELD for row in self.rounds)

    def of_role(self, role: str) -> list[Row]:
        """The results of a role, in the order of months."""
        return [row for row in self._results if row["rated_role"] == role]

    def of_month(self, month: str) -> list[Row]:
        """The results of a month, in the order of roles."""
        return [row for row in self._results if row["month"] == month]

    def result(self, row: Row) -> str:
        """What a role got in a month: ``92,5% T ↑``; where it is not rated, how much of it was scored."""
        if pd.isna(row["percent"]):
            if not row["criteria_scored"]:
                return "–"
            if pd.isna(row["criteria_asked"]):
                return self.labels["rating_incomplete"]
            scored, criteria = int(row["criteria_scored"]), int(row["criteria_asked"])
            return self.labels["rating_part"].format(
                part=format_part(scored, criteria, language=self._language)
            )
        return " ".join(filter(None, (self.percent(row["percent"]), row["level_short"]))) + _SIGNS.get(
            row["change"], ""
        )

    def percent(self, value: float) -> str:
        """A share of the points as the document prints it."""
        exact = Fraction(decimal_of(value))
        return format_share(exact, _SHARE_DECIMALS, language=self._language)

    def count(self, number: int) -> str:
        """A count as the house prints it."""
        return format_count(int(number), language=self._language)

    def held_of_due(self) -> str:
        """How many rounds were held of those that were due: ``10/12``."""
        return format_part(self.held, len(self.rounds), language=self._language)

    def periods(self) -> list[PolicyPeriod]:
        """The regulations that held, each with its months; months without any are left out."""
        periods: list[PolicyPeriod] = []
        for row in self.rounds:
            number = month_number(row["month"])
            if periods and periods[-1].basis == row["basis"] and periods[-1].last == number - 1:
                periods[-1] = PolicyPeriod(row["basis"], periods[-1].first, number)
            elif row["basis"]:
                periods.append(PolicyPeriod(row["basis"], number, number))
        return periods

    def thresholds(self) -> list[ThresholdLine]:
        """The thresholds that held, the highest of each regulation first; the lowest level has none."""
        texts = {row["basis"]: row["thresholds"] for row in self.rounds}
        lines = []
        for period in self.periods():
            pairs = [pair.split(":") for pair in filter(None, texts[period.basis].split(SEPARATOR))]
            lines += [ThresholdLine(level, Fraction(share), period) for level, share in pairs]
        return [line for line in lines if line.share]

    def share(self, share: Fraction) -> str:
        """A threshold as the document prints it: with the decimals it has."""
        return format_percentage(share, total_decimals(share), language=self._language)

    def notes(self) -> list[str]:
        """What stands below the table: what levels are called, what arrows mean, by which regulations."""
        levels = {row["level_short"]: row["level_name"] for row in self._results if row["level"]}
        order = sorted(levels, key=self._best_share, reverse=True)
        named = "; ".join(f"{short}: {levels[short]}" for short in order)
        sentences = [named] if named else []
        if any(row["change"] in _SIGNS for row in self._results):
            sentences.append(self.labels["rating_arrows"])
        periods = self.periods()
        key = "rating_basis" if len(periods) == 1 else "rating_period"
        sentences += [
            self.labels[key].format(
                first=format_month(period.first), last=format_month(period.last), basis=period.basis
            )
            for period in periods
        ]
        reasons = {row["reason"] for row in self._results}
        return sentences + [self.labels[f"rating_{reason}"] for reason in _UNDECIDED if reason in reasons]

    def _best_share(self, short: str) -> float:
        return max(float(row["percent"]) for row in self._results if row["level_short"] == short)


def rating_table(ratings: MonthlyRatings, caption: str) -> nodes.Table:
    """A row for each month that is due, and one of how many rounds were held.

    Args:
        ratings: the results; there is at least one.
        caption: what stands above the table.
    """
    labels, roles = ratings.labels, ratings.roles
    rows: list[tuple[tuple[nodes.Inline, ...], ...]] = [
        (
            _text(format_month(month_number(row["month"]))),
            _text(labels[f"round_{row['round']}"]),
            *(_text(ratings.result(result)) for result in ratings.of_month(row["month"])),
        )
        for row in ratings.rounds
    ]
    rated = [sum(bool(pd.notna(row["percent"])) for row in ratings.of_role(role)) for role in roles]
    total = (ratings.held_of_due(), *(ratings.count(number) for number in rated))
    rows.append(((nodes.Strong(children=_text(labels["rating_total"])),), *(_text(cell) for cell in total)))
    return nodes.Table(
        id="bang-ratings",
        caption=(nodes.Text(text=caption),),
        columns=(labels["column_month"], labels["column_round"], *roles),
        rows=tuple(rows),
        align=("left", "left", *_RIGHT * len(roles)),
        widths=(1.2, 2.4, *(2.2,) * len(roles)),
        note=_text(". ".join(note.rstrip(".") for note in ratings.notes()) + "."),
    )


def month_number(month: str) -> int:
    """The number of a month: ``3`` of ``2021-03``.

    >>> month_number("2021-03")
    3
    """
    return int(month[-2:])


def _rows(frame: pd.DataFrame) -> list[Row]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.pipe(row_dicts)]


def _text(words: str) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(text=words),)
