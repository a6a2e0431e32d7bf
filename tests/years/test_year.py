"""Tests of `khacphuc.years.year`."""

from khacphuc.data.returns.rates import RATE_COLUMNS

from .office_years import year_of


def test_a_year_without_returns_has_no_rates():
    """The frame is there, with its columns."""
    assert tuple(year_of(2021).rates.columns) == RATE_COLUMNS
    assert year_of(2021).rates.empty
