"""Events, rows and moments as tests need them."""

from __future__ import annotations

from datetime import UTC, datetime

from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.schedule.event_record import EventRow, Ledger


def utc(text):
    """A moment in UTC, as ``2021-03-01 07:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def daily(**others):
    """A draft every day of March 2021, at seven in UTC."""
    values = {"on": "01/3/2021", "every": "day", "until": "31/3/2021", "zone": "UTC"}
    return EventParameters(**{"event": "draft"} | values | others)


def row(at, due, outcome, *, event="draft", state="", attempt=1):
    """A row of the record of run 2021, with moments in UTC."""
    due = utc(due).isoformat() if due else ""
    return EventRow(utc(at).isoformat(), "2021", event, due, outcome, str(attempt), state, "")


def ledger(*rows):
    """What became of events, by rows."""
    whole = Ledger()
    for entry in rows:
        whole.add(entry)
    return whole
