"""The days the reports of collections are due, of a run's raw table. No pandas where it is plain CSV."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from khacphuc.data.returns.periods import CALENDAR, reporting_periods
from khacphuc.errors import QuantityError, SourceError
from khacphuc.project.files import read_text
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from khacphuc.project.layout import Layout

CollectionDays = dict[str, dict[date, str]]
"""By the code of a collection, the days its reports are due, each with the code of the period."""


def collection_days(layout: Layout, run: str, year: int) -> CollectionDays:
    """The days the reports of each collection of a run are due.

    Raises:
        SourceError: the table of collections cannot be read, or a cell of it.
    """
    file, register = layout.raw(run) / "collections.csv", layout.raw(run) / "register.xlsx"
    if register.is_file():
        return _careful_days(layout, run, year)
    try:
        stat = file.stat()
    except FileNotFoundError:
        return {}
    except OSError:
        return _careful_days(layout, run, year)
    try:
        return _plain_days(file, year, (stat.st_mtime_ns, stat.st_size))
    except (SourceError, QuantityError, csv.Error, ValueError, KeyError, OverflowError):
        return _careful_days(layout, run, year)  # it takes other separators, and says what is wrong


@lru_cache(maxsize=1024)  # a command asks for a list of runs, and asks again what has changed at its end
def _plain_days(file: Path, year: int, _written: tuple[int, int]) -> CollectionDays:
    rows = csv.DictReader(read_text(file).splitlines())
    days: CollectionDays = {}
    for row in rows:
        cells = {name: (row[name] or "").strip() for name in ("collection_id", "period_type", "due_days")}
        others = {name: (row.get(name) or "").strip() for name in ("cutoff", "valid_from", "valid_to")}
        days |= _days_of(cells | others, year)
    return days


def _careful_days(layout: Layout, run: str, year: int) -> CollectionDays:
    # imported here: pandas
    from khacphuc.data.raw.folder import RawFolder  # noqa: PLC0415
    from khacphuc.schema.tables import TABLES  # noqa: PLC0415

    rows: Iterable[Mapping[Any, Any]] = (
        RawFolder(layout, layout.raw(run)).read(TABLES["collections"]).pipe(row_dicts)
    )
    days: CollectionDays = {}
    for row in rows:
        try:
            days |= _days_of(row, year)
        except (QuantityError, ValueError, OverflowError) as error:
            place = f"{row['file']}, line {row['line']}"
            raise SourceError(str(error), place=place) from error
    return days


def _days_of(row: Mapping[Any, str], year: int) -> CollectionDays:
    """Of a collection that says in how many days its reports are due."""
    if not row["due_days"]:
        return {}
    wait = timedelta(days=int(row["due_days"]))
    periods = _periods(year, row["period_type"], row["cutoff"] or CALENDAR)
    days = {period.end + wait: period.code for period in periods if _is_valid(row, period.end)}
    return {row["collection_id"]: days}


_periods = lru_cache(maxsize=256)(reporting_periods)


def _is_valid(row: Mapping[Any, str], day: date) -> bool:
    first, last = row["valid_from"], row["valid_to"]
    return not (first and parse_date(first) > day) and not (last and parse_date(last) < day)
