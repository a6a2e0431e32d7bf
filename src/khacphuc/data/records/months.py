"""Months as tables have them, ``2021-03``: in order, and counted. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

MONTH_FORM: Final = re.compile(r"(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])")
"""How a month is written, whole."""
_MONTHS: Final = 12


def is_month(text: str) -> bool:
    """Whether a text is a month.

    >>> is_month("2021-03"), is_month("2021-13"), is_month("3/2021")
    (True, False, False)
    """
    return MONTH_FORM.fullmatch(text) is not None


def month_of(day: date) -> str:
    """The month of a day.

    >>> month_of(date(2021, 3, 31))
    '2021-03'
    """
    return f"{day:%Y-%m}"


def months_between(first: str, last: str) -> tuple[str, ...]:
    """The months from one to another, both of them; none where the last is before the first.

    >>> months_between("2020-11", "2021-02")
    ('2020-11', '2020-12', '2021-01', '2021-02')
    """
    begin, end = _number(first), _number(last)
    return tuple(f"{number // _MONTHS}-{number % _MONTHS + 1:02d}" for number in range(begin, end + 1))


def last_day(month: str) -> date:
    """The last day of a month.

    >>> last_day("2020-02")
    datetime.date(2020, 2, 29)
    """
    following = _number(month) + 1
    return date(following // _MONTHS, following % _MONTHS + 1, 1) - timedelta(days=1)


def last_month_ended(as_of: date) -> str:
    """The last month that is over on a day: its own where the day is its last.

    >>> last_month_ended(date(2021, 3, 31)), last_month_ended(date(2021, 3, 30))
    ('2021-03', '2021-02')
    """
    following = as_of + timedelta(days=1)
    return month_of(following.replace(day=1) - timedelta(days=1))


def _number(month: str) -> int:
    return int(month[:4]) * _MONTHS + int(month[5:]) - 1
