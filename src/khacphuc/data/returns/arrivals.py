"""What is wrong with which forms came in, and when: missing, late, of a unit or period nobody asked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.periods import parse_period
from khacphuc.data.returns.rates import arrivals_of
from khacphuc.data.returns.revisions import FORM_KEY
from khacphuc.errors import QuantityError
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from datetime import date


def arrival_faults(
    expected: pd.DataFrame, forms: pd.DataFrame, units: pd.DataFrame, year: int, today: date | None = None
) -> list[Fault]:
    """Compare the forms that came in with those that were expected.

    Args:
        expected: the expected reports.
        forms: all that came in, with ``counted``, ``why_not``, ``complete``, ``state`` and ``received_on``.
        units: the clean table; ``valid_from``, ``valid_to`` and ``succeeded_by`` may be lacking.
        year: of the run.
        today: what is not due by then is not missing; by default everything is due.

    Returns:
        MISSING_FORM (where nothing came that counts), LATE, NO_RECEIPT and NOT_DECLARED_COMPLETE for
        expected reports; for forms nobody expects, and those that do not say whose they are, WRONG_YEAR,
        UNKNOWN_UNIT, UNIT_MERGED, UNIT_CLOSED or WRONG_PERIOD.
    """
    keyed = forms.astype(dict.fromkeys([*FORM_KEY, "file", "sheet"], "str"))
    return [
        *_of_reports(arrivals_of(expected, forms), keyed, today),
        *_of_strays(expected, keyed, units, year),
    ]


def _of_reports(reports: pd.DataFrame, forms: pd.DataFrame, today: date | None) -> Iterator[Fault]:
    """What is wrong with expected reports."""
    names = [*FORM_KEY, "file", "sheet", "complete", "received_on"]
    counted = forms.loc[forms["counted"] == "yes", names]
    joined = reports.merge(counted, on=FORM_KEY, how="left")
    there = joined["file"].notna()
    late = joined["actual"] & joined["first_received"].notna() & ~joined["on_time"]
    no_receipt = there & joined["received_on"].isna()
    not_complete = there & (joined["complete"] != True)  # noqa: E712 - empty where no form came in
    missing = ~there if today is None else ~there & ~(joined["due_on"] >= pd.Timestamp(today))
    for row in joined[missing].itertuples():
        yield Fault(FaultKind.MISSING_FORM, *_key(row), expected=_day(row.due_on))
    for row in joined[late].itertuples():
        received, due = _day(row.first_received), _day(row.due_on)
        yield Fault(FaultKind.LATE, *_key(row), **_place(row), observed=received, expected=due)
    for row in joined[no_receipt].itertuples():
        yield Fault(FaultKind.NO_RECEIPT, *_key(row), **_place(row))
    for row in joined[not_complete].itertuples():
        yield Fault(FaultKind.NOT_DECLARED_COMPLETE, *_key(row), **_place(row))


def _of_strays(
    expected: pd.DataFrame, forms: pd.DataFrame, units: pd.DataFrame, year: int
) -> Iterator[Fault]:
    """Forms nobody expects, each with the first reason that fits."""
    place = pd.MultiIndex.from_frame(forms[FORM_KEY])
    strays = forms[~place.isin(pd.MultiIndex.from_frame(expected[FORM_KEY].astype("str")))]
    ends = expected.groupby(["collection", "period"])["period_end"].first()
    ever = set(expected[["collection", "unit_id"]].astype("str").itertuples(index=False, name=None))
    known = {unit["unit_id"]: unit for unit in units.pipe(row_dicts)}
    for row in strays.itertuples():
        kind, observed, better = FaultKind.WRONG_PERIOD, str(row.period), ""
        end = ends.get((row.collection, row.period))
        if not row.unit_id:
            kind, observed = FaultKind.UNKNOWN_UNIT, ""
        elif _year(str(row.period)) not in {year, None}:
            kind, better = FaultKind.WRONG_YEAR, str(year)
        elif row.unit_id not in known:
            kind, observed = FaultKind.UNKNOWN_UNIT, str(row.unit_id)
        elif end is not None and not _valid(known[str(row.unit_id)], end):
            unit = known[str(row.unit_id)]
            successor = str(unit.get("succeeded_by", ""))
            kind = FaultKind.UNIT_MERGED if successor else FaultKind.UNIT_CLOSED
            observed, better = _day(unit.get("valid_to")), successor
        elif (row.collection, row.unit_id) not in ever:
            kind, observed = FaultKind.UNKNOWN_UNIT, str(row.unit_id)
        yield Fault(kind, *_key(row), **_place(row), observed=observed, expected=better)


def _valid(unit: Mapping[Hashable, Any], end: pd.Timestamp) -> bool:
    first, last = unit.get("valid_from"), unit.get("valid_to")
    return not ((pd.notna(first) and first > end) or (pd.notna(last) and last < end))


def _year(period: str) -> int | None:
    try:
        return parse_period(period)[1]
    except QuantityError:
        return None


def _key(row: object) -> tuple[str, str, str]:
    collection, unit_id, period = (str(getattr(row, name)) for name in FORM_KEY)
    return collection, unit_id, period


def _place(row: object) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in ("file", "sheet")}


def _day(moment: Any) -> str:
    """A day as tables hold it: ``2021-02-05``; empty where there is none."""
    return "" if moment is None or pd.isna(moment) else pd.Timestamp(moment).date().isoformat()
