"""How many of the reports a run asks its units for have come in, counted from the raw tables. No pandas.

For lists of hundreds of runs whose returns nobody has gathered yet. It follows ``expected``; what came in is
what has a receipt, whether it counts or not.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.data.returns.periods import CALENDAR, reporting_periods
from khacphuc.errors import QuantityError, SourceError
from khacphuc.project.files import read_text
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from khacphuc.data.returns.periods import Period

_Row = dict[str, str]
_FORM: Final = ("collection", "unit_id", "period")


class ArrivalCount(NamedTuple):
    """How many reports came in, and how many are expected in the year."""

    came: int
    expected: int


def count_arrivals(
    raw: Path, units: Path, year: int, *, collection: str = "", period: str = ""
) -> ArrivalCount | None:
    """How many reports came in of those that are expected.

    Args:
        raw: the folder of the run's raw tables.
        units: the table of the office's units.
        year: of the run.
        collection: only the reports of this one; empty for all.
        period: only those of this one, by its code; empty for the year.

    Returns:
        The count; None where nothing is asked for in the year, or where the tables are not CSV or cannot
        be read.
    """
    if not (raw / "collections.csv").is_file():
        return None
    files = {"collections": raw / "collections.csv", "units": units, "receipts": raw / "receipts.csv"}
    try:
        tables = {name: _rows(file) for name, file in files.items()}
        expected = set(_expected(tables["collections"], tables["units"], year))
    except (SourceError, QuantityError, csv.Error, KeyError):
        return None
    if not expected:
        return None
    expected = {form for form in expected if collection in {"", form[0]} and period in {"", form[2]}}
    came = {tuple(row.get(name) or "" for name in _FORM) for row in tables["receipts"]}
    return ArrivalCount(len(expected & came), len(expected))


def _rows(file: Path) -> list[_Row]:
    return list(csv.DictReader(read_text(file).splitlines())) if file.is_file() else []


def _expected(collections: list[_Row], units: list[_Row], year: int) -> Iterator[tuple[str, str, str]]:
    register = {row["unit_id"]: row for row in reversed(units)}
    for row in collections:
        code, cutoff = row["collection_id"], row.get("cutoff") or CALENDAR
        names = [name.strip() for name in row["units"].split(SEPARATOR)]
        for period in reporting_periods(year, row["period_type"], cutoff):
            if _is_valid(row, period):
                for unit in _units_of(names, register, period):
                    yield code, unit, period.code


def _units_of(names: list[str], register: Mapping[str, _Row], period: Period) -> set[str]:
    valid = {code for code, row in register.items() if _is_valid(row, period)}
    listed = {code for code in valid if register[code]["level"] in names}
    return listed | {code for name in names if (code := _in_place_of(name, register, valid))}


def _in_place_of(code: str, register: Mapping[str, _Row], valid: set[str]) -> str:
    """A unit, or the one that succeeded it, or that one, until one is valid; empty where none is."""
    passed: set[str] = set()
    while code in register and code not in passed:
        if code in valid:
            return code
        passed.add(code)
        code = register[code].get("succeeded_by") or ""
    return ""


def _is_valid(row: _Row, period: Period) -> bool:
    """Whether what a row is about is there on the last day of a period."""
    first, last = _day(row, "valid_from"), _day(row, "valid_to")
    return (first is None or first <= period.end) and (last is None or last >= period.end)


def _day(row: _Row, name: str) -> date | None:
    text = row.get(name) or ""
    return parse_date(text) if text else None
