"""Faults as the table that suites check."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.returns.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

FAULT_COLUMNS: Final = ("fault_id", "fault", *Fault._fields[1:])
"""The columns of the table of faults, all of them text."""

_NUMBERS = 10**9  # a thousand million codes: with 10,000 faults two come by one once in twenty tables
_PLACED_BY = len(("kind", "collection", "unit_id", "period", "indicator", "file", "sheet", "cell"))


def fault_frame(faults: Iterable[Fault]) -> pd.DataFrame:
    """The table of faults, with the columns FAULT_COLUMNS, in the order of their places.

    The code of a fault comes of its kind and place, not of its number in the list, so that it is the same
    in the next run and an answer to its finding still fits.
    """
    rows = sorted(set(faults))
    occurrences: Counter[tuple[str, ...]] = Counter()
    codes: set[str] = set()
    cells = []
    for fault in rows:
        words = fault[:_PLACED_BY]
        occurrences[words] += 1
        digest = hashlib.sha256("\x1f".join((*words, str(occurrences[words]))).encode()).digest()
        number = int.from_bytes(digest[:8], "big") % _NUMBERS
        while (code := f"LO{number:09}") in codes:
            number = (number + 1) % _NUMBERS
        codes.add(code)
        cells.append((code, *map(str, fault)))
    return pd.DataFrame(cells, columns=list(FAULT_COLUMNS)).astype("str")
