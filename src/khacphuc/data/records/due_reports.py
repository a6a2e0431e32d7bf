"""Which reports of units were due in a month, and what became of them by its end. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.returns.rates import arrivals_of
from khacphuc.data.returns.revisions import current_forms

if TYPE_CHECKING:
    from datetime import date

DUE_COLUMNS: Final = (
    *("collection", "unit_id", "parent", "period", "due_on"),
    *("actual", "first_received", "on_time"),
)
"""The columns of due reports: four of text, a day, a bool, a day and a bool."""


def due_reports(
    expected: pd.DataFrame, forms: pd.DataFrame, first: date, last: date, as_of: date
) -> pd.DataFrame:
    """The reports that were due from one day to another, as they stood on a day.

    Args:
        expected: the expected reports of the year.
        forms: all forms that came in, with ``complete``, ``state`` and ``received_on``.
        first: the first day.
        last: the last day.
        as_of: forms that came later are not looked at; those without a day are, for when they came is not
            known.

    Returns:
        The columns DUE_COLUMNS, in the order of the expected reports: ``actual`` says whether a complete form
        is counted, ``on_time`` whether the first one came by the day it was due.
    """
    is_due = expected["due_on"].between(pd.Timestamp(first), pd.Timestamp(last))
    came = forms["received_on"].isna() | (forms["received_on"] <= pd.Timestamp(as_of))
    # a form that was replaced later was the one that counted on that day
    arrivals = arrivals_of(expected[is_due], current_forms(forms[came]))
    return arrivals[list(DUE_COLUMNS)]
