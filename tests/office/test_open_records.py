"""Tests of `khacphuc.office.open_records`."""

import datetime as dt

import pandas as pd

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.office.open_records import OpenRecords, open_records
from khacphuc.schema.tables import TABLES

from .. import run2021

DAY = dt.date(2021, 12, 31)


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
    left = open_records(run2021.clean() | tables, ["KD1", "KD2"], DAY)
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
    assert open_records(run2021.clean(), ["KD1"], DAY) == OpenRecords({"measures": []})


def test_what_nobody_answered_goes_on_with_its_letter():
    """Supervisions whose findings are all answered stay behind; the documents named go along."""
    rows = {
        "supervisions": [
            {"supervision_id": "GS01", "topic": "Một", "follow_up": "VB301"},
            {
                "supervision_id": "GS02",
                "topic": "Hai",
                "plan": "VB322",
                "follow_up": "VB300",
                "visited_on": "20/5/2021",
            },
        ],
        "supervision_findings": [
            _finding("GS01.1", "GS01", answered_on="01/10/2021"),
            _finding("GS02.1", "GS02", answered_on="01/10/2021"),
            _finding("GS02.2", "GS02"),
            _finding("GS02.3", "GS02", answered_on="01/3/2022"),
        ],
    }
    frames = {
        name: clean_table(TABLES[name], text_frame(TABLES[name], listed)) for name, listed in rows.items()
    }
    left = open_records(run2021.clean() | frames, [], DAY)
    assert left.unanswered == (("GS02.2", "GS01.1"), ("GS02.3", "GS01.2"))
    assert left.rows["supervisions"] == [
        {
            "supervision_id": "GS01",
            "topic": "Hai",
            "unit_id": "",
            "plan": "VB322",
            "visited_on": "20/5/2021",
            "follow_up": "VB300",
        }
    ]
    assert left.rows["supervision_findings"][1]["finding"] == "Kiến nghị GS02.3"
    assert [row["document_id"] for row in left.rows["documents"]] == ["VB300", "VB322"]
    assert left.rows["documents"][0]["issued_on"] == "03/3/2021"


def _finding(code, supervision, **cells):
    return {
        "supervision_finding_id": code,
        "supervision_id": supervision,
        "finding": f"Kiến nghị {code}",
        "addressee": "Sở",
        **cells,
    }
