"""Rows of what an office records besides figures, an ``Item`` each: what counts of tables rest on. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.checks.labels import label
from khacphuc.data.records.ratings import ROUNDS
from khacphuc.data.returns.period_names import period_name
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR, TABLES
from khacphuc.text.dates import format_date
from khacphuc.text.rows import row_address
from khacphuc.trace.items import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.checks.labels import Labels
    from khacphuc.schema.tables import Field

LABELS: Final[dict[str, tuple[str, ...]]] = {
    "progress": ("month",),
    "meetings": ("held_on", "planned_on"),
    "papers": ("title",),
    "supervisions": ("topic",),
    "supervision_findings": ("finding",),
    "rating_sheets": ("criterion",),
    "ratings": ("rated_role",),
    "score_sheets": ("criterion",),
    "scores": ("unit_id",),
    "units": ("name",),
}
"""By table the columns a row is called by: the first that is filled."""
_OWNERS: Final = frozenset({"units", "measures"})
"""Tables whose rows rest on those that name them: what a unit got is made of its scores."""


def record_items(tables: Mapping[str, pd.DataFrame], labels: Labels, language: str) -> Iterator[Item]:
    """Every row of the tables in ``LABELS``, and every round of ratings.

    Args:
        tables: the clean tables, with ``rating_rounds`` where anybody is rated.
        labels: what codes in cells are called, by column.
        language: of the words around the contents of the tables.
    """
    scores = _by_owner(tables["scores"], "unit_id", "score_id")
    for name in LABELS:
        for row in tables[name].pipe(row_dicts):
            more = scores.get(row["unit_id"], ()) if name == "units" else ()
            yield _item(name, row, labels, language, more)
    rounds = tables.get(ROUNDS, pd.DataFrame())
    for row in rounds.pipe(row_dicts):
        yield _round(row, language)


def progress_of_measures(tables: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, ...]]:
    """The codes of the rows of ``progress`` by measure, of the months that ``plan_progress`` looked at.

    Args:
        tables: the clean tables, with ``plan_progress`` where it was computed.
    """
    progress, plan = tables["progress"], tables.get("plan_progress")
    if plan is not None:
        months = dict(zip(plan["measure_id"], plan["months"].str.split(SEPARATOR), strict=True))
        pairs = zip(progress["measure_id"], progress["month"], strict=True)
        progress = progress[[month in months.get(code, ()) for code, month in pairs]]
    return _by_owner(progress, "measure_id", "progress_id")


def _by_owner(frame: pd.DataFrame, owner: str, key: str) -> dict[str, tuple[str, ...]]:
    groups = frame.groupby(owner, sort=False)[key]
    return {str(code): tuple(rows) for code, rows in groups}


def _item(name: str, row: Mapping[Any, Any], labels: Labels, language: str, more: tuple[str, ...]) -> Item:
    table, kinds, headings = TABLES[name], words(language, "trace"), words(language, "column")
    calling = next((column for column in LABELS[name] if _text(row[column])), "")
    facts = []
    uses = list(more)
    for field in table.fields[1:]:
        text = _text(row[field.name])
        if text and field.name not in {calling, "value", "flags"}:
            named = label(text, labels[field.name]) if field.name in labels else text
            facts.append((headings[field.name], named.replace(SEPARATOR, ", ")))
        uses += _codes(field, text)
    place = row_address(row["file"], row["line"], language)
    brief = "; ".join(f"{heading}: {text}" for heading, text in facts)
    facts.append((kinds["row"], place))
    return Item(
        row[table.key],
        kinds[f"row_{name}"],
        _text(row[calling]) if calling else "",
        f"{brief} ({place})".strip(),
        tuple(facts),
        tuple(dict.fromkeys(uses)),
    )


def _codes(field: Field, text: str) -> list[str]:
    """The codes a cell rests on."""
    points = field.reference and not _OWNERS & set(field.reference)
    return [code for code in text.split(SEPARATOR) if code] if points else []


def _round(row: Mapping[Any, Any], language: str) -> Item:
    labels = words(language, "trace")
    rated = labels["roles_rated"].format(rated=row["roles_rated"], due=row["roles_due"])
    facts = ((labels["result"], rated), (labels["lacking"], row["lacking"]), (labels["basis"], row["basis"]))
    uses = tuple(code for code in row["rows"].split(SEPARATOR) if code)
    kind = labels["row_rating_rounds"]
    named = period_name(row["month"], language)
    return Item(row["month"], kind, named, rated, tuple((name, text) for name, text in facts if text), uses)


def _text(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return format_date(cell.date())
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]
