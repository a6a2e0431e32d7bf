"""Findings as tests write them: a line of cells, the rest as in a finding about a figure of 2021."""

from __future__ import annotations

import datetime as dt

from khacphuc.checks.findings import Answer, Finding, Location, Place, Quote

FILE = "data/raw/2021/figures.csv"
ACCEPTED = Answer("accepted", "", "đã rà soát", "Bí thư", dt.date(2021, 3, 3))
UNDER_REVIEW = Answer("under_review", "", "đã rà soát", "Bí thư", dt.date(2021, 3, 3))
CORRECTED = Answer("corrected", "", "đã rà soát", "Bí thư", dt.date(2021, 3, 3))


def place(code, text, *, unit="", source="", file=FILE, line=32, note="", table="figures"):
    """A place that quotes the number of a row."""
    quotes = (Quote(text, unit=unit, is_number=True),) if text else ()
    return Place(code, table, quotes, note, Location(source, file, line))


def note(text):
    """A place of which nothing is quoted."""
    return Place(note=text)


def finding(rule="SL-10", row_id="SL031", *places, **cells):
    """A finding; by default about ``SL031 «17»`` in line 32."""
    places = places or (place(row_id, "17"),)
    usual = {
        "severity": "warning",
        "table": "figures",
        "description": "Phải khớp; sửa.",
        "location": places[0].location,
    }
    return Finding(rule=rule, row_id=row_id, places=places, **usual | cells)
