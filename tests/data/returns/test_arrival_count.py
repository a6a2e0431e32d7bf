"""How many reports came in is counted as the stage of returns counts them."""

from __future__ import annotations

import pandas as pd
import pytest

from khacphuc.data.returns.arrival_count import ArrivalCount, count_arrivals
from khacphuc.data.returns.expected import expected_reports
from khacphuc.project.files import write_text

UNITS = [
    {"unit_id": "T", "level": "province"},
    {"unit_id": "A", "level": "district", "parent": "T"},
    {"unit_id": "B", "level": "district", "parent": "T", "valid_to": "30/6/2021", "succeeded_by": "C"},
    {"unit_id": "C", "level": "commune", "parent": "T", "valid_from": "01/7/2021"},
    {"unit_id": "D", "level": "district", "parent": "T", "valid_from": "15/5/2021"},
]
COLLECTIONS = [
    {"collection_id": "m", "period_type": "month", "units": "district", "cutoff": "15-14"},
    {"collection_id": "q", "period_type": "quarter", "units": "A; B", "valid_from": "01/4/2021"},
    {"collection_id": "y", "period_type": "year", "units": "T;X;commune", "valid_to": "31/12/2021"},
]
DAYS = ("valid_from", "valid_to")


def write(file, rows, columns):
    """A table."""
    lines = [",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]
    write_text(file, "\n".join(lines) + "\n")


def frame(rows, columns):
    """The same, typed."""
    table = pd.DataFrame([{name: row.get(name, "") for name in columns} for row in rows])
    for name in DAYS:
        table[name] = pd.to_datetime(table[name].replace("", None), format="%d/%m/%Y")
    return table


@pytest.fixture
def files(tmp_path):
    """Units and collections."""
    units = ("unit_id", "level", "parent", "valid_from", "valid_to", "succeeded_by")
    collections = ("collection_id", "period_type", "units", "cutoff", "valid_from", "valid_to")
    write(tmp_path / "units.csv", UNITS, units)
    write(tmp_path / "collections.csv", COLLECTIONS, collections)
    expected = expected_reports(frame(COLLECTIONS, collections), frame(UNITS, units), 2021)
    return tmp_path, expected


def test_as_many_are_expected_as_the_stage_expects(files):
    """Units that close, open and succeed one another, and other cut-offs."""
    folder, expected = files
    assert count_arrivals(folder, folder / "units.csv", 2021) == ArrivalCount(0, len(expected))
    receipts = expected[::3][["collection", "unit_id", "period"]]
    rows = [*receipts.to_dict("records"), {"collection": "m", "unit_id": "X", "period": "2021-01"}]
    write(folder / "receipts.csv", rows, ("collection", "unit_id", "period"))
    assert count_arrivals(folder, folder / "units.csv", 2021) == ArrivalCount(len(receipts), len(expected))


@pytest.mark.parametrize(
    "text",
    ["collection_id\n", "collection_id,period_type,units\nm,week,district\n", "collection_id\nm\n", "\xff"],
    ids=["none", "period", "columns", "bytes"],
)
def test_what_cannot_be_counted_is_not(files, text):
    """Whoever reads the tables says what is wrong with them."""
    folder, _ = files
    (folder / "collections.csv").write_bytes(text.encode("latin-1"))
    assert count_arrivals(folder, folder / "units.csv", 2021) is None


def test_units_elsewhere_are_none(files):
    """A workbook is not read for a count."""
    folder, _ = files
    assert count_arrivals(folder, folder / "no.csv", 2021) is None
