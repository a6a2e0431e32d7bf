"""How the number formats of a workbook show numbers: a code in, its kind out. Pure."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

NumberKind = Literal["number", "date", "percent", "scaled"]
"""What a number format shows: the number, a date, a hundredfold, or a part of it (thousands)."""

# numbers of built-in formats; those from 27 on are dates of East Asian editions
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_FORMATS = (9, 10)
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "m/d/yy h:mm",
    49: "@",
}
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a number format prints as it stands
_DATE_LETTERS = re.compile("[dmyhs]", re.IGNORECASE)
_SCALING = re.compile("[0#?],+(?![0#?,])")  # a comma after the last digit divides by a thousand


class NumberFormat(NamedTuple):
    """How a cell shows its number: what kind of number it makes of it, and the format's code."""

    kind: NumberKind
    code: str


def number_format(number: int, code: str) -> NumberFormat:
    """A number format by its number and its code.

    Args:
        number: as styles name it.
        code: empty where the workbook has none, for all programs know it by its number.

    >>> number_format(9, ""), number_format(164, "dd/mm")
    (NumberFormat(kind='percent', code='0%'), NumberFormat(kind='date', code='dd/mm'))
    """
    return NumberFormat(_kind(number, code), code or _BUILT_IN.get(number, ""))


def _kind(number: int, code: str) -> NumberKind:
    placeholders = _LITERALS.sub("", code)
    if (number in _DATE_FORMATS and not code) or _DATE_LETTERS.search(placeholders):
        return "date"
    if number in _PERCENT_FORMATS or "%" in placeholders:
        return "percent"
    return "scaled" if _SCALING.search(placeholders) else "number"
