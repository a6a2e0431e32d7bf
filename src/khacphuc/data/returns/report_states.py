"""What became of every report that was expected: came in time, late, incomplete, not at all. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

from khacphuc.data.returns.faults import NOTICES, FaultKind
from khacphuc.data.returns.rates import arrivals_of
from khacphuc.data.returns.revisions import FORM_KEY


class ReportState(StrEnum):
    """What became of one expected report, as the column ``state`` holds it."""

    ON_TIME = "on_time"
    LATE = "late"
    RECEIVED = "received"  # complete, and without a receipt: when it came is not known
    INCOMPLETE = "incomplete"  # came, and is not declared complete, or lacks what its collection needs
    NOT_COUNTED = "not_counted"  # came, and none of its files counts: rejected, or two that differ
    MISSING = "missing"
    AWAITED = "awaited"  # nothing came, and it is not due yet


ARRIVAL_FAULTS: Final = frozenset(
    {
        *(FaultKind.MISSING_FORM, FaultKind.LATE, FaultKind.NO_RECEIPT),
        FaultKind.NOT_DECLARED_COMPLETE,
    }
)
"""The faults that a state tells already."""

STATE_COLUMNS: Final = (
    *("collection", "unit_id", "parent", "period", "due_on"),
    *("state", "received_on", "nil", "doubts", "days_late"),
)
"""The columns of the states: text, but for two days, ``nil`` (bool), ``doubts`` and ``days_late`` (int64)."""


def report_states(expected: pd.DataFrame, forms: pd.DataFrame, faults: pd.DataFrame) -> pd.DataFrame:
    """What became of every expected report.

    Args:
        expected: the expected reports.
        forms: all that came in, with ``counted``, ``complete``, ``nil``, ``state`` and ``received_on``.
        faults: the faults of all forms.

    Returns:
        The columns STATE_COLUMNS, a row for each expected report, in their order. ``received_on`` is the day
        its first complete form came, empty where that is not known. ``doubts`` counts the faults of the
        report but for those its state tells and for mere notices; ``days_late`` is 0 unless it is late.
    """
    reports = arrivals_of(expected, forms)
    place = pd.MultiIndex.from_frame(reports[FORM_KEY].astype("str"))
    counted = forms[forms["counted"] == "yes"]
    came, counts = (place.isin(_places(rows)) for rows in (forms, counted))
    missing = place.isin(_places(faults[faults["fault"] == FaultKind.MISSING_FORM]))
    state = pd.Series(ReportState.AWAITED.value, index=reports.index, dtype="str")
    # each line holds within those above it
    state[missing] = ReportState.MISSING.value
    state[came] = ReportState.NOT_COUNTED.value
    state[counts] = ReportState.INCOMPLETE.value
    state[reports["actual"]] = ReportState.LATE.value
    state[reports["actual"] & reports["first_received"].isna()] = ReportState.RECEIVED.value
    state[reports["on_time"]] = ReportState.ON_TIME.value
    reports["state"] = state
    reports["received_on"] = reports["first_received"]
    reports["nil"] = place.isin(_places(counted[counted["nil"].astype(bool)]))
    explained = [*ARRIVAL_FAULTS, *NOTICES]
    doubts = faults[~faults["fault"].isin(explained)].astype(dict.fromkeys(FORM_KEY, "str"))
    reports["doubts"] = doubts.groupby(FORM_KEY).size().reindex(place, fill_value=0).to_numpy()
    late = (reports["first_received"] - reports["due_on"]).dt.days
    reports["days_late"] = late.where(reports["state"] == ReportState.LATE, 0).astype("int64")
    return reports[list(STATE_COLUMNS)]


def _places(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[FORM_KEY].astype("str"))
