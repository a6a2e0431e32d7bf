"""The frame of values that were issued once, for the rule that asks why one of them moved. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.history.restatements import restated
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import ISSUED

if TYPE_CHECKING:
    from collections.abc import Mapping


RESTATEMENTS: Final = "restatements"
"""The suite about what was issued; a run that is compared with nothing has none of it."""

_ROWS: Final = {
    "figures": "figure_id",
    "computed": "computed_id",
    "targets": "target_id",
    "target_parts": "part_id",
    "criteria": "criterion_id",
    "declared": "shortcoming_id",
}
_WORDS: Final = {"target": "status", "criterion": "status", "class": "class"}
_PLACE: Final = ("source", "file", "line")


def restatement_views(
    tables: Mapping[str, pd.DataFrame],
    *,
    targets: pd.DataFrame,
    criteria: pd.DataFrame,
    assessments: pd.DataFrame,
    language: str = "vi",
) -> dict[str, pd.DataFrame]:
    """What the run publishes beside what was issued, by the name of its suite.

    Args:
        tables: the clean tables, with ``issued`` where the run is compared with an issued version.
        targets: evaluated targets and parts.
        criteria: judged criteria.
        assessments: computed beside declared classes.
        language: of our own words.

    Returns:
        Nothing without ``issued``. Else a row for each value: the columns of ``restated``; ``number``,
        ``status`` and ``class``, of which one holds the value as people read it, each with ``_before``;
        ``issued_before`` as a date; ``same``, which is false where it moved; where its row stands.
    """
    if ISSUED not in tables:
        return {}
    assessed = {"targets": targets, "criteria": criteria, "assessments": assessments}
    used = {"figures": tables["figures"], "computed": tables["computed"]}
    frame = restated(tables[ISSUED], used | assessed)
    places = _places(tables)
    where = [places.get(code, {}) for code in frame["code"]]
    shown_in = frame["kind"].map(lambda kind: _WORDS.get(kind, "number"))
    columns = {
        f"{name}{end}": frame[f"shown{end}"].where(shown_in == name, "")
        for name in ("number", "status", "class")
        for end in ("", "_before")
    }
    is_withdrawn = (frame["value"] == "") & (frame["value_before"] != "")
    columns["number"] = columns["number"].mask(is_withdrawn, words(language, "checks")["withdrawn"])
    frame = frame.assign(
        **columns,
        issued_before=pd.to_datetime(frame["issued_before"].where(frame["issued_before"] != "", None)).astype(
            "datetime64[us]"
        ),
        same=frame["value_before"] == "",
        source=pd.Series([place.get("source", "") for place in where], dtype="str"),
        file=pd.Series([place.get("file", "") for place in where], dtype="str"),
        line=pd.Series([place.get("line") for place in where], dtype="Int64"),
    )
    return {RESTATEMENTS: frame}


def _places(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, object]]:
    """Where the row of each code stands, as far as its table says."""
    places: dict[str, dict[str, object]] = {}
    for name, key in _ROWS.items():
        frame = tables[name]
        known = [column for column in _PLACE if column in frame]
        rows = frame[[key, *known]].astype("object")
        places |= {row.pop(key): row for row in rows.where(rows.notna(), None).pipe(row_dicts)}
    return places
