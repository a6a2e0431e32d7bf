"""Clean tables in, small frames out, for people who look over what cleaning did. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import KINDS, TABLES
from khacphuc.text.formats import format_quantity, qualified
from khacphuc.text.quantities import parse
from khacphuc.text.units import may_be_scaled, parse_unit, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.text.quantities import Quantity

CHANGE_COLUMNS = ("table", "row_id", "printed", "read_as", "flags", "problem", "source", "file", "line")
UNREADABLE = "unreadable"
"""The kind of a number that could not be read, beside ``KINDS``."""

_PRINTED = ("figures", "returns")


def count_kinds(figures: pd.DataFrame) -> pd.DataFrame:
    """How many figures of each kind every section prints.

    Args:
        figures: the clean table.

    Returns:
        A row per section (the index), in the order of the table; a column for each of ``KINDS`` and for
        ``UNREADABLE``, without those there are none of.
    """
    kinds = figures["kind"].fillna(UNREADABLE)
    counts = Counter(zip(figures["section"], kinds, strict=True))
    sections = pd.Index(figures["section"].unique(), name="section")
    order = [kind for kind in (*KINDS, UNREADABLE) if (kinds == kind).any()]
    return pd.DataFrame({kind: [counts[name, kind] for name in sections] for kind in order}, index=sections)


def count_problems(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What was read: one row per table, those with problems first and those without rows last.

    Returns:
        ``table``, ``rows``, ``with_problems`` (rows with a cell that is unreadable) and ``file`` (where the
        rows come from).
    """
    rows = [
        {
            "table": name,
            "rows": len(frame),
            "with_problems": int((frame["problem"] != "").sum()),
            "file": ", ".join(dict.fromkeys(frame["file"])),
        }
        for name, frame in tables.items()
        if name in TABLES
    ]
    rows.sort(key=lambda row: (row["with_problems"] == 0, row["rows"] == 0))
    return pd.DataFrame(rows, columns=["table", "rows", "with_problems", "file"])


def find_changes(tables: Mapping[str, pd.DataFrame], language: str = "vi") -> pd.DataFrame:
    """Every row of which cleaning made something else than what is printed, or could make nothing.

    That are rows with a problem, of any table, then numbers that are printed against the convention, then
    those in a scale, which are kept without it.

    Args:
        tables: the clean tables.
        language: of numbers.

    Returns:
        ``CHANGE_COLUMNS``: ``printed`` with its qualifier and unit, ``read_as`` the value without its scale;
        both are empty where the row has no number, ``read_as`` where it could not be read.
    """
    named = {name: frame for name, frame in tables.items() if name in TABLES}
    rows = [row for name, frame in named.items() for row in _changes(name, frame, language)]
    rows.sort(key=lambda row: (not row["problem"], not row["flags"]))
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS)).astype({"line": "Int64"})


def _changes(name: str, frame: pd.DataFrame, language: str) -> Iterator[dict[str, Any]]:
    wrong = frame["problem"] != ""
    is_printed = name in _PRINTED
    looked_at = frame[wrong | _may_change(frame)] if is_printed else frame[wrong]
    key = TABLES[name].key
    for cells in looked_at.pipe(row_dicts):
        row = {
            "table": name,
            "row_id": cells[key],
            **{column: cells.get(column, "") for column in ("problem", "source", "file", "line")},
        }
        quantity = _quantity(cells) if is_printed else None
        if quantity:
            row["read_as"] = _without_scale(quantity, cells.get("qualifier", ""), language)
            row["flags"] = ";".join(sorted(quantity.flags))
        if is_printed:
            text = with_unit(cells["printed"], cells["unit"]) if quantity else cells["printed"]
            row["printed"] = qualified(text, cells.get("qualifier", ""))
        if row["problem"] or row.get("flags") or (quantity and parse_unit(quantity.unit).scale):
            yield {column: row.get(column, "") for column in CHANGE_COLUMNS}


def _may_change(frame: pd.DataFrame) -> pd.Series:
    """The rows that are worth reading again: a table may have thousands, and few of them are odd."""
    texts = frame["printed"] + " " + frame["unit"]
    scaled = texts.map(may_be_scaled).astype("bool")
    # returns keep no flags; what the house prints is digits, grouped, with a comma
    flagged = frame["flags"] != "" if "flags" in frame else ~texts.str.match(r"\d{1,3}(?:\.\d{3})*(?:,\d+)? ")
    return scaled | flagged


def _quantity(cells: Mapping[Any, Any]) -> Quantity | None:
    try:
        return parse(cells["printed"], unit=cells["unit"])
    except QuantityError:
        return None


def _without_scale(quantity: Quantity, qualifier: str, language: str) -> str:
    unit = parse_unit(quantity.unit)
    decimals = max(quantity.decimals - unit.exponent, 0)
    plain = replace(quantity, unit=str(replace(unit, scale="")), decimals=decimals)
    return qualified(
        format_quantity(plain, with_qualifier=False, language=language), qualifier, language=language
    )


def compare_computed(computed: pd.DataFrame) -> pd.DataFrame:
    """Computed numbers and whether they give again what is printed, those that do not first.

    Args:
        computed: the clean table.

    Returns:
        The same rows with ``outcome``: ``failed`` where nothing could be computed, ``differs``, ``agrees``,
        or ``alone`` where no printed figure is to be reproduced.
    """
    outcome = pd.Series("agrees", index=computed.index, dtype="str")
    outcome[computed["reproduces"] == ""] = "alone"
    outcome[(computed["restates"].notna()) & (computed["restated"] != computed["restates"])] = "differs"
    outcome[computed["value"].isna() | (computed["problem"] != "")] = "failed"
    order = outcome.map({"failed": 0, "differs": 1, "agrees": 2, "alone": 3})
    return computed.assign(outcome=outcome).iloc[order.argsort(kind="stable")].reset_index(drop=True)
