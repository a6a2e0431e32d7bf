"""Tests of `khacphuc.review.returns_rows`."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.report_states import ReportState
from khacphuc.review.returns_rows import SYMBOLS, ReturnRows

from . import gathered


@pytest.fixture(scope="module")
def rows():
    """The rows of 94 communes below 9 districts."""
    known = gathered.tables()
    return ReturnRows(gathered.gathered(known), known, "vi")


def test_no_two_states_look_alike():
    """A mark says what became of a report without any colour."""
    assert len(set(SYMBOLS.values())) == len(ReportState)


def test_every_unit_and_period_is_on_the_map(rows):
    """94 units by parent, twelve cells each, every cell with a mark and its word."""
    groups = rows.map_of(gathered.FORM)
    assert [group.name for group in groups] == [f"Huyện đoàn {place}" for place in range(9)]
    units = [row for group in groups for row in group.rows]
    assert len(units) == 94
    assert {len(cells) for _, cells in units} == {12}
    assert all(cell.symbol and cell.word for _, cells in units for cell in cells)


def test_lists_hold_what_the_map_marks(rows):
    """Who is missing or late stands in the list as often as on the map."""
    cells = [cell for group in rows.map_of(gathered.FORM) for _, cells in group.rows for cell in cells]
    missing = sum(len(periods) for group in rows.missing() for _, _, periods in group.rows)
    late = sum(len(group.rows) for group in rows.late())
    marked = {state: sum(cell.state == state for cell in cells) for state in ReportState}
    assert missing == marked[ReportState.MISSING] == rows.count(ReportState.MISSING) > 0
    assert late == marked[ReportState.LATE] == rows.count(ReportState.LATE) > 0
    for state in ReportState:
        assert sum(len(group.rows) for group in rows.listed(state)) == marked[state]


def test_rates_by_parent_add_up_to_the_year(rows):
    """Every report is of one parent and of one period."""
    (year,) = rows.rates_of(gathered.FORM)
    for by in ("parent", "period"):
        parts = rows.rates_of(gathered.FORM, by=by)
        for name in ("expected", "actual", "on_time"):
            assert sum(getattr(row, name) for row in parts) == getattr(year, name)
    assert year.rate_on_time.startswith("từ ")  # there are forms without a receipt


def test_a_file_nobody_knows_whose_it_is_stands_first(rows):
    """What has no unit is in the group without a parent."""
    first = rows.doubt_groups()[0]
    assert (first.key, len(first.rows)) == ("p0", 3)
    assert {row[0] for row in first.rows} == {"không rõ đơn vị"}


def test_a_total_tells_of_how_many_reports_it_is(rows):
    """Also where there is none."""
    totals = {row["name"]: row for row in rows.totals()}
    assert totals["Xã có tư vấn"] == {
        "name": "Xã có tư vấn",
        "unit": "xã",
        "value": "90",
        "of": "90/94 (95,7%)",
        "status": "partial",
    }
    assert (totals["Số suất quà"]["value"], totals["Số suất quà"]["of"]) == ("", "0/1.128 (0%)")
