"""Tests of `khacphuc.data.records.record_frames`."""

from datetime import date

from khacphuc.data.records.record_frames import COUNTERS, FRAME_MAKERS, with_records
from khacphuc.data.records.settings import RecordSettings
from khacphuc.data.records.systems import RECORD_FRAMES
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.locale import words

from ... import run2021
from .typed import typed

DECEMBER = RecordSettings(date(2021, 12, 31))


def test_a_run_that_records_nothing_stays_what_it_is():
    """Neither frames nor counts, and without a day nothing is looked at."""
    tables = run2021.tables()
    assert with_records(tables, DECEMBER) == tables
    assert with_records(tables, None) is tables


def test_what_has_rows_is_beside_the_tables():
    """The frames and the counts; the tables are left alone."""
    row = {"progress_id": "TD01", "measure_id": "GP2.1", "month": "2021-04", "status": "on_the_way"}
    tables = run2021.tables() | {"progress": typed("progress", [row])}
    recorded = with_records(tables, DECEMBER)
    assert recorded.keys() - tables.keys() == {"plan_progress", TABLE_COUNTS}
    assert all(recorded[name] is frame for name, frame in tables.items())
    assert len(recorded["plan_progress"]) == len(tables["measures"])


def test_every_count_is_of_a_counter():
    """The catalogue has a label for each code, and each code begins with the name of its counter."""
    assert {code.partition(".")[0] for code in words("vi", "count")} == set(COUNTERS)
    # of what a role got in a month there is no suite: of the rounds made of it there is
    assert set(FRAME_MAKERS) - {"rating_results"} <= set(RECORD_FRAMES)
