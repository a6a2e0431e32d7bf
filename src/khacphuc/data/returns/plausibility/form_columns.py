"""The values of forms side by side, a row a form, for rules that look at a whole form. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from khacphuc.data.returns.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.data.returns.answers_in_order import Truths
    from khacphuc.data.returns.exact_numbers import Counts, Doubles
    from khacphuc.data.returns.faults import FaultKind

_PLACE: Final = ("collection", "unit_id", "period", "indicator", "file", "sheet", "cell")


@dataclass(frozen=True, slots=True)
class FormColumns:
    """The forms of one collection.

    Attributes:
        values: the long table they are taken from.
        numbers: of each indicator a column over the forms; NaN where it is blank.
        rows: of each indicator the rows of ``values``, -1 where a form has none.
        nil: whether each form is a declared nil return.
        units: the unit of each form.
    """

    values: pd.DataFrame
    numbers: Mapping[str, Doubles]
    rows: Mapping[str, Counts]
    nil: Truths
    units: pd.Series

    @classmethod
    def of_collection(cls, values: pd.DataFrame, collection: str) -> FormColumns:
        """Lay out the values of a collection's forms; of an item that stands twice the first counts."""
        mine = np.flatnonzero((values["collection"] == collection).to_numpy())
        chosen = values.iloc[mine]
        files, _ = pd.factorize(chosen["file"])
        sheets, titles = pd.factorize(chosen["sheet"])
        forms, names = pd.factorize(files * len(titles) + sheets)
        items, indicators = pd.factorize(chosen["indicator"])
        rows = np.full((len(indicators), len(names)), -1, dtype=np.int64)
        # of two numbers for one place the one that is put there later stays, so the first goes last; views
        # that run backwards would be turned round by numpy
        backwards = np.arange(len(mine) - 1, -1, -1)
        rows[items[backwards], forms[backwards]] = mine[backwards]
        number = np.append(values["value"].to_numpy(dtype=np.float64), np.nan)
        nil = np.zeros(len(names), dtype=bool)
        nil[forms[(chosen["status"] == "nil").to_numpy()]] = True
        first = np.zeros(len(names), dtype=np.int64)
        first[forms[backwards]] = mine[backwards]
        columns = {str(name): place for place, name in enumerate(indicators)}
        return cls(
            values,
            {name: number[rows[place]] for name, place in columns.items()},
            {name: rows[place] for name, place in columns.items()},
            nil,
            values["unit_id"].iloc[first].astype("str").reset_index(drop=True),
        )

    @property
    def size(self) -> int:
        """How many forms there are."""
        return len(self.nil)

    def column(self, indicator: str) -> Doubles:
        """The numbers of an item; blank throughout where no form has it."""
        return self.numbers.get(indicator, np.full(self.size, np.nan))

    def fault(self, kind: FaultKind, form: int, indicator: str, observed: str, expected: str) -> Fault:
        """A fault at the cell of an item of a form."""
        row = int(self.rows[indicator][form]) if indicator in self.rows else -1
        if row < 0:  # the form has no such row: another one of it tells whose it is
            row = max(int(rows[form]) for rows in self.rows.values())
            place = {name: str(self.values[name].iloc[row]) for name in _PLACE}
            place |= {"indicator": indicator, "cell": ""}
        else:
            place = {name: str(self.values[name].iloc[row]) for name in _PLACE}
        return Fault(kind, **place, observed=observed, expected=expected)

    def print_of(self, indicator: str, form: int) -> str:
        """What stands in the cell of an item, as it stands there."""
        row = int(self.rows[indicator][form]) if indicator in self.rows else -1
        return "" if row < 0 else str(self.values["raw"].iloc[row])
