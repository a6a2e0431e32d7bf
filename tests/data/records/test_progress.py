"""Tests of `khacphuc.data.records.progress`."""

from datetime import date

import pytest

from khacphuc.data.records.progress import plan_progress
from khacphuc.data.records.settings import RecordSettings

from .typed import typed

DECEMBER = RecordSettings(date(2021, 12, 31))


def plan(rows, *, due="30/6/2021", documents="VB1", issued="03/3/2021", as_of=DECEMBER):
    """What comes of one measure; its rows of progress are written ``month status reason done evidence``."""
    fields = ("month", "status", "reason", "done", "evidence")
    progress = [
        {
            "progress_id": f"TD{number:02}",
            "measure_id": "GP1.1",
            **dict(zip(fields, row.split("|"), strict=False)),
        }
        for number, row in enumerate(rows, start=1)
    ]
    measure = {"measure_id": "GP1.1", "shortcoming_id": "KD1", "due": due, "documents": documents}
    tables = {
        "measures": typed("measures", [measure]),
        "progress": typed("progress", progress),
        "documents": typed("documents", [{"document_id": "VB1", "issued_on": issued}]),
    }
    frame = plan_progress(tables, as_of)
    return frame.iloc[0] if len(frame) else None


def months(first, last):
    """Months of 2021 in which a measure was on its way."""
    return [f"2021-{month:02}|on_the_way" for month in range(first, last + 1)]


def test_done_in_time():
    """What was done, by when and shown by what; nothing is late, silent or unproven."""
    row = plan([*months(3, 5), "2021-06|done||Đã ban hành|VB1;SL001"])
    assert (row["status"], row["since"], row["work_done"]) == ("done", "2021-06", "Đã ban hành")
    assert (row["evidence"], row["silent"]) == ("VB1;SL001", "")
    assert not any(row[name] for name in ("late", "done_late", "unproven"))
    assert row["states"].split(";") == ["on_the_way"] * 3 + ["done"]


def test_late():
    """What was due by the end of the day and is not done is late, be it due on that very day."""
    assert plan(months(3, 12))["late"]
    assert plan(months(3, 12), due="31/12/2021")["late"]
    assert not plan(months(3, 12), due="01/01/2022")["late"]
    assert not plan([*months(3, 11), "2021-12|done||x|VB1"], due="31/12/2021")["late"]
    assert not plan(months(3, 12), due="")["late"]
    assert not plan([*months(3, 7), "2021-08|dropped|Hết đối tượng"])["late"]


def test_done_late():
    """Done in a later month than it was due in; the day of a month nobody records."""
    assert plan([*months(3, 6), "2021-07|done||x|VB1"])["done_late"]
    assert not plan([*months(3, 5), "2021-06|done||x|VB1"])["done_late"]


@pytest.mark.parametrize(
    ("rows", "details", "silent"),
    [
        ([*months(3, 4), *months(6, 12)], {}, "2021-05"),
        ([*months(4, 12)], {}, "2021-03"),  # its document was issued in March
        ([*months(4, 12)], {"documents": ""}, ""),  # of no document: since anybody reported
        ([*months(2, 12)], {"issued": "04/12/2020"}, "2021-01"),  # not before the year
        ([*months(5, 12)], {"issued": ""}, ""),  # nobody knows since when
        ([*months(3, 5), "2021-06|done||x|VB1"], {}, ""),  # nothing is awaited of what is done
        ([*months(3, 11)], {}, "2021-12"),
        ([*months(3, 10)], {"as_of": RecordSettings(date(2021, 11, 29))}, ""),  # November is not over
        ([*months(3, 10)], {"as_of": RecordSettings(date(2021, 11, 30))}, "2021-11"),
    ],
)
def test_silent(rows, details, silent):
    """A month nobody reported on is silent, from the plan until it was done."""
    assert plan(rows, **details)["silent"] == silent


def test_unproven():
    """What is done needs evidence, of any month."""
    assert plan([*months(3, 5), "2021-06|done||x"])["unproven"]
    assert not plan(["2021-03|on_the_way|||VB1", "2021-04|done||x"])["unproven"]
    assert not plan([*months(3, 5)])["unproven"]


def test_what_is_not_looked_at():
    """Months after the day, and what is no month; of two rows of a month the later counts."""
    row = plan(
        ["2021-03|on_the_way", "2021-06|done||x|VB1", "sáu|done"], as_of=RecordSettings(date(2021, 5, 31))
    )
    assert (row["status"], row["months"]) == ("on_the_way", "2021-03")
    assert plan(["2021-03|not_started", "2021-03|done||x|VB1"])["status"] == "done"


def test_no_word():
    """A measure nobody reported on has no status; a run without progress no rows."""
    assert plan([]) is None
    row = plan(["2022-01|on_the_way"], documents="")
    assert (row["status"], row["silent"], row["late"]) == ("", "", True)


def test_a_dropped_one_has_its_reason():
    """The reason is that of the last status: a measure that goes on has none."""
    assert plan(["2021-03|dropped|Hết đối tượng"])["reason"] == "Hết đối tượng"
    assert plan(["2021-03|dropped|Hết đối tượng", "2021-04|on_the_way"])["reason"] == ""
