"""Tests of `khacphuc.data.records.of_run`."""

from datetime import date

from khacphuc.data.records.of_run import record_settings

from ... import run2021


def test_a_run_is_looked_at_on_the_last_day_of_its_year():
    """Whenever it is run."""
    assert record_settings(run2021.parameters(), "2021").as_of == date(2021, 12, 31)


def test_a_board_paper_is_looked_at_on_the_last_day_of_its_month():
    """What came later is not known then."""
    assert record_settings(run2021.parameters(), "2021-board-2021-02").as_of == date(2021, 2, 28)
