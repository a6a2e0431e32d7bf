"""How an indicator adds up, as its row says, and where it must not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.schema.allowed import OVER_TIME, OVER_UNITS
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    import pandas as pd

WHY_NO_TOTAL: Final = ("no_over_time", "no_over_units", "distinct_sum", "not_added", "collected_twice")
"""Why there is no total: not said how (two), persons counted anew each period, no amounts, asked twice."""

# a quotient, a place in an order or a range does not add up
_NOT_ADDED: Final = frozenset({"percentage", "ratio", "rate", "rank", "range"})


class AddingMethod(NamedTuple):
    """How an indicator adds up: the columns of its row.

    Attributes:
        over_time: one of OVER_TIME; empty where nobody said.
        over_units: one of OVER_UNITS; empty where nobody said.
        distinct: whether it counts persons, who are the same ones from period to period.
        kind: of its numbers: count, money, percentage …
    """

    over_time: str = ""
    over_units: str = ""
    distinct: bool = False
    kind: str = ""

    def refusal(self) -> str:
        """Why it has no total at all, one of WHY_NO_TOTAL, or ``""``.

        >>> AddingMethod("last", "").refusal(), AddingMethod("last", "sum", kind="percentage").refusal()
        ('no_over_units', 'not_added')
        """
        if self.over_time not in OVER_TIME:
            return "no_over_time"
        if self.over_units not in OVER_UNITS or self.over_units == "none":
            return "no_over_units"
        return "not_added" if self.over_units == "sum" and self.kind in _NOT_ADDED else ""

    def refusal_of_year(self) -> str:
        """Why it has no total of several periods, one of WHY_NO_TOTAL, or ``""``.

        >>> AddingMethod("sum", "sum", distinct=True).refusal_of_year()
        'distinct_sum'
        """
        if self.over_time == "none":
            return "no_over_time"
        if self.over_time != "sum":
            return ""
        return "distinct_sum" if self.distinct else "not_added" if self.kind in _NOT_ADDED else ""

    @property
    def nil_is_zero(self) -> bool:
        """Whether a unit that declares that nothing occurred reports 0: a stock does not vanish by that."""
        if self.over_time in {"sum", "max"} or self.over_units == "units_with":
            return True
        return self.over_time == "none" and self.over_units == "sum"


def adding_methods(indicators: pd.DataFrame) -> dict[str, AddingMethod]:
    """The method of each indicator of the clean table, which may lack the columns."""
    return {
        row["indicator_id"]: AddingMethod(
            over_time=str(row.get("over_time", "")),
            over_units=str(row.get("over_units", "")),
            distinct=row.get("distinct") is True,
            kind=str(row.get("kind", "")),
        )
        for row in indicators.drop_duplicates("indicator_id").pipe(row_dicts)
    }
