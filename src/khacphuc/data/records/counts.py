"""Counts of tables: numbers nobody types, each with the rows it rests on.

A code of the frame ``table_counts`` (``measures.total``) stands wherever the code of a figure may: in the
prose, as an operand of ``computed``, as what a criterion measures. Each system counts by a function of its
own, registered in ``data.records.record_frames``. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count, format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

COUNT_COLUMNS: Final = ("count_id", "label", "value", "unit", "decimals", "printed", "rows", "as_of")


@dataclass(frozen=True, slots=True)
class Count:
    """A count.

    Attributes:
        code: its code, ``measures.total``; the catalogue has its label by it (group ``count``).
        value: the number.
        unit: what is counted, by the key of its word in the catalogue (group ``count_unit``).
        rows: the codes of the rows it rests on.
        decimals: how many are printed.
    """

    code: str
    value: int | Fraction
    unit: str
    rows: tuple[str, ...] = ()
    decimals: int = 0


def count_frame(counts: Iterable[Count], as_of: date, language: str = "vi") -> pd.DataFrame:
    """Counts as the frame ``table_counts``.

    Args:
        counts: in their order.
        as_of: the day they are of.
        language: of labels and units.

    Returns:
        The columns ``COUNT_COLUMNS``: ``count_id``, ``label``, ``value`` (float64), ``unit``, ``decimals``
        (Int64), ``printed``, ``rows`` (codes, separated by semicolons) and ``as_of``.
    """
    frame = pd.DataFrame([_row(count, as_of, language) for count in counts], columns=list(COUNT_COLUMNS))
    texts = dict.fromkeys(("count_id", "label", "unit", "printed", "rows"), "str")
    return frame.astype({**texts, "value": "float64", "decimals": "Int64", "as_of": "datetime64[us]"})


def _row(count: Count, as_of: date, language: str) -> dict[str, Any]:
    value, decimals = count.value, count.decimals
    return {
        "count_id": count.code,
        "label": words(language, "count")[count.code],
        "value": float(value),
        "unit": words(language, "count_unit")[count.unit],
        "decimals": decimals,
        # as the house prints it, for other code parses it again
        "printed": format_decimal(value, decimals) if decimals else format_count(value),
        "rows": SEPARATOR.join(count.rows),
        "as_of": pd.Timestamp(as_of),
    }
