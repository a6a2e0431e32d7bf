"""The tables of monthly ratings with what their rules need joined on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.checks.views.lookups import by_key, look_up_numbers, look_up_texts
from khacphuc.checks.views.numbering import gaps
from khacphuc.data.records.ratings import RESULTS, ROUNDS, no_rounds

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTH: Final = r"(?P<year>\d{4})-(?:0[1-9]|1[0-2])"


def rating_views(tables: Mapping[str, pd.DataFrame], year: int | None) -> dict[str, pd.DataFrame]:
    """The tables of monthly ratings, by the names of their suites.

    Args:
        tables: the clean tables.
        year: the year the report is about; without it a month of any year is right.
    """
    sheets = tables["rating_sheets"]
    return {
        "rating_sheets": sheets.assign(missing_before=gaps(sheets["rating_criterion_id"])),
        "ratings": _ratings(tables, year),
        ROUNDS: tables[ROUNDS] if ROUNDS in tables else no_rounds(),
    }


def _ratings(tables: Mapping[str, pd.DataFrame], year: int | None) -> pd.DataFrame:
    """The ratings with what they are held against.

    Returns:
        ``most_points`` (of the criterion, as written), ``too_many`` (points above them), ``month_wrong``
        (what is no month of the year), ``unlisted`` (a role that is none of the parameters) and ``sheets``
        (those a role is rated by in one month, where they are several); empty where all is well.
    """
    ratings, sheets = tables["ratings"], tables["rating_sheets"]
    # every role that is listed has a result for each month, whatever was scored
    listed = set(tables[RESULTS]["rated_role"]) if RESULTS in tables else set()
    criterion = ratings["rating_criterion_id"]
    months = ratings["month"].str.extract(f"^{_MONTH}$")["year"]
    is_right = months.notna() if year is None else months == str(year)
    most = look_up_numbers(criterion, by_key(sheets, "rating_criterion_id", "value"), "float64")
    return ratings.assign(
        most_points=look_up_texts(criterion, by_key(sheets, "rating_criterion_id", "points")),
        too_many=ratings["points"].where(ratings["value"] > most, ""),
        month_wrong=ratings["month"].where(~is_right & (ratings["month"] != ""), ""),
        unlisted=ratings["rated_role"].mask(ratings["rated_role"].isin(listed), ""),
        sheets=_sheets(ratings, sheets),
    )


def _sheets(ratings: pd.DataFrame, sheets: pd.DataFrame) -> pd.Series:
    sheet = look_up_texts(
        ratings["rating_criterion_id"], by_key(sheets, "rating_criterion_id", "rating_sheet")
    )
    of_row = [ratings["month"], ratings["rated_role"]]
    several = sheet.where(sheet != "").groupby(of_row).transform("nunique") > 1
    names = {key: ", ".join(sorted(set(group) - {""})) for key, group in sheet[several].groupby(of_row)}
    keys = zip(*of_row, strict=True)
    cells = [names.get(key, "") if is_one else "" for key, is_one in zip(keys, several, strict=True)]
    return pd.Series(cells, index=ratings.index, dtype="str")
