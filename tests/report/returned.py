"""Run 2021 as if some of its figures came from the reports of its units."""

from __future__ import annotations

import pandas as pd

from .. import run2021

SESSIONS, COMMUNES = "SL046", "SL051"


def tables(changes=None):
    """The tables of 2021 in which two figures name what they are a total of."""
    frames = run2021.tables()
    named = {SESSIONS: "propaganda_sessions", COMMUNES: "communes_counselling_ratio", **(changes or {})}
    figures = frames["figures"]
    indicators = frames["indicators"]
    counted = indicators["indicator_id"] == "communes_counselling_ratio"
    frames["indicators"] = indicators.assign(
        over_units=counted.map({True: "units_with", False: "sum"}).astype("str")
    )
    frames["figures"] = figures.assign(from_returns=figures["figure_id"].map(named).fillna("").astype("str"))
    return frames


def totals(*rows):
    """Totals, each as (indicator, parent, value, reported, expected)."""
    columns = ("indicator", "parent", "value", "reported", "expected")
    frame = pd.DataFrame(rows, columns=list(columns))
    status = [
        "insufficient_data" if pd.isna(value) else "complete" if some == of else "partial"
        for value, some, of in zip(frame["value"], frame["reported"], frame["expected"], strict=True)
    ]
    return frame.assign(period="", status=status)
