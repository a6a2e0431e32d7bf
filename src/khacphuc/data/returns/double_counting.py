"""What must not be added twice: a unit's form that counts its children's, and a unit asked twice. Pure.

Where a collection says ``includes_children``, the number of a unit contains those of the units below it. If
one of these is asked for the same indicator in the same time, its own number is the one that is added, and
that of the unit above is only compared with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from khacphuc.data.returns.answers_in_order import numbers_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.returns.answers_in_order import Truths
    from khacphuc.data.returns.exact_numbers import Counts

# a register has five levels; more is a circle of parents
_DEEPEST: Final = 20
_DAYS: Final = "datetime64[D]"


class ReportTree:
    """Who stands above whom among the units of the expected reports, and when each report begins and ends."""

    def __init__(self, expected: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> None:
        """Take the expected reports and the clean tables ``units`` and ``collections``."""
        units = tables["units"].drop_duplicates("unit_id")
        names = pd.Index(units["unit_id"].astype("str"))
        self.units = numbers_in(expected["unit_id"], names)
        self.parents = np.append(numbers_in(units["parent"].astype("str"), names), -1)
        days = (expected[name].to_numpy().astype(_DAYS) for name in ("period_start", "period_end"))
        self.starts, self.ends = (day.astype(np.int64) for day in days)
        collections = tables["collections"]
        including = collections.loc[collections["includes_children"].astype(bool), "collection_id"]
        self.including: Truths = expected["collection"].isin(including.astype("str")).to_numpy()

    def counted_below(self, rows: Counts) -> Truths:
        """Whether each report counts children that are asked themselves, so that it is not to be added.

        Args:
            rows: the reports that are asked for one indicator.
        """
        including: Truths = self.including[rows]
        if not including.any():
            return including
        above, ends = [], []
        ancestors = self.parents[self.units[rows]]
        for _ in range(_DEEPEST):
            there = ancestors >= 0
            above.append(ancestors[there])
            ends.append(self.ends[rows[there]])
            ancestors = self.parents[ancestors]
        # each unit and the days on which somebody below it has a period to report of, in one sorted list
        first, span = int(self.starts.min()), int(self.ends.max() - self.starts.min()) + 1
        days = np.sort(np.concatenate(above) * span + np.concatenate(ends) - first)
        unit = self.units[rows] * span - first
        until = np.searchsorted(days, unit + self.ends[rows], side="right")
        below: Truths = until > np.searchsorted(days, unit + self.starts[rows], side="left")
        counted: Truths = including & below
        return counted

    def overlaps(self, rows: Counts) -> bool:
        """Whether one unit owes two of the reports for the same days."""
        order = rows[np.lexsort((self.starts[rows], self.units[rows]))]
        same = self.units[order[1:]] == self.units[order[:-1]]
        return bool((same & (self.starts[order[1:]] <= self.ends[order[:-1]])).any())
