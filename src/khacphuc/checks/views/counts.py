"""What our own tables and lists count, for figures that claim to count it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.checks.views.lookups import words
from khacphuc.schema.tables import LEVELS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

_MET = {"met", "declared_met"}


def counted(tables: Mapping[str, pd.DataFrame], targets: pd.DataFrame) -> dict[str, tuple[int, str]]:
    """How many there are of what an indicator ``counts``, and the codes of the rows that were counted.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
    """
    shortcomings = tables["shortcomings"]["shortcoming_id"].unique()
    groups = tables["measures"]["shortcoming_id"].unique()
    own = targets[targets["part_id"] == ""]
    met, not_met = (
        int(own.loc[own["status"].isin(statuses), "count"].sum()) for statuses in (_MET, {"not_met"})
    )
    codes = SEPARATOR.join(tables["targets"]["target_id"].unique())
    return {
        "shortcomings": (len(shortcomings), SEPARATOR.join(shortcomings)),
        "measure_groups": (len(groups), ""),
        "targets": (int(own["count"].sum()), codes),
        "targets_met": (met, codes),
        "targets_not_met": (not_met, codes),
    }


def valid(units: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The units there are at the end of a year; without a year all."""
    if year is None:
        return units
    day = pd.Timestamp(year, 12, 31)
    since = units["valid_from"].isna() | (units["valid_from"] <= day)
    until = units["valid_to"].isna() | (units["valid_to"] >= day)
    return units[since & until]


def units_by_level(units: pd.DataFrame) -> dict[str, int]:
    """How many units each level has; a level of which the list has none is left out: it is not listed."""
    sizes: dict[Any, Any] = units.drop_duplicates("unit_id")["level"].value_counts().to_dict()
    return {level: int(sizes[level]) for level in LEVELS if sizes.get(level)}


def missing_returns(units: pd.DataFrame, returns: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """Per unit the indicators it should have returned and did not, separated by semicolons.

    An indicator is due from every unit of the level it is gathered from, once any unit has returned it.

    Args:
        units: those that are valid.
        returns: the clean table.
        indicators: the clean table.
    """
    due = indicators[
        indicators["indicator_id"].isin(returns["indicator"]) & (indicators["gathered_from"] != "")
    ]
    pairs = units[["unit_id", "level"]].merge(
        due[["indicator_id", "gathered_from"]], left_on="level", right_on="gathered_from"
    )
    there = pd.MultiIndex.from_frame(returns[["unit_id", "indicator"]])
    absent = pairs[~pd.MultiIndex.from_frame(pairs[["unit_id", "indicator_id"]]).isin(there)]
    told = absent.groupby("unit_id")["indicator_id"].agg(SEPARATOR.join)
    return words(units["unit_id"], told.to_dict())
