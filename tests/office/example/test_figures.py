"""The numbers of a fictional office."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from khacphuc.office.example.figures import office_years, year_kinds
from khacphuc.office.example.names import provinces
from khacphuc.office.example.truth import SECOND

from .examples import dice

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def years():
    """Five years of each of twenty offices."""
    random = dice(5)
    return [office_years(random, province, 5) for province in provinces(random, 20)]


def test_the_years_take_turns():
    """A first year, and then one of improvement after every beginning."""
    assert year_kinds(5) == ("first", "second", "again", "second", "again")


def test_they_fit_together(years):
    """Sums, shares and parts hold in every year of every office."""
    for year in (year for office in years for year in office):
        value = {code: number.value for code, number in (year.figures | year.computed).items()}
        assert value["SL016"] == value["SL017"] + value["SL018"] == value["TL03"]
        assert value["SL021"] <= value["SL020"] == sum(counselled for _, counselled, _ in year.returns)
        assert value["SL013"] <= value["SL012"]
        assert value["SL019"] < 1
        assert abs(value["SL014"] - value["TL02"]) <= Fraction(1, 20)
        assert value["SL014"] >= value["SL011"]


def test_the_second_kind_of_year_is_better_but_for_one(years):
    """Against the year before more communes are reached and more targets met, and fewer youths gathered."""
    for office in years:
        for before, year in pairwise(office):
            sign = 1 if year.kind == SECOND else -1
            for code in ("SL009", "SL012", "SL019", "SL027"):
                assert (year.figures[code].value - before.figures[code].value) * sign > 0, code
            assert (year.figures["SL029"].value - before.figures["SL029"].value) * sign < 0


def test_only_the_leaflets_change_by_more_than_half(years):
    """What was not planted changes too little to be a finding of its own."""
    for office in years:
        for before, year in pairwise(office):
            last = {code: number.value for code, number in before.figures.items()}
            jumps = {
                code
                for code, number in year.figures.items()
                if abs(number.value - last[code]) * 2 > last[code]
            }
            assert jumps == ({"SL024"} if year.kind == SECOND else set())
