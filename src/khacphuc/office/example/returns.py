"""What the units of an office report through a year: collections, their periods, and the reports as sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An indicator a collection asks for, and how its values add up."""

    indicator: str
    over_time: str
    over_units: str
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period of a collection, by the calendar."""

    code: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """A unit that is asked: in every period at whose end it exists."""

    unit_id: str
    parent: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def exists_on(self, day: dt.date) -> bool:
        """Whether the unit exists on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class ReportCollection:
    """What is collected: from which units, how often, until when, and which items."""

    collection_id: str
    period_type: str
    due_days: int
    items: tuple[AskedItem, ...]
    units: tuple[ReportingUnit, ...]

    def periods(self, year: int) -> tuple[ReportPeriod, ...]:
        """Its periods in a year, in turn."""
        return report_periods(year, self.period_type)

    def due_on(self, period: ReportPeriod) -> dt.date:
        """The last day on which a report on a period is on time."""
        return period.end + dt.timedelta(days=self.due_days)


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A form as it was sent.

    Attributes:
        collection: what it answers.
        unit_id: who sent it.
        period: the code of its period.
        answers: a value for each indicator, in its unit of measure; None where the cell was left blank.
        received_on: the day it came; None where nobody wrote that down.
        revision: 1 for the first, and one more for every correction.
        complete: whether the sender declared it complete.
        nil: whether the sender declared that there was nothing to report.
        reasons: why a cell was left blank, by its indicator.
        state: of its receipt.
    """

    collection: str
    unit_id: str
    period: str
    answers: Mapping[str, Fraction | None]
    received_on: dt.date | None
    revision: int = 1
    complete: bool = True
    nil: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    state: str = "received"


def report_periods(year: int, period_type: str) -> tuple[ReportPeriod, ...]:
    """The periods of a year by the calendar.

    >>> [period.code for period in report_periods(2021, "quarter")]
    ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']
    """
    months = _MONTHS[period_type]
    form = {"month": "{0}-{1:02}", "quarter": "{0}-Q{1}", "half": "{0}-H{1}", "year": "{0}"}[period_type]
    return tuple(
        ReportPeriod(
            form.format(year, number),
            dt.date(year, (number - 1) * months + 1, 1),
            dt.date(year + number * months // 12, number * months % 12 + 1, 1) - dt.timedelta(days=1),
        )
        for number in range(1, 12 // months + 1)
    )
