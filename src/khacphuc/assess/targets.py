"""Targets and their parts: met or not, computed where there is a figure, declared where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.assess.criteria import holds
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from khacphuc.data.values import Values

TARGET_COLUMNS = (
    "target_id",
    "part_id",
    "count",
    "statement",
    "comparator",
    "threshold",
    "actual",
    "status",
)
_DECLARED = {"met": "declared_met", "not_met": "not_met"}


def evaluate(targets: pd.DataFrame, parts: pd.DataFrame, values: Values) -> pd.DataFrame:
    """Say of every target and every part whether it is met.

    A part is ``met`` or ``not_met`` by its figure and threshold; without a figure it is what the source
    declares (``declared_met``, ``not_met``), or ``missing``. A target whose parts are listed is met when
    every part that counts is; parts with ``count`` 0 are shown but do not decide. A target the source
    only counts is what it declares.

    Args:
        targets: the clean table.
        parts: the clean table ``target_parts``.
        values: the numbers their codes stand for.

    Returns:
        Each target (``part_id`` empty, ``actual`` the parts met of those that count) followed by its
        parts, with ``TARGET_COLUMNS``; thresholds and actual values as printed.
    """
    rows: list[dict[str, Any]] = []
    for target in targets.pipe(row_dicts):
        listed = parts[parts["target_id"] == target["target_id"]]
        part_rows = [_part(part, values) for part in listed.pipe(row_dicts)]
        counted = [part for part in part_rows if pd.isna(part["count"]) or part["count"] != 0]
        met = sum(part["status"] in {"met", "declared_met"} for part in counted)
        rows.append(
            {
                "target_id": target["target_id"],
                "part_id": "",
                "count": target["count"],
                "statement": target["statement"],
                "comparator": "",
                "threshold": "",
                "actual": f"{met:02}/{len(counted):02}" if counted else "",
                "status": _whole(counted) if counted else _declared(target),
            }
        )
        rows += part_rows
    return pd.DataFrame(rows, columns=list(TARGET_COLUMNS)).astype({"count": "Int64"})


def totals(evaluated: pd.DataFrame) -> dict[str, int]:
    """Count the targets of ``evaluate``: ``all``, ``met`` (declared ones too), ``not_met``, ``missing``."""
    targets = evaluated[evaluated["part_id"] == ""]
    by_status = targets.groupby("status")["count"].sum()
    return {
        "all": int(targets["count"].sum()),
        "met": int(by_status.get("met", 0) + by_status.get("declared_met", 0)),
        "not_met": int(by_status.get("not_met", 0)),
        "missing": int(by_status.get("missing", 0)),
    }


def shown_statuses(evaluated: pd.DataFrame) -> pd.Series:
    """The statuses of ``evaluate`` with ``declared_not_met`` for what is not met by declaration alone.

    That is a part without a figure, a target without parts, and a target of which only such parts are
    missed: the same rule by which one is ``declared_met``.
    """
    is_part, without_number = evaluated["part_id"] != "", evaluated["actual"] == ""
    missed = evaluated["status"] == "not_met"
    decisive = is_part & (evaluated["count"] != 0).fillna(value=True)
    by_number = evaluated.loc[missed & decisive & ~without_number, "target_id"]
    declared = (without_number & is_part) | (~is_part & ~evaluated["target_id"].isin(by_number))
    return evaluated["status"].mask(missed & declared, "declared_not_met")


def _part(part: Mapping[Hashable, Any], values: Values) -> dict[str, Any]:
    actual = values.get(str(part["figure"]))
    threshold = values.resolve(str(part["threshold"]))
    if actual is not None and threshold is not None:
        reached = holds(actual, str(part["comparator"]), threshold)
        status = "missing" if reached is None else "met" if reached else "not_met"
    else:
        status = "missing" if part["figure"] else _declared(part)
    return {
        "target_id": part["target_id"],
        "part_id": part["part_id"],
        "count": part["count"],
        "statement": part["statement"],
        "comparator": part["comparator"],
        "threshold": threshold.printed if threshold else str(part["threshold"]),
        "actual": actual.printed if actual else "",
        "status": status,
    }


def _declared(row: Mapping[Hashable, Any]) -> str:
    return _DECLARED.get(str(row["declared_status"]), "missing")


def _whole(parts: list[dict[str, Any]]) -> str:
    statuses = [str(part["status"]) for part in parts]
    for decisive in ("missing", "not_met"):
        if decisive in statuses:
            return decisive
    return "declared_met" if "declared_met" in statuses else "met"
