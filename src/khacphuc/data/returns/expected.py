"""Which reports a collection is to get: one for each period of each unit it asks. Pure.

A unit is asked for a period if it is assigned to the collection (by its level, or by its code) and is valid
on the last day of the period; so a unit that closes in the middle of a year owes the periods that ended
before. Where a listed unit has ended and another succeeded it, that one is asked in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from khacphuc.data.returns.periods import CALENDAR, reporting_periods
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from khacphuc.data.returns.periods import Period

EXPECTED_COLUMNS = (
    *("collection", "unit_id", "parent", "period"),
    *("period_start", "period_end", "due_on", "expires_on"),
)
"""The columns of the expected reports: four of text, four of days."""
_TEXTS = EXPECTED_COLUMNS[:4]
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
        block
        for collection in collections.to_dict("records")
        for period in reporting_periods(
            year, str(collection["period_type"]), str(collection.get("cutoff") or CALENDAR)
        )
        if (block := _reports(collection, period, register)) is not None
    ]
    if not blocks:
        return pd.DataFrame(
            {name: pd.Series([], dtype="str" if name in _TEXTS else _DAYS) for name in EXPECTED_COLUMNS}
        )
    return pd.concat(blocks, ignore_index=True)


class _Register:
    """The units of an office: who is valid on a day, and who succeeded whom."""

    def __init__(self, units: pd.DataFrame) -> None:
        self.units = units.drop_duplicates("unit_id").reset_index(drop=True)
        self.rows = {code: row for row, code in enumerate(self.units["unit_id"])}
        self._from, self._to = (_days(self.units, name) for name in ("valid_from", "valid_to"))
        self._successors = self.units["succeeded_by"] if "succeeded_by" in units else None

    def valid_on(self, day: pd.Timestamp) -> np.ndarray:
        """Whether each unit is valid on a day."""
        return _valid_on(day, self._from, self._to)

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


def _reports(collection: Mapping[Hashable, Any], period: Period, register: _Register) -> pd.DataFrame | None:
    """The reports of one collection for one period; None if it does not ask for it or of nobody."""
    end = pd.Timestamp(period.end)
    lasts = {name: pd.Series([collection.get(name)]) for name in ("valid_from", "valid_to")}
    if not _valid_on(end, *(_days(pd.DataFrame(lasts), name) for name in lasts))[0]:
        return None
    names = [name.strip() for name in str(collection["units"]).split(SEPARATOR)]
    units = register.units[register.assigned(filter(None, names), register.valid_on(end))]
    if units.empty:
        return None
    block = pd.DataFrame({"collection": collection["collection_id"], "unit_id": units["unit_id"]})
    block["parent"] = units["parent"]
    block["period"] = period.code
    for name, day in (
        ("period_start", pd.Timestamp(period.start)),
        ("period_end", end),
        ("due_on", _later(end, collection.get("due_days"))),
        ("expires_on", _later(end, collection.get("expiry_days"))),
    ):
        block[name] = pd.Series(day, index=block.index, dtype=_DAYS)
    return block.astype(dict.fromkeys(_TEXTS, "str")).reset_index(drop=True)


def _later(end: pd.Timestamp, days: Any) -> pd.Timestamp | None:
    """So many days after a period; None where the collection has no such number."""
    return None if days is None or pd.isna(days) else end + pd.Timedelta(days=int(days))


def _days(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A column of days, or none of them where the table lacks it."""
    column = frame[name] if name in frame else pd.Series(None, index=frame.index)
    days: np.ndarray = pd.to_datetime(column).astype(_DAYS).to_numpy()
    return days


def _valid_on(day: pd.Timestamp, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    moment = day.to_datetime64()
    valid: np.ndarray = (np.isnat(first) | (first <= moment)) & (np.isnat(last) | (last >= moment))
    return valid
