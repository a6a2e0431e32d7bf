"""Tables of returns as tests write them: only what a case is about, the rest as in any office."""

from __future__ import annotations

import pandas as pd

from khacphuc.data.returns.expected import expected_reports

DAYS = ("valid_from", "valid_to", "received_on", "due_on", "expires_on", "period_start", "period_end")
NUMBERS = ("revision", "due_days", "expiry_days")
TRUTHS = ("declared_complete", "nil", "includes_children", "complete", "distinct", "required")

COLLECTION = {
    "collection_id": "monthly",
    "period_type": "month",
    "cutoff": "calendar",
    "units": "commune",
    "due_days": 5,
    "expiry_days": None,
    "includes_children": False,
    "complete_needs": "",
    "valid_from": None,
    "valid_to": None,
}
UNIT = {
    "unit_id": "",
    "level": "commune",
    "parent": "",
    "valid_from": None,
    "valid_to": None,
    "succeeded_by": "",
}


def typed(rows, usual):
    """A frame of rows that differ from the usual one, typed as clean tables are."""
    frame = pd.DataFrame([{**usual, **row} for row in rows], columns=list(usual))
    for name in frame:
        if name in DAYS:
            frame[name] = pd.to_datetime(frame[name], dayfirst=True).astype("datetime64[us]")
        elif name in NUMBERS:
            frame[name] = pd.array(frame[name], dtype="Int64")
        elif name in TRUTHS:
            frame[name] = frame[name].astype(bool)
        elif name != "value":
            frame[name] = frame[name].fillna("").astype("str")
    return frame


def collections(*rows):
    """Collections, each monthly of communes and due after 5 days unless it says something else."""
    return typed(rows, COLLECTION)


def units(*rows):
    """Units, each a commune without a parent unless it says something else."""
    return typed(rows, UNIT)


def expected(collection_rows, unit_rows, year=2021):
    """The expected reports of such tables."""
    return expected_reports(collections(*collection_rows), units(*unit_rows), year)


FORM = {
    **dict.fromkeys(("file", "sheet", "sha256", "content"), ""),
    "collection": "monthly",
    "unit_id": "A",
    "period": "2021-01",
    "revision": 1,
    "form_version": "1",
    "declared_complete": True,
    "nil": False,
    "received_on": "05/2/2021",
    "expires_on": None,
    "state": "received",
}


def forms(*rows):
    """Forms that came in, each the first of unit A for January and on time, in a file of its own."""
    named = [
        {"file": f"{number}.xlsx", "sheet": "Biểu", "sha256": f"{number:064}", **row}
        for number, row in enumerate(rows)
    ]
    return typed(named, FORM)


INDICATOR = {"indicator_id": "", "kind": "count", "over_time": "sum", "over_units": "sum", "distinct": False}
VALUE = {
    "collection": "monthly",
    "unit_id": "A",
    "period": "2021-01",
    "indicator": "sessions",
    "value": float("nan"),
    "status": "normal",
}


def indicators(*rows):
    """Indicators, each a flow that is added over time and units unless it says something else."""
    return typed(rows, INDICATOR)


def items(*pairs):
    """The items of collections: pairs of collection and indicator."""
    return pd.DataFrame(list(pairs), columns=["collection", "indicator"]).astype("str")


def values(rows, usual=VALUE):
    """Values of counted forms, each a row of the differences to the usual one."""
    frame = typed(rows, usual)
    return frame.assign(value=frame["value"].astype("float64"))


def form_values(*sent, collection="monthly"):
    """Values of whole forms: of each its unit, and its numbers by indicator (``None``: blank, nil).

    The cell of an indicator is ``D`` and its place in the form, from 9.
    """
    rows = [
        {
            "collection": collection,
            "unit_id": unit,
            "period": "2021-01",
            "indicator": indicator,
            "value": float("nan") if number in {None, "nil"} else number,
            "raw": str(number or ""),
            "status": "nil" if number == "nil" else "missing" if number is None else "normal",
            "file": f"{form}.xlsx",
            "sheet": "Biểu",
            "cell": f"D{place}",
        }
        for form, (unit, numbers) in enumerate(sent)
        for place, (indicator, number) in enumerate(numbers.items(), start=9)
    ]
    names = [
        "collection",
        "unit_id",
        "period",
        "indicator",
        "value",
        "raw",
        "status",
        "file",
        "sheet",
        "cell",
    ]
    return pd.DataFrame(rows, columns=names).astype({"value": "float64"})
