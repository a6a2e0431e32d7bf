"""Which reports a collection is to get: one for each period of each unit it asks. Pure.

A unit is asked for a period if it is assigned to the collection (by its level, or by its code) and is valid
on the last day of the period; so a unit that closes in the middle of a year owes the periods that ended
before. Where a listed unit has ended and another succeeded it, that one is asked in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from khacphuc.data.returns.periods import CALENDAR, reporting_periods
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from khacphuc.data.returns.periods import Period

EXPECTED_COLUMNS = (
    *("collection", "unit_id", "parent", "period"),
    *("period_start", "period_end", "due_on", "expires_on"),
)
"""The columns of the expected reports: four of text, four of days."""
_DAYS: Final = "datetime64[us]"


def expected_reports(collections: pd.DataFrame, units: pd.DataFrame, year: int) -> pd.DataFrame:
    """Every report the collections are to get for the periods of a year.

    Args:
        collections: the clean table; needs ``collection_id``, ``period_type``, ``units``; ``cutoff``,
            ``due_days``, ``expiry_days``, ``valid_from`` and ``valid_to`` may be empty or lacking.
        units: the clean table; needs ``unit_id``, ``level``, ``parent``; ``valid_from``, ``valid_to`` and
            ``succeeded_by`` may be empty or lacking.
        year: of the codes of the periods.

    Returns:
        The columns EXPECTED_COLUMNS, sorted by collection (as the table has them), period and unit (the
        same). ``parent`` is empty for a unit that has none; ``due_on`` and ``expires_on`` are empty where
        the collection has no such days.

    Raises:
        QuantityError: a collection has no such type of period or cut-off.
    """
    register = _Register(units)
    blocks = [
        _Block(str(collection["collection_id"]), period, rows, collection)
        for collection in collections.pipe(row_dicts)
        for period in reporting_periods(
            year, str(collection["period_type"]), str(collection.get("cutoff") or CALENDAR)
        )
        if len(rows := _asked_units(collection, period, register))
    ]
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *(block.rows for block in blocks)])
    of_units = register.units[["unit_id", "parent"]].astype("str").take(rows)
    counts = [len(block.rows) for block in blocks]

    def texts(names: list[str]) -> np.ndarray:
        return np.repeat(np.array(names, dtype=object), counts)

    def days(dates: list[Any]) -> np.ndarray:
        return np.repeat(pd.to_datetime(pd.Series(dates, dtype=object)).astype(_DAYS).to_numpy(), counts)

    frame = pd.DataFrame(
        {
            "collection": texts([block.collection for block in blocks]),
            "unit_id": of_units["unit_id"].to_numpy(),
            "parent": of_units["parent"].to_numpy(),
            "period": texts([block.period.code for block in blocks]),
            "period_start": days([block.period.start for block in blocks]),
            "period_end": days([block.period.end for block in blocks]),
            "due_on": days([block.days_later("due_days") for block in blocks]),
            "expires_on": days([block.days_later("expiry_days") for block in blocks]),
        },
        columns=list(EXPECTED_COLUMNS),
    )
    return frame.astype(dict.fromkeys(EXPECTED_COLUMNS[:4], "str"))


class _Block(NamedTuple):
    """The reports of one collection for one period: the rows of the units that owe them."""

    collection: str
    period: Period
    rows: np.ndarray
    row: Mapping[Hashable, Any]

    def days_later(self, name: str) -> pd.Timestamp | None:
        """So many days after the period as the collection has in a column; None where it has none."""
        days = self.row.get(name)
        if days is None or pd.isna(days):
            return None
        return pd.Timestamp(self.period.end) + pd.Timedelta(days=int(days))


class _Register:
    """The units of an office: who is valid on a day, and who succeeded whom."""

    def __init__(self, units: pd.DataFrame) -> None:
        self.units = units.drop_duplicates("unit_id").reset_index(drop=True)
        self.rows = {code: row for row, code in enumerate(self.units["unit_id"])}
        self._from, self._to = (_days(self.units, name) for name in ("valid_from", "valid_to"))
        self._successors = self.units["succeeded_by"] if "succeeded_by" in units else None

    def valid_on(self, day: pd.Timestamp) -> np.ndarray:
        """Whether each unit is valid on a day."""
        moment = day.to_datetime64()
        valid: np.ndarray = (np.isnat(self._from) | (self._from <= moment)) & (
            np.isnat(self._to) | (self._to >= moment)
        )
        return valid

    def assigned(self, names: Iterable[str], valid: np.ndarray) -> np.ndarray:
        """Whether each unit is assigned by one of the names, levels or codes, and valid."""
        chosen = np.zeros(len(self.units), dtype=bool)
        for name in names:
            chosen |= (self.units["level"] == name).to_numpy(dtype=bool) & valid
            row = self._in_place_of(name, valid)
            if row is not None:
                chosen[row] = True
        return chosen

    def _in_place_of(self, code: str, valid: np.ndarray) -> int | None:
        """The row of a unit, or of the one that succeeded it, or that one, until one is valid."""
        passed: set[str] = set()
        while code in self.rows and code not in passed:
            row = self.rows[code]
            if valid[row]:
                return row
            passed.add(code)
            code = "" if self._successors is None else str(self._successors.iloc[row])
        return None


def _asked_units(collection: Mapping[Hashable, Any], period: Period, register: _Register) -> np.ndarray:
    """The rows of the units a collection asks for a period; none where it does not ask for it."""
    end = pd.Timestamp(period.end)
    first, last = collection.get("valid_from"), collection.get("valid_to")
    if (first is not None and first > end) or (last is not None and last < end):  # no day is neither
        return np.zeros(0, dtype=np.int64)
    names = [name.strip() for name in str(collection["units"]).split(SEPARATOR)]
    return np.flatnonzero(register.assigned(filter(None, names), register.valid_on(end)))


def _days(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A column of days, or none of them where the table lacks it."""
    column = frame[name] if name in frame else pd.Series(None, index=frame.index)
    days: np.ndarray = pd.to_datetime(column).astype(_DAYS).to_numpy()
    return days
