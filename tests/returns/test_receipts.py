"""The table of receipts."""

from __future__ import annotations

import pytest

from khacphuc.errors import SourceError
from khacphuc.returns.receipts import read_receipts, write_receipts

EMPTY = dict.fromkeys(
    (
        *("receipt_id", "received_file", "sheet", "sha256", "collection", "unit_id", "period", "revision"),
        *("received_on", "received_how", "declared_complete", "nil", "state", "original_name"),
    ),
    "",
)


def test_receipts_are_read_as_they_were_written(tmp_path):
    """Codes go on from the highest there is."""
    file = tmp_path / "receipts.csv"
    rows = [{**EMPTY, "receipt_id": "BN0007", "original_name": 'a, "b"'}, {**EMPTY, "sha256": "0" * 64}]
    write_receipts(file, rows)
    again = read_receipts(file, "receipts.csv")
    assert [row["receipt_id"] for row in again] == ["BN0007", "BN0008"]
    assert again[0]["original_name"] == 'a, "b"'


def test_there_are_no_receipts_yet(tmp_path):
    """Without a file there is none."""
    assert read_receipts(tmp_path / "receipts.csv", "") == []


def test_a_torn_table_is_told_with_its_line(tmp_path):
    """A line somebody cut off stops receiving, before anything is written over it."""
    file = tmp_path / "receipts.csv"
    write_receipts(file, [{**EMPTY, "sha256": "0" * 64}])
    file.write_bytes(file.read_bytes()[:-8])
    with pytest.raises(SourceError, match="line 2"):
        read_receipts(file, "receipts.csv")
