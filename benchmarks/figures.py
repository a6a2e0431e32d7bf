"""Synthetic figures for benchmarks: any number of rows, with a few known faults. Nothing here is real."""

from __future__ import annotations

import pandas as pd

FAULTY_EVERY = 1000
"""One row in so many breaks a rule."""


def synthetic_figures(rows: int) -> pd.DataFrame:
    """A frame with the columns of the figures: half as many indicators as rows, each printed twice.

    Every thousandth row (from the seventh on) disagrees with the row that prints its indicator first.
    Columns: ``figure_id``, ``section``, ``paragraph``, ``printed``, ``kind``, ``value``, ``numerator``,
    ``denominator``, ``unit``, ``indicator``, ``parent``, ``flags``, ``problem``, ``file``, ``line``.
    """
    number = pd.Series(range(rows))
    value = (number // 2 % 997 + 3).astype("float64")
    value = value.mask((number % FAULTY_EVERY == 7) & (number % 2 == 1), value + 1)  # noqa: PLR2004
    parent = ("SL" + (number - number % 10 + 1).astype("str").str.zfill(7)).where(number % 10 == 5, "")  # noqa: PLR2004
    whole = pd.Series(10**6, index=number.index, dtype="float64")
    return pd.DataFrame(
        {
            "figure_id": "SL" + (number + 1).astype("str").str.zfill(7),
            "section": "III." + (number % 9 + 1).astype("str"),
            "paragraph": (number % 5 + 1).astype("Int64"),
            "printed": value.astype("int64").astype("str"),
            "kind": "count",
            "value": value.where(number % 10 != 0, whole),
            "numerator": (number % 90).astype("Int64"),
            "denominator": pd.Series(94, index=number.index, dtype="Int64"),
            "unit": "đội",
            "indicator": "indicator_" + (number // 2).where(number % 10 != 0, number + rows).astype("str"),
            "parent": parent,
            "flags": "",
            "problem": "",
            "file": "synthetic.csv",
            "line": (number + 2).astype("Int64"),
        }
    ).astype(dict.fromkeys(("kind", "unit", "flags", "problem", "file"), "str"))
