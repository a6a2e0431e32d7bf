"""Tests of `khacphuc.checks.since_published`."""

import pandas as pd

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.checks.since_published import CHANGE_COLUMNS, finding_changes, findings_of
from khacphuc.data.store import csv_text


def findings(*rows):
    """Findings of (rule, row, observed, line)."""
    cells = [
        dict.fromkeys(FINDING_COLUMNS, "")
        | {"rule": rule, "row_id": row_id, "observed": observed, "line": line, "severity": "warning"}
        for rule, row_id, observed, line in rows
    ]
    return pd.DataFrame(cells, columns=list(FINDING_COLUMNS)).astype({"line": "Int64"})


def told(frame):
    """Change, rule and row."""
    return list(frame[["change", "rule", "row_id"]].itertuples(index=False, name=None))


def test_every_kind_of_change():
    """New, changed and same stand in the order of now, what is gone after them."""
    before = findings(
        ("A", "1", "«1» (f.csv:2)", 2), ("B", "1", "«x»", 3), ("B", "2", "«y»", 4), ("A", "3", "«3»", 5)
    )
    after = findings(("C", "9", "«9»", 9), ("A", "1", "«1» (f.csv:3)", 3), ("B", "1", "«z»", 3))
    changes = finding_changes(before, after)
    assert list(changes.columns) == list(CHANGE_COLUMNS)
    assert told(changes) == [
        ("new", "C", "9"),
        ("same", "A", "1"),  # a row was inserted above
        ("changed", "B", "1"),
        ("gone", "B", "2"),
        ("gone", "A", "3"),
    ]


def test_findings_that_share_a_row_are_counted():
    """Of two alike one may go, and one may come with other words."""
    two = findings(("A", "", "«1»", 1), ("A", "", "«1»", 2))
    assert told(finding_changes(two, two[:1])) == [("same", "A", ""), ("gone", "A", "")]
    other = findings(("A", "", "«1»", 1), ("A", "", "«2»", 2))
    assert told(finding_changes(two, other)) == [("same", "A", ""), ("changed", "A", "")]


def test_nothing_before_and_nothing_now():
    """Empty lists compare too."""
    none, one = findings(), findings(("A", "1", "«1»", 1))
    assert told(finding_changes(none, none)) == []
    assert told(finding_changes(none, one)) == [("new", "A", "1")]
    assert told(finding_changes(one, none)) == [("gone", "A", "1")]


def test_findings_out_of_a_file():
    """Findings come back from their CSV as they were written."""
    frame = findings(("A", "1", "«1»", 1), ("A", "2", "«2»", None))
    rows = [line.split(",") for line in csv_text(frame).splitlines()]
    again = findings_of(dict(zip(rows[0], row, strict=True)) for row in rows[1:])
    assert list(again["line"].fillna(0)) == [1, 0]
    assert set(finding_changes(frame, again)["change"]) == {"same"}
