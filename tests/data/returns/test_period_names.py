"""Tests of `khacphuc.data.returns.period_names`."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.period_names import period_name, short_period_name
from khacphuc.data.returns.periods import MONTHS, reporting_periods
from khacphuc.locale import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period_type", MONTHS)
def test_every_period_has_a_name_of_its_own(period_type: str, language: str) -> None:
    """No two periods of a year are called the same, long or short, and no name is a code."""
    codes = [period.code for period in reporting_periods(2021, period_type)]
    for name in (period_name, short_period_name):
        names = [name(code, language) for code in codes]
        assert len(set(names)) == len(codes)
        assert not set(names) & set(codes) or period_type == "year"


def test_what_is_no_period_stays() -> None:
    """A page shows what a form says of its period, whatever that is."""
    assert (period_name("2021-13", "vi"), short_period_name("tháng 3", "en")) == ("2021-13", "tháng 3")
