"""Reports that were due in a month, as they stood when it ended."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from khacphuc.data.records.due_reports import DUE_COLUMNS, due_reports

from ...report.board.months import FORMS, gathered

MARCH = (dt.date(2021, 3, 1), dt.date(2021, 3, 31))


def stood(forms=FORMS, days=MARCH, as_of=MARCH[1]):
    """Of each unit whether its report came, and whether in time."""
    frames = gathered(forms)
    rows = due_reports(frames["expected"], frames["forms"], *days, as_of)
    assert tuple(rows.columns) == DUE_COLUMNS
    return {row.unit_id: (row.actual, row.on_time) for row in rows.itertuples()}


def test_what_came_by_the_end_of_the_month_counts():
    """In time, late, and after the month: that one was still missing."""
    assert stood() == {"DV01": (True, True), "DV02": (True, False), "DV03": (False, False)}


def test_a_later_day_sees_more():
    """What came in April counts in April; a correction makes nobody late."""
    later = dt.date(2021, 4, 30)
    assert stood(as_of=later) == {"DV01": (True, True), "DV02": (True, False), "DV03": (True, False)}


def test_a_form_without_a_day_counts():
    """When it came is not known, so it is there, and neither late nor in time."""
    assert stood((("DV01", "2021-02", 1, None),))["DV01"] == (True, False)


def test_another_month_is_asked_for_its_own():
    """Nothing was due in February; the reports of March are due in April."""
    assert stood(days=(dt.date(2021, 2, 1), dt.date(2021, 2, 28))) == {}
    april = (dt.date(2021, 4, 1), dt.date(2021, 4, 30))
    assert stood(days=april) == dict.fromkeys(("DV01", "DV02", "DV03"), (False, False))


def test_nobody_sent_anything():
    """All of them are missing."""
    frames = gathered()
    rows = due_reports(frames["expected"], frames["forms"].iloc[:0], *MARCH, MARCH[1])
    assert not rows["actual"].any()
    assert isinstance(rows, pd.DataFrame)
