"""The five numbers of DHIS2 by which one sees how reporting goes. Pure.

EXPECTED reports, ACTUAL (complete) ones, those ON TIME, and both in per cent of the expected: for each
collection, period and parent, for the year and for all units. When a form came in is known from receipts
only: without one it is neither on time nor late.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from khacphuc.data.returns.completeness import in_groups
from khacphuc.data.returns.revisions import FORM_KEY

RATE_COLUMNS: Final = (
    *("collection", "period", "parent", "expected", "actual", "on_time"),
    *("rate", "rate_on_time", "lateness_known"),
)
"""The columns of rates: three of text, three counts (Int64), two of per cent (float64), one bool."""


def reporting_rates(expected: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """Count the reports that were expected, came in complete, and came in on time.

    Args:
        expected: the expected reports.
        forms: all forms that came in, with ``counted``, ``complete``, ``state`` and ``received_on``.

    Returns:
        The columns RATE_COLUMNS, a row for each collection, period and parent; an empty period is the year,
        an empty parent all units. A form nobody expects is not counted. A report is on time if its first
        complete form that was not rejected came on the day it was due or before: a correction that comes
        later does not make it late. ``lateness_known`` says whether each actual report has a receipt; where
        it is false, ``on_time`` and ``rate_on_time`` are the least there can be.
    """
    reports = arrivals_of(expected, forms)
    reports["expected"] = 1
    reports["unknown"] = reports["actual"] & reports["first_received"].isna()
    counts = ["expected", "actual", "on_time", "unknown"]
    rates = in_groups(reports.astype(dict.fromkeys(counts, "int64")), counts)
    rates["rate"] = 100 * rates["actual"].astype(float) / rates["expected"].astype(float)
    rates["rate_on_time"] = 100 * rates["on_time"].astype(float) / rates["expected"].astype(float)
    rates["lateness_known"] = (rates["unknown"] == 0).astype(bool)
    return rates[list(RATE_COLUMNS)]


def arrivals_of(expected: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """What came in for each expected report.

    Args:
        expected: the expected reports.
        forms: with ``counted``, ``complete``, ``state`` and ``received_on``.

    Returns:
        The expected reports with ``actual`` (bool: a counted form is complete), ``first_received`` (the day
        the first complete form came, empty where that is not known) and ``on_time`` (bool).
    """
    keyed = forms.astype(dict.fromkeys(FORM_KEY, "str"))
    complete = keyed[keyed["complete"] & (keyed["state"] != "rejected")]
    counted = complete[complete["counted"] == "yes"]
    reports = expected.reset_index(drop=True)
    place = pd.MultiIndex.from_frame(reports[FORM_KEY].astype("str"))
    reports["actual"] = place.isin(pd.MultiIndex.from_frame(counted[FORM_KEY]))
    groups = complete.assign(unknown=complete["received_on"].isna()).groupby(FORM_KEY)
    first = groups["received_on"].min().reindex(place).to_numpy()
    unknown = groups["unknown"].any().reindex(place, fill_value=False).to_numpy(dtype=bool)
    due = reports["due_on"].to_numpy()
    by_then = (first <= due) | (~np.isnat(first) & np.isnat(due))
    reports["on_time"] = reports["actual"] & by_then
    # one without a receipt may have come before the one that came late
    reports["first_received"] = pd.Series(first).where(by_then | ~unknown).to_numpy()
    return reports
