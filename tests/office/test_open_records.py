"""Tests of `khacphuc.office.open_records`."""

import pandas as pd

from khacphuc.office.open_records import OpenRecords, open_records


def plan(*rows):
    """Measures as ``plan_progress`` has them."""
    columns = ["measure_id", "shortcoming_id", "description", "answerable", "status", "late"]
    return pd.DataFrame(rows, columns=columns)


def test_overdue_measures_go_on_and_dropped_ones_are_named():
    """Of shortcomings that go on; codes are counted anew, so that the numbering has no gap."""
    tables = {
        "plan_progress": plan(
            ("GP1.1", "KD1", "Một", "Văn phòng", "done", False),
            ("GP1.2", "KD1", "Hai", "Văn phòng", "on_the_way", True),
            ("GP1.3", "KD1", "Ba", "", "dropped", False),
            ("GP1.4", "KD1", "Bốn", "", "", True),
            ("GP2.2", "KD2", "Năm", "", "not_started", True),
            ("GP3.1", "KD3", "Sáu", "", "not_started", True),
        )
    }
    left = open_records(tables, ["KD1", "KD2"])
    assert left.overdue == (("GP1.2", "GP1.1"), ("GP1.4", "GP1.2"), ("GP2.2", "GP2.1"))
    assert left.dropped == ("GP1.3",)
    assert left.rows["measures"][0] == {
        "measure_id": "GP1.1",
        "shortcoming_id": "KD1",
        "description": "Hai",
        "answerable": "Văn phòng",
    }


def test_a_run_without_progress_leaves_nothing_open():
    """Nobody can tell."""
    assert open_records({}, ["KD1"]) == OpenRecords()
