"""Dates as official documents print them: days below 10 and the months 1 and 2 with a leading zero."""

from __future__ import annotations

import re
from datetime import date

from khacphuc.text.letters import clean
from khacphuc.text.refusals import is_not, phrase

#: Years of documents a report can cite; another is a slip of the finger.
YEARS = range(1900, 2101)
_SHORT = re.compile(r"(?:ngày )?([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?([0-9]+)", re.IGNORECASE)
_LONG = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]+)", re.IGNORECASE)
_LONE_YEAR = re.compile(r"(?<![\d./-])(?:19|2\d)\d{2}(?![\d/.-]*\d)")
_PADDED_MONTHS = 2
_MONTHS = 12
_SHORT_YEAR = 99


def parse_date(text: str) -> date:
    """Read a date, ``03/3/2021`` or ``ngày 03 tháng 3 năm 2021``, always day before month.

    Args:
        text: the printed date; ``ngày`` before it, missing or extra leading zeros, and blanks around the
            slashes are accepted.

    Raises:
        QuantityError: the text is no such date, or no such day exists, or its year is not written in full or
            lies outside 1900 to 2100.

    >>> parse_date("03/3/2021"), parse_date("ngày 15 tháng 02 năm 2021")
    (datetime.date(2021, 3, 3), datetime.date(2021, 2, 15))
    >>> parse_date("1/13/2021")
    Traceback (most recent call last):
        ...
    khacphuc.errors.QuantityError: '1/13/2021' is not a date: there is no month 13. Day first: 13/1/2021.
    """
    cleaned = clean(text, "a_date")
    match = _SHORT.fullmatch(cleaned) or _LONG.fullmatch(cleaned)
    if not match:
        raise is_not(cleaned, "a_date", phrase("other_date"))
    day, month, year = (int(part) for part in match.groups())
    if year not in YEARS:
        raise is_not(cleaned, "a_date", phrase("short_year" if year <= _SHORT_YEAR else "far_year"))
    if month > _MONTHS:
        turned = f"{month}/{day}/{year}" if 1 <= day <= _MONTHS else "03/3/2021"
        raise is_not(cleaned, "a_date", phrase("no_month", month=month, turned=turned))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise is_not(cleaned, "a_date", phrase("no_day")) from error


def format_date(day: date) -> str:
    """Print a date in figures.

    >>> format_date(date(2021, 3, 3)), format_date(date(2021, 2, 15)), format_date(date(2020, 12, 4))
    ('03/3/2021', '15/02/2021', '04/12/2020')
    """
    return f"{day.day:02d}/{format_month(day.month)}/{day.year:04d}"


def format_month(month: int) -> str:
    """Print the number of a month.

    >>> format_month(2), format_month(3)
    ('02', '3')
    """
    return f"{month:02d}" if month <= _PADDED_MONTHS else str(month)


def years_later(text: str, years: int) -> str:
    """A printed date, so many years later; the last day of February where there is no 29th.

    >>> years_later("3/01/2022", 1), years_later("29/02/2024", 1)
    ('03/01/2023', '28/02/2025')
    """
    day = parse_date(text)
    try:
        return format_date(day.replace(year=day.year + years))
    except ValueError:
        return format_date(day.replace(year=day.year + years, day=28))


def shifted_years(text: str, year: int, new_year: int) -> str:
    """A text whose report was about one year, for the report about another.

    The year, the one before and the one after are moved; any other is history and stays.

    >>> shifted_years("Kết quả năm 2021, phương hướng năm 2022 (Nghị quyết 2016)", 2021, 2023)
    'Kết quả năm 2023, phương hướng năm 2024 (Nghị quyết 2016)'
    """
    near = {str(year + distance): str(new_year + distance) for distance in (-1, 0, 1)}
    return _LONE_YEAR.sub(lambda match: near.get(match[0], match[0]), text)
