"""How many rows the tables and the list of units have, to check figures that say how many there are. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.checks.views.lookups import look_up_texts
from khacphuc.data.records.ratings import HELD, ROUNDS
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.schema.tables import LEVELS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

_MET = {"met", "declared_met"}
"""A report counts the targets it only declares met among those met."""
_NOT_MET = {"not_met"}
_LAST_MONTH = 12


def known_counts(tables: Mapping[str, pd.DataFrame], targets: pd.DataFrame) -> dict[str, tuple[int, str]]:
    """How many there are of each subject of ``COUNTS``, and the codes of the rows that were counted.

    Rounds of ratings are known where the run records them. A row stands for as many targets as its ``count``
    says. Of how many targets are met nothing is known while one of them lacks data, of which another rule
    tells.

    Args:
        tables: the clean tables.
        targets: evaluated targets and parts.
    """
    shortcomings = tables["shortcomings"]["shortcoming_id"].unique()
    groups = tables["measures"]["shortcoming_id"].unique()
    whole_targets = targets[targets["part_id"] == ""]
    met, not_met = (
        int(whole_targets.loc[whole_targets["status"].isin(statuses), "count"].sum())
        for statuses in (_MET, _NOT_MET)
    )
    codes = SEPARATOR.join(tables["targets"]["target_id"].unique())
    rounds = tables.get(ROUNDS)
    counts = tables.get(TABLE_COUNTS)
    # what a figure says of its year is not held against what a board paper counts until a day of it
    is_of_year = counts is None or bool((counts["as_of"].dt.month == _LAST_MONTH).all())
    held: dict[str, tuple[int, str]] = {}
    if rounds is not None and is_of_year:
        held = {"rating_rounds_held": (int((rounds["round"] == HELD).sum()), "")}
    known = {"targets_met": (met, codes), "targets_not_met": (not_met, codes)}
    return {
        "shortcomings": (len(shortcomings), SEPARATOR.join(shortcomings)),
        "measure_groups": (len(groups), ""),
        "targets": (int(whole_targets["count"].sum()), codes),
        **held,
        **({} if (whole_targets["status"] == "missing").any() else known),
    }


def units_by_level(units: pd.DataFrame) -> dict[str, int]:
    """How many units each level has.

    A level of which the list has no unit is left out: nobody typed that level in, so nothing is known of it.
    """
    sizes: dict[Any, Any] = units.drop_duplicates("unit_id")["level"].value_counts().to_dict()
    return {level: int(sizes[level]) for level in LEVELS if sizes.get(level)}


def missing_returns(units: pd.DataFrame, returns: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """Per unit the indicators it should have returned and did not, separated by semicolons.

    Missing where none is due from a unit.

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
    missing = absent.groupby("unit_id")["indicator_id"].agg(SEPARATOR.join)
    is_due = units["level"].isin(due["gathered_from"])
    return look_up_texts(units["unit_id"], missing.to_dict()).where(is_due)
