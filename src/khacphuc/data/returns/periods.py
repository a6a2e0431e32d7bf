"""The periods a collection asks for: their codes, first and last days. Pure.

Codes are those of DHIS2: ``2021-03`` a month, ``2021-Q1`` a quarter, ``2021-H1`` half a year, ``2021`` a
year. Where a period ends is said by the cut-off of its collection:

- ``calendar``: with the month, quarter, half or year;
- ``15-14``: from the 15th of the month before to the 14th, as State periodic reports do; a quarter or a year
  ends on the 14th of its last month;
- ``31/3;30/6;30/9;31/12``: the last days of all periods of a year.

A period begins the day after the one before it ended, so that no day is in two of them or in none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.refusals import Quotation, quantity_error

MONTHS_IN_A_YEAR = 12
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months a period of each type has."""
CALENDAR = "calendar"

_MARKS = {"month": "", "quarter": "Q", "half": "H"}
_CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})|(?P<mark>[QH])(?P<number>[0-9])))?")
_SPAN = re.compile(r"([0-9]{1,2})\s*-\s*([0-9]{1,2})")
_DAY = re.compile(r"([0-9]{1,2})\s*/\s*([0-9]{1,2})")
_LONGEST_MONTH = 31


class Period(NamedTuple):
    """A period of a collection: its code, and the first and last day that are in it."""

    code: str
    start: date
    end: date


def reporting_periods(year: int, period_type: str, cutoff: str = CALENDAR) -> tuple[Period, ...]:
    """All periods of a year, in order.

    Args:
        year: as the codes have it; with the cut-off ``15-14`` it begins on 15 December of the year before.
        period_type: month, quarter, half or year.
        cutoff: where they end; empty is ``calendar``.

    Raises:
        QuantityError: there is no such type or cut-off.

    >>> first, second, *_ = reporting_periods(2021, "month", "15-14")
    >>> first.code, first.start.isoformat(), first.end.isoformat()
    ('2021-01', '2020-12-15', '2021-01-14')
    >>> second.start.isoformat()
    '2021-01-15'
    """
    before, *ends = _ends(year - 1, period_type, cutoff)[-1:] + _ends(year, period_type, cutoff)
    periods = []
    for number, end in enumerate(ends, start=1):
        periods.append(Period(period_code(year, period_type, number), before + timedelta(days=1), end))
        before = end
    return tuple(periods)


def period_of(day: date, period_type: str, cutoff: str = CALENDAR) -> Period:
    """The period a day is in.

    >>> period_of(date(2020, 12, 15), "quarter", "15-14").code
    '2021-Q1'
    """
    return next(
        period
        for year in (day.year, day.year + 1)  # the last days of a year may be of the next one's first period
        for period in reporting_periods(year, period_type, cutoff)
        if period.start <= day <= period.end
    )


def period_code(year: int, period_type: str, number: int) -> str:
    """The code of a period by its number in the year.

    >>> period_code(2021, "month", 3), period_code(2021, "half", 2), period_code(2021, "year", 1)
    ('2021-03', '2021-H2', '2021')
    """
    if period_type == "year":
        return f"{year:04}"
    mark = _MARKS[period_type]
    return f"{year:04}-{mark}{number}" if mark else f"{year:04}-{number:02}"


def parse_period(code: str) -> tuple[str, int, int]:
    """The type of a period, its year, and its number in it.

    Raises:
        QuantityError: the text is no code of a period.

    >>> parse_period("2021-Q3"), parse_period("2021")
    (('quarter', 2021, 3), ('year', 2021, 1))
    """
    match = _CODE.fullmatch(code)
    if match:
        marks = {mark: name for name, mark in _MARKS.items()}
        period_type = "month" if match["month"] else marks[match["mark"]] if match["mark"] else "year"
        number = int(match["month"] or match["number"] or 1)
        if 1 <= number <= MONTHS_IN_A_YEAR // MONTHS[period_type]:
            return period_type, int(match["year"]), number
    raise quantity_error("no_period", text=Quotation(code))


def is_last_of_year(code: str) -> bool:
    """Whether a period is the one a year ends with, whatever its type: where a stock is taken.

    >>> [is_last_of_year(code) for code in ("2021-12", "2021-Q4", "2021", "2021-11")]
    [True, True, True, False]
    """
    period_type, _, number = parse_period(code)
    return number == MONTHS_IN_A_YEAR // MONTHS[period_type]


def is_first_of_year(code: str) -> bool:
    """Whether a period is the one a year begins with.

    >>> [is_first_of_year(code) for code in ("2021-01", "2021-H1", "2021", "2021-H2")]
    [True, True, True, False]
    """
    return parse_period(code)[2] == 1


def _ends(year: int, period_type: str, cutoff: str) -> list[date]:
    """The last days of the periods of a year."""
    if period_type not in MONTHS:
        raise quantity_error("no_period_type", text=Quotation(period_type), types=", ".join(MONTHS))
    count = MONTHS_IN_A_YEAR // MONTHS[period_type]
    if SEPARATOR in cutoff or _DAY.fullmatch(cutoff.strip()):
        return _listed_ends(year, cutoff, count)
    day = _last_day(cutoff.strip() or CALENDAR)
    months = range(MONTHS[period_type], MONTHS_IN_A_YEAR + 1, MONTHS[period_type])
    return [_day_of(year, month, day) for month in months]


def _last_day(cutoff: str) -> int:
    """The day of the month periods end on; 31 where they end with the month."""
    if cutoff == CALENDAR:
        return _LONGEST_MONTH
    match = _SPAN.fullmatch(cutoff)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if not match or not 1 <= last < _LONGEST_MONTH or first != last + 1:
        raise quantity_error("no_cutoff", text=Quotation(cutoff))
    return last


def _listed_ends(year: int, cutoff: str, count: int) -> list[date]:
    """The last days a cut-off lists, each as ``day/month``."""
    matches = [_DAY.fullmatch(part.strip()) for part in cutoff.strip(f" {SEPARATOR}").split(SEPARATOR)]
    days = [
        _day_of(year, month, day)
        for match in matches
        if match
        and 1 <= (month := int(match[2])) <= MONTHS_IN_A_YEAR
        # 29/2 is the last of February in any year
        and 1 <= (day := int(match[1])) <= monthrange(2020, month)[1]
    ]
    if len(days) != len(matches):
        raise quantity_error("no_cutoff", text=Quotation(cutoff))
    if len(days) != count or days != sorted(set(days)):
        raise quantity_error("cutoff_days", text=Quotation(cutoff), days=len(days), count=count)
    return days


def _day_of(year: int, month: int, day: int) -> date:
    """A day of a month, or its last one where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))
