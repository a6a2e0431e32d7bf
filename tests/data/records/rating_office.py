"""An office with two rated roles and two sheets, and ratings written as month, role, criterion and points."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.records.rating_policy import RatingPolicy
from khacphuc.data.records.ratings import RESULTS, ROUNDS, rating_results, rating_rounds
from khacphuc.data.records.settings import RecordSettings
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rating = tuple[str, str, str, str]

WORDS = {"excellent": {"name": "xuất sắc", "short": "XS"}, "good": {"name": "tốt", "short": "T"}}
OLD = {"basis": "cũ", "valid_from": "01/01/2021", "valid_to": "31/3/2021"}
NEW = {"basis": "mới", "valid_from": "01/4/2021", "at_least": {"excellent": "95%", "good": "0%"}}
POLICY = RatingPolicy.model_validate(
    {"levels": WORDS, "versions": [OLD | {"at_least": {"excellent": "90%", "good": "0%"}}, NEW]}
)
ROLES = ("Bí thư", "Phó Bí thư")
SETTINGS = RecordSettings(date(2021, 12, 31), rating_roles=ROLES, rating_policy=POLICY)
SHEET = [("TX01", "A", "60"), ("TX02", "A", "40"), ("TX03", "B", "10")]


def typed(name: str, rows: Sequence[tuple[str, ...]], columns: Sequence[str]) -> pd.DataFrame:
    """A clean table of rows of cells; a column that is not named is empty."""
    table = TABLES[name]
    empty = dict.fromkeys((field.name for field in table.raw), "")
    cells = [empty | dict(zip(columns, row, strict=True)) for row in rows]
    raw = pd.DataFrame(cells).assign(file="x.csv", line=2) if cells else text_frame(table, [])
    return clean_table(table, raw)


SHEETS = typed("rating_sheets", SHEET, ("rating_criterion_id", "rating_sheet", "points"))


def ratings(rows: Sequence[Rating]) -> pd.DataFrame:
    """The clean table ``ratings`` of rows of 2021."""
    columns = ("rating_id", "month", "rated_role", "rating_criterion_id", "points")
    coded = [(f"XL{number}", f"2021-{month}", *rest) for number, (month, *rest) in enumerate(rows)]
    return typed("ratings", coded, columns)


def results(
    rows: Sequence[Rating],
    *,
    as_of: date = date(2021, 4, 30),
    policy: RatingPolicy | None = POLICY,
    roles: tuple[str, ...] = ROLES,
) -> pd.DataFrame:
    """The results of ratings."""
    settings = RecordSettings(as_of, rating_roles=roles, rating_policy=policy)
    return rating_results({"ratings": ratings(rows), "rating_sheets": SHEETS}, settings)


def tables(rows: Sequence[Rating], settings: RecordSettings = SETTINGS) -> dict[str, pd.DataFrame]:
    """The tables of the office with what is computed of them."""
    known = {"rating_sheets": SHEETS, "ratings": ratings(rows)}
    known[RESULTS] = rating_results(known, settings)
    return known | {ROUNDS: rating_rounds(known, settings)}
