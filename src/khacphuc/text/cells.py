"""A cell of a typed table in, its text out: one form for programs, one for people. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from khacphuc.locale import HOUSE
from khacphuc.text.numerals import decimal_of

_SWAP_SEPARATORS = str.maketrans(",.", ".,")


def csv_cell(value: Any) -> str:
    """A cell as CSV files hold it: digits without grouping, dates ISO, truth as true and false.

    A whole number has no point, every other is exact; what is missing is empty.

    >>> csv_cell(13_600_000.0), csv_cell(82.48), csv_cell(pd.Timestamp(2021, 3, 3)), csv_cell(True)
    ('13600000', '82.48', '2021-03-03', 'true')
    """
    if isinstance(value, str):  # most are, and to look whether something is missing takes longer
        return value
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{decimal_of(value):f}".removesuffix(".0")
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(value)


def readable_cell(value: Any, language: str = "") -> str:
    """A cell as people read it: texts as they stand, dates day first; what is missing is empty.

    Args:
        value: the cell.
        language: groups the digits of numbers as that language does; without one they are not grouped.

    >>> readable_cell("SL001"), readable_cell(pd.Timestamp(2021, 3, 3)), readable_cell(1231)
    ('SL001', '03/03/2021', '1231')
    >>> readable_cell(13_600_000.0, "vi"), readable_cell(90.3, "vi"), readable_cell(1231, "en")
    ('13.600.000', '90,3', '1,231')
    """
    if pd.isna(value):
        return ""
    if isinstance(value, dt.date):  # a timestamp is one
        return f"{value:%d/%m/%Y}"
    if language and isinstance(value, int | float) and not isinstance(value, bool):
        # a double has 15 sure digits; more would print what it is not
        grouped = f"{value:,.15g}"
        return grouped.translate(_SWAP_SEPARATORS) if language == HOUSE else grouped
    return str(value)


def unquoted(text: str) -> str:
    """A text without the «…» all of it stands in, for where somebody is to put it into some.

    What a spreadsheet would run stands in a table in «…»; a sentence that quotes it has one pair, not two.

    >>> unquoted("«=1+1»"), unquoted("««=1+1»»"), unquoted("«a» và «b»"), unquoted("12")
    ('=1+1', '=1+1', '«a» và «b»', '12')
    """
    while text.startswith("«") and text.endswith("»") and _is_one(text):
        text = text[1:-1]
    return text


def _is_one(text: str) -> bool:
    """Whether the first mark is closed by the last one."""
    depth = 0
    for place, letter in enumerate(text, start=1):
        depth += {"«": 1, "»": -1}.get(letter, 0)
        if depth == 0:
            return place == len(text)
    return False
