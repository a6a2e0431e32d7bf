"""Whether a form is complete: by what its sender declares, not by how many of its cells are filled. Pure.

``«Đã hoàn thành»`` or ``«Không phát sinh»`` is a declaration. A collection may ask for more before it takes
one (``complete_needs``): ``valid``, that no rule is broken; ``reasons``, that blanks have reasons; ``whole``,
that every required item has a number. How many of the numbers are there is a second figure beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.revisions import FORM_KEY
from khacphuc.schema.allowed import COMPLETE_NEEDS
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

_FAULTS_AGAINST: Final[Mapping[str, frozenset[FaultKind]]] = {
    "valid": frozenset(
        {
            *(FaultKind.CONSTRAINT_BROKEN, FaultKind.RULE_BROKEN, FaultKind.NIL_WITH_NUMBERS),
            *(FaultKind.COMPULSORY_PAIR, FaultKind.EXCLUSIVE_PAIR, FaultKind.ZERO_AGAINST_BLANK),
            *(FaultKind.TEXT_IN_NUMBER, FaultKind.NUMBER_AS_DATE, FaultKind.CELL_ERROR),
            FaultKind.NUMBER_TOO_LARGE,
        }
    ),
    "reasons": frozenset({FaultKind.BLANK_WITHOUT_REASON}),
}
"""The faults a form may not have where its collection asks for that."""

FILLED_COLUMNS: Final = ("collection", "period", "parent", "cells", "filled", "share")
"""The columns of the completeness of values; ``cells`` and ``filled`` are Int64, ``share`` is per cent."""


def with_completeness(
    forms: pd.DataFrame, faults: pd.DataFrame, values: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Say of every form whether it is complete.

    Args:
        forms: ``file``, ``sheet``, the columns FORM_KEY, ``declared_complete`` and ``nil``.
        faults: the faults of all forms: ``fault``, ``file``, ``sheet``.
        values: their values: ``file``, ``sheet``, ``indicator``, ``value``; only read where a collection
            asks for ``whole``.
        tables: the clean tables ``collections`` and ``collection_items``.

    Returns:
        The same rows with ``complete`` (bool).
    """
    complete = (forms["declared_complete"] | forms["nil"]).to_numpy(dtype=bool, copy=True)
    needs = _needs(tables["collections"])
    place = pd.MultiIndex.from_frame(forms[["file", "sheet"]].astype("str"))
    collection = forms["collection"].astype("str")
    for need, kinds in _FAULTS_AGAINST.items():
        wrong = faults.loc[faults["fault"].isin([*kinds]), ["file", "sheet"]].astype("str")
        complete &= ~(collection.isin(needs[need]).to_numpy() & place.isin(pd.MultiIndex.from_frame(wrong)))
    whole = needs["whole"]
    if whole:
        lacking = _lacking(values, tables["collection_items"], whole, forms)
        complete &= ~(collection.isin(whole).to_numpy() & ~forms["nil"].to_numpy(dtype=bool) & lacking)
    return forms.assign(complete=complete)


def completeness_of_values(values: pd.DataFrame, expected: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """How many of the cells of the expected reports have a number, or are of a nil form.

    Args:
        values: of the forms that are counted: FORM_KEY, ``indicator``, ``value``, ``status``.
        expected: the expected reports.
        items: the clean table ``collection_items``.

    Returns:
        The columns FILLED_COLUMNS, for each collection, period and parent; an empty period is the year, an
        empty parent all units.
    """
    count = items.groupby("collection").size()
    filled = values[values["value"].notna() | (values["status"] == "nil")]
    filled = filled[[*FORM_KEY, "indicator"]].astype("str").drop_duplicates()
    of_items = filled[filled["indicator"].isin(items["indicator"])]
    counts = of_items.groupby(FORM_KEY).size().rename("filled")
    reports = expected.join(counts, on=FORM_KEY).fillna({"filled": 0})
    reports["cells"] = reports["collection"].map(count).fillna(0)
    grouped = in_groups(reports, ["cells", "filled"])
    cells = grouped["cells"].replace(0, pd.NA).astype(float)
    grouped["share"] = 100 * grouped["filled"].astype(float) / cells
    return grouped[list(FILLED_COLUMNS)]


def in_groups(reports: pd.DataFrame, counts: list[str]) -> pd.DataFrame:
    """Add up columns of reports by collection, period and parent, with the year and all units.

    Returns:
        ``collection``, ``period`` (empty: the year), ``parent`` (empty: all units; a unit that has no parent
        is in no group of one) and the counts as Int64, sorted.
    """
    names = ["collection", "period", "parent"]
    finest = reports.groupby(names, sort=False, observed=True)[counts].sum().reset_index()
    under_one = finest[finest["parent"] != ""]
    blocks = [
        under_one,
        finest.assign(parent=""),
        under_one.assign(period=""),
        finest.assign(period="", parent=""),
    ]
    groups = pd.concat(blocks, ignore_index=True).groupby(names)[counts].sum().reset_index()
    return groups.astype({**dict.fromkeys(names, "str"), **dict.fromkeys(counts, "Int64")})


def _needs(collections: pd.DataFrame) -> dict[str, list[str]]:
    """For each thing a collection may ask, the collections that do."""
    asks = {
        str(row["collection_id"]): {need.strip() for need in str(row["complete_needs"]).split(SEPARATOR)}
        for row in collections.pipe(row_dicts)
    }
    return {need: [code for code, needs in asks.items() if need in needs] for need in COMPLETE_NEEDS}


def _lacking(values: pd.DataFrame, items: pd.DataFrame, whole: list[str], forms: pd.DataFrame) -> np.ndarray:
    """Whether each form lacks the number of a required item."""
    required = items[items["required"].astype(bool) & items["collection"].isin(whole)]
    count = forms["collection"].astype("str").map(required.groupby("collection").size()).fillna(0)
    names = ["file", "sheet", "indicator"]
    filled = values.loc[values["value"].notna() & values["collection"].isin(whole), [*names, "collection"]]
    filled = filled.astype("str").drop_duplicates()
    filled = filled.merge(required[["collection", "indicator"]].astype("str").drop_duplicates())
    there = filled.groupby(["file", "sheet"]).size()
    place = pd.MultiIndex.from_frame(forms[["file", "sheet"]].astype("str"))
    lacking: np.ndarray = there.reindex(place).fillna(0).to_numpy() < count.to_numpy()
    return lacking
