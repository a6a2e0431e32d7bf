"""The tables of emulation, with what their rules need joined on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.lookups import by_key, look_up_numbers, look_up_texts
from khacphuc.checks.views.numbering import gaps
from khacphuc.data.records.scores import unit_scores
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.text.cells import readable_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNITS = "unit_scores"
_ROUND = 100  # points: people make sheets of so many, and see a slip where they do not add up to it
_CLOSING = {"deadline": (1, 31), "submitted_on": (3, 31)}
"""Month and day of the next year until which a day may still be about the year."""


def score_views(
    tables: Mapping[str, pd.DataFrame], units: pd.DataFrame, year: int | None
) -> dict[str, pd.DataFrame]:
    """The tables of emulation, by the names of their suites.

    Args:
        tables: the clean tables.
        units: those that are valid in the year.
        year: the year the report is about; without it, no day is outside of it.

    Returns:
        ``score_sheets``, ``scores`` and ``unit_scores`` (see ``data.records.scores``).
    """
    return {
        "score_sheets": _sheets(tables, units, year),
        "scores": _scores(tables, units, year),
        "unit_scores": tables[_UNITS]
        if _UNITS in tables
        else unit_scores(tables["score_sheets"], tables["scores"], units),
    }


def _sheets(tables: Mapping[str, pd.DataFrame], units: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The criteria with what may be wrong with them.

    Returns:
        ``fed`` (whether something collects what feeds it: yes, no; empty where no row has that code),
        ``nobody`` (its level, if there is no unit of it), ``sheet_points`` (the most a unit of its level may
        get), ``round`` (whether these are a multiple of a hundred: yes, no), ``day_outside`` (the deadline,
        if it is none of the year) and ``missing_before``.
    """
    sheets = tables["score_sheets"]
    totals = sheets[sheets["value"] > 0].groupby("level")["value"].sum()
    is_round = {level: "no" if total % _ROUND else "yes" for level, total in totals.items()}
    return sheets.assign(
        fed=_fed(tables),
        nobody=sheets["level"].mask(sheets["level"].isin(units["level"]), ""),
        sheet_points=look_up_numbers(sheets["level"], totals.to_dict(), "float64"),
        round=look_up_texts(sheets["level"], is_round),
        day_outside=_outside(sheets["deadline"], year),
        missing_before=gaps(sheets["score_criterion_id"]),
    )


def _fed(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    fed_by, items = tables["score_sheets"]["fed_by"], tables["collection_items"]
    listed = {*tables["indicators"]["indicator_id"], *tables["collections"]["collection_id"]}
    feeding = {
        *tables["figures"]["figure_id"],
        *tables["computed"]["computed_id"],
        *items["collection"],
        *(code for name in ("figures", "returns") for code in tables[name]["indicator"]),
        *items["indicator"],
        *(tables[TABLE_COUNTS]["count_id"] if TABLE_COUNTS in tables else ()),
    } - {""}
    known = dict.fromkeys(feeding, "yes") | dict.fromkeys({*listed, ""} - feeding, "no")
    return look_up_texts(fed_by, known)


def _scores(tables: Mapping[str, pd.DataFrame], units: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The scores with what is known of their units and criteria.

    Returns:
        ``criterion`` and ``deadline`` of the sheet; ``level`` of the unit and ``asked_level`` of the sheet;
        ``outside`` (the points the sheet allows, where these are others), ``undated`` (the deadline, where
        nobody knows when it was submitted), ``day_outside`` (the day, if it is none of the year),
        ``valid`` (whether the unit is there in the year) and ``missing_before``.
    """
    scores, sheets = tables["scores"], tables["score_sheets"]
    codes = scores["score_criterion_id"]
    of_sheet = {name: by_key(sheets, "score_criterion_id", name) for name in ("criterion", "level", "points")}
    most = look_up_numbers(codes, by_key(sheets, "score_criterion_id", "value"), "float64")
    is_within = scores["value"].between(most.clip(upper=0), most.clip(lower=0))
    unread = most.isna() | scores["value"].isna()
    deadlines = look_up_numbers(codes, by_key(sheets, "score_criterion_id", "deadline"), "datetime64[us]")
    undated = _days(deadlines, deadlines.notna() & scores["submitted_on"].isna())
    return scores.assign(
        missing_before=gaps(scores["score_id"]),
        criterion=look_up_texts(codes, of_sheet["criterion"]),
        deadline=deadlines,
        level=look_up_texts(scores["unit_id"], by_key(units, "unit_id", "level")),
        asked_level=look_up_texts(codes, of_sheet["level"]),
        outside=look_up_texts(codes, of_sheet["points"]).mask(is_within | unread, ""),
        undated=undated,
        day_outside=_outside(scores["submitted_on"], year, "submitted_on"),
        valid=scores["unit_id"].isin(units["unit_id"]).map({True: "yes", False: "no"}).astype("str"),
    )


def _outside(days: pd.Series, year: int | None, name: str = "deadline") -> pd.Series:
    """The days that are none of a year, as they are printed; empty where all is well."""
    if year is None:
        return pd.Series("", index=days.index, dtype="str")
    month, day = _CLOSING[name]
    wrong = (days < pd.Timestamp(year, 1, 1)) | (days > pd.Timestamp(year + 1, month, day))
    return _days(days, wrong)


def _days(days: pd.Series, printed: pd.Series) -> pd.Series:
    """Some of the days as they are printed; the others empty."""
    texts = [readable_cell(day) if is_printed else "" for day, is_printed in zip(days, printed, strict=True)]
    return pd.Series(texts, index=days.index, dtype="str")
