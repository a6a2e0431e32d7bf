"""Tests of `khacphuc.years.promises`."""

import pytest

from khacphuc.years.promises import shortcomings_over_years

from .office_years import SHORTCOMINGS, year_of

OPEN = (("KD1", "partly"), ("KD2", "remedied"))


def standings(*years):
    """Year, standing and ending of every shortcoming, by title."""
    return {
        thread[0].title: [(item.year, item.standing, item.ending) for item in thread]
        for thread in shortcomings_over_years(years)
    }


@pytest.mark.parametrize(
    "row",
    [
        {"shortcoming_id": "KD1", "title": "Giấy tờ vẫn gửi muộn", "carried_from": "2021"},
        {"shortcoming_id": "KD7", "title": "giấy tờ  GỬI muộn"},
    ],
    ids=["by code", "by title"],
)
def test_what_was_not_remedied_is_carried_on(row):
    """By its code where it names the run before, by its title where it does not."""
    second = year_of(2022, shortcomings=[row | {"order": "1"}], classes=[(row["shortcoming_id"], "partly")])
    assert standings(year_of(2021), second)["Giấy tờ gửi muộn"] == [
        (2021, "new", "goes_on"),
        (2022, "carried_on", "open"),
    ]


def test_a_promise_that_next_year_does_not_mention_is_lost():
    """It was not remedied, and is not in the register of the next year."""
    second = year_of(2022, shortcomings=SHORTCOMINGS[1:], classes=OPEN[1:])
    assert standings(year_of(2021), second)["Giấy tờ gửi muộn"] == [(2021, "new", "lost")]


def test_what_was_remedied_and_is_there_again_has_recurred():
    """Also where a year lies between."""
    without = year_of(2022, shortcomings=SHORTCOMINGS[:1], classes=OPEN[:1])
    years = (year_of(2021), without, year_of(2023))
    (first, again) = shortcomings_over_years(years)[1]
    assert (first.ending, again.standing, again.since) == ("remedied", "recurred", 2021)


def test_another_shortcoming_of_the_same_code_is_new():
    """Codes are counted anew each year."""
    row = {"shortcoming_id": "KD2", "order": "1", "title": "Việc khác"}
    second = year_of(2022, shortcomings=[row], classes=[("KD2", "partly")])
    assert standings(year_of(2021), second)["Việc khác"] == [(2022, "new", "open")]
