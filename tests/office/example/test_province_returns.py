"""What the units of a fictional province report."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise
from statistics import median

import pytest

from khacphuc.office.example.figures import office_years
from khacphuc.office.example.names import provinces
from khacphuc.office.example.province_returns import (
    FROM_RETURNS,
    MONTHLY,
    YEARLY,
    apportion,
    province_collections,
    province_reports,
)
from khacphuc.office.example.returns_truth import ALL, returns_truth
from khacphuc.office.example.truth import SECOND

from .examples import dice

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def years():
    """Two years of each of twelve provinces, with their reports and what is true of them."""
    random = dice(7)
    return [
        (year, numbers, reports, returns_truth(province_collections(province), reports, year))
        for province in provinces(random, 12)
        for year, numbers in enumerate(office_years(random, province, 2), start=2021)
        for reports in [province_reports(province, year, numbers)]
    ]


def test_totals_are_the_figures(years):
    """What units report adds up to the figures exactly, and 94 of 94 is counted."""
    for _, numbers, _, truth in years:
        counts = {code: name for code, name in FROM_RETURNS.items() if code != "SL019"}
        values = {code: truth.totals[name, ALL, ALL].value for code, name in counts.items()}
        assert values == {code: numbers.figures[code].value for code in counts}
        covered = truth.totals["communes_counselling_ratio", ALL, ALL]
        assert Fraction(covered.value, covered.expected) == numbers.figures["SL019"].value
        assert covered.status == "complete"


def test_all_came_in_time_but_what_was_planted(years):
    """In a year of the second kind every report; in others one is missing, two were late, one came twice."""
    for _, numbers, reports, truth in years:
        planted = numbers.kind != SECOND
        rates = truth.rates[MONTHLY, ALL, ALL]
        assert (rates.expected - rates.actual, rates.actual - rates.on_time) == (
            (1, 2) if planted else (0, 0)
        )
        assert sum(report.revision > 1 for report in reports) == planted
        assert truth.rates[YEARLY, ALL, ALL].rate_on_time == 100


def test_no_value_stands_out(years):
    """Against the values of the unit before it none is far off by the modified z-score."""
    for _, _, reports, _ in years:
        series: dict[tuple[str, str], list[Fraction]] = {}
        for report in reports:
            if report.collection == MONTHLY and report.revision == 1:
                for indicator, value in report.answers.items():
                    series.setdefault((report.unit_id, indicator), []).append(value)
        for values in series.values():
            for count in range(6, len(values)):
                middle = median(values[:count])
                spread = median(abs(value - middle) for value in values[:count])
                assert abs(values[count] - middle) * Fraction("0.6745") <= Fraction("3.5") * spread


def test_reports_are_plausible(years):
    """Nobody attends a session that was not held, and nothing came before its period was over."""
    for year, _, reports, _ in years:
        for report in reports:
            value = report.answers
            if report.collection == MONTHLY:
                assert value["propaganda_attendances"] >= value["propaganda_sessions"] >= 0
                assert value["counselling_corners"] > 0
                assert report.period < str(report.received_on)
            else:
                assert report.nil or value["youths_progressed"] <= value["youths_counselled"]
                assert report.received_on > dt.date(year, 12, 31)


def test_stocks_do_not_shrink(years):
    """A corner that was opened stays open."""
    for _, _, reports, _ in years:
        for before, after in pairwise(r for r in reports if r.collection == MONTHLY):
            if before.unit_id == after.unit_id:
                assert before.answers["counselling_corners"] <= after.answers["counselling_corners"]


def test_apportioned_parts_give_the_total():
    """Nothing is lost or added, and a weight of nothing gets nothing."""
    assert apportion(100, [3, 0, 3, 1]) == [43, 0, 43, 14]
    assert sum(apportion(9_999, [*range(1, 50)])) == 9_999
