"""What periods are called by people: ``2021-03`` is «tháng 3/2021» or March 2021. Pure."""

from __future__ import annotations

from khacphuc.data.returns.periods import parse_period
from khacphuc.errors import QuantityError
from khacphuc.locale import words


def period_name(code: str, language: str) -> str:
    """What a period is called; a code that is none stays as it is.

    >>> period_name("2021-03", "vi"), period_name("2021-Q1", "vi"), period_name("2021", "vi")
    ('tháng 3/2021', 'quý I/2021', 'năm 2021')
    >>> period_name("2021-03", "en"), period_name("2021-H2", "en")
    ('March 2021', 'second half of 2021')
    """
    return _name(code, language, "whole_year", "")


def short_period_name(code: str, language: str) -> str:
    """What a period is called where the year is plain, as above a column.

    >>> short_period_name("2021-03", "vi"), short_period_name("2021-Q1", "en")
    ('T3', 'Q1')
    """
    return _name(code, language, "whole_year_short", "_short")


def _name(code: str, language: str, whole_year: str, ending: str) -> str:
    try:
        period_type, year, number = parse_period(code)
    except QuantityError:
        return code
    labels = words(language, "period_name")
    if period_type == "year":
        return labels[whole_year].format(year=year)
    name = labels[f"{period_type}_{number}{ending}"]
    return name if ending else labels[f"in_{period_type}"].format(name=name, year=year)
