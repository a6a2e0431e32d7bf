"""Tests of `khacphuc.checks.views.ratings`."""

import pytest

from khacphuc.checks.views.ratings import rating_views

from ...data.records.rating_office import tables

ROW = ("03", "Bí thư", "TX01", "60")


def test_what_is_right_is_empty() -> None:
    """A rating within its sheet, of a month of the year and of a listed role, has nothing odd about it."""
    row = rating_views(tables([ROW]), 2021)["ratings"].iloc[0]
    assert (row["most_points"], row["too_many"], row["month_wrong"]) == ("60", "", "")
    assert (row["unlisted"], row["sheets"]) == ("", "")


@pytest.mark.parametrize(
    ("rows", "column", "cells"),
    [
        ([("03", "Bí thư", "TX01", "60,5")], "too_many", ["60,5"]),
        ([("03", "Bí thư", "TX99", "60,5")], "too_many", [""]),
        ([("13", "Bí thư", "TX01", "6")], "month_wrong", ["2021-13"]),
        ([("3", "Bí thư", "TX01", "6")], "month_wrong", ["2021-3"]),
        ([("03", "Nguyễn Văn A", "TX01", "6")], "unlisted", ["Nguyễn Văn A"]),
        ([ROW, ("03", "Bí thư", "TX03", "6")], "sheets", ["A, B", "A, B"]),
        ([ROW, ("04", "Bí thư", "TX03", "6")], "sheets", ["", ""]),
        ([ROW, ("03", "Phó Bí thư", "TX03", "6")], "sheets", ["", ""]),
    ],
)
def test_what_is_odd_is_named(rows: list[tuple[str, str, str, str]], column: str, cells: list[str]) -> None:
    """Too many points, no month, a role nobody listed, two sheets of one role in one month."""
    assert rating_views(tables(rows), 2021)["ratings"][column].tolist() == cells


def test_a_month_of_another_year() -> None:
    """It is wrong in a report about another year, and right where the year is not known."""
    rated = tables([ROW])
    assert rating_views(rated, 2022)["ratings"]["month_wrong"].tolist() == ["2021-03"]
    assert rating_views(rated, None)["ratings"]["month_wrong"].tolist() == [""]
