"""Tests of `khacphuc.data.records.plan`."""

from datetime import date

from khacphuc.data.records.record_frames import with_records
from khacphuc.data.records.settings import RecordSettings
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.schema.tables import TABLES

from .typed import typed

DECEMBER = RecordSettings(date(2021, 12, 31))


def counts(rows, due="30/6/2021"):
    """The printed counts of a plan of three measures; a row is ``measure month status evidence``."""
    fields = ("measure_id", "month", "status", "evidence")
    progress = [
        {"progress_id": f"TD{number}", **dict(zip(fields, row.split(), strict=False))}
        for number, row in enumerate(rows, start=1)
    ]
    measures = [{"measure_id": f"GP1.{place}", "shortcoming_id": "KD1", "due": due} for place in (1, 2, 3)]
    tables = {name: typed(name, []) for name in TABLES} | {
        "measures": typed("measures", measures),
        "progress": typed("progress", progress),
    }
    frame = with_records(tables, DECEMBER).get(TABLE_COUNTS)
    if frame is None:
        return {}
    pairs = zip(frame["count_id"], frame["printed"], frame["rows"], strict=True)
    return {code.removeprefix("measures."): (printed, rows) for code, printed, rows in pairs}


def test_counts():
    """Each count has the codes of its measures."""
    late = ["GP1.2 2021-06 on_the_way", "GP1.2 2021-07 done"]
    ended = ["GP1.1 2021-06 done VB1", *late, "GP1.3 2021-06 dropped"]
    assert counts(ended) == {
        "total": ("03", "GP1.1;GP1.2;GP1.3"),
        "due": ("03", "GP1.1;GP1.2;GP1.3"),
        "done": ("02", "GP1.1;GP1.2"),
        "done_in_time": ("01", "GP1.1"),
        "overdue": ("0", ""),
        "dropped": ("01", "GP1.3"),
        "silent": ("0", ""),
        "unproven": ("01", "GP1.2"),
    }


def test_what_nobody_recorded_is_no_zero():
    """Without progress nothing is known of done, without dates nothing of late."""
    assert counts([]).keys() == {"total", "due"}
    assert counts([], due="") == {}
    assert not {"due", "done_in_time", "overdue"} & counts(["GP1.1 2021-03 done"], due="").keys()
