"""What was gathered of an invented office, with values to look back on."""

from __future__ import annotations

from functools import cache

import pandas as pd

from khacphuc.returns.feedback import unit_feedback
from khacphuc.review.returns_rows import ReturnRows

from ..review import gathered as office

PERIOD = "2021-03"


@cache
def frames():
    """The tables and everything a run gathered; every form that counts has two values, the second nil."""
    known = office.tables()
    gathered = office.gathered(known)
    counted = gathered["forms"][gathered["forms"]["counted"] == "yes"]
    values = counted[["file", "sheet", "collection", "unit_id", "period"]]
    month = values["period"].str[-2:].astype(float)
    sessions = values.assign(indicator="propaganda_sessions", value=month, status="normal")
    gifts = values.assign(indicator="gifts", value=float("nan"), status="nil")
    return known, gathered | {"values": pd.concat([sessions, gifts], ignore_index=True)}


@cache
def feedback(language="vi"):
    """The rows of an office, and what each unit is told about a month."""
    known, gathered = frames()
    rows = ReturnRows(gathered, known, language)
    return rows, unit_feedback(rows, gathered, PERIOD)
