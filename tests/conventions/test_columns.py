"""The promise that every column anybody finds in a published table is declared, and says what it holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from khacphuc.assess.classes import ASSESSMENT_COLUMNS
from khacphuc.assess.criteria import CRITERION_COLUMNS
from khacphuc.assess.targets import TARGET_COLUMNS
from khacphuc.checks.finding_tables import FINDING_COLUMNS
from khacphuc.data.records.counts import COUNT_COLUMNS
from khacphuc.data.records.progress import PROGRESS_COLUMNS
from khacphuc.data.records.ratings import RESULTS, ROUNDS, rating_results, rating_rounds
from khacphuc.data.records.record_frames import FRAME_MAKERS
from khacphuc.data.records.scores import UNIT_SCORE_COLUMNS
from khacphuc.data.records.settings import RecordSettings
from khacphuc.data.returns.gather import VALUE_COLUMNS
from khacphuc.data.returns.rates import RATE_COLUMNS
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.inputs import ASSESSMENT
from khacphuc.report.board.numbers import BOARD_COLUMNS
from khacphuc.report.comparison.numbers import COMPARED_COLUMNS
from khacphuc.schema.published_tables import PUBLISHED_TABLES
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable


def _ratings() -> dict[str, Iterable[str]]:
    """The columns of the tables of ratings, which only their makers name."""
    tables = {
        name: pd.DataFrame(columns=[field.name for field in TABLES[name].clean])
        for name in ("ratings", "rating_sheets")
    }
    settings = RecordSettings(as_of=date(2021, 12, 31))
    results = rating_results(tables, settings)
    return {RESULTS: results.columns, ROUNDS: rating_rounds({RESULTS: results}, settings).columns}


COLUMNS: dict[str, Iterable[str]] = {
    "findings": FINDING_COLUMNS,
    "assessments": ASSESSMENT_COLUMNS,
    "targets": TARGET_COLUMNS,
    "criteria": CRITERION_COLUMNS,
    "returns": VALUE_COLUMNS,
    "rates": RATE_COLUMNS,
    "plan_progress": (*(field.name for field in TABLES["measures"].clean), *PROGRESS_COLUMNS),
    TABLE_COUNTS: COUNT_COLUMNS,
    "unit_scores": tuple(UNIT_SCORE_COLUMNS),
    "compare": COMPARED_COLUMNS,
    "board": BOARD_COLUMNS,
    **_ratings(),
}
"""What stages publish, by the modules that make it."""


def test_every_column_has_a_description() -> None:
    """Of raw, clean and published tables: some words without a full stop, and so has each table."""
    tables = [*TABLES.values(), *PUBLISHED_TABLES.values()]
    descriptions = {
        **{table.name: table.description for table in tables},
        **{f"{table.name}.{field.name}": field.description for table in tables for field in table.fields},
        **{f"{table.name}.{field.name}": field.description for table in tables for field in table.clean},
    }
    offenders = [
        name
        for name, text in descriptions.items()
        if not text.strip() or text.endswith(".") or text != text.strip()
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.parametrize("name", COLUMNS)
def test_published_columns_are_declared_as_they_are(name: str) -> None:
    """Each in its place; a column that is added is declared with it."""
    assert [field.name for field in PUBLISHED_TABLES[name].fields] == list(COLUMNS[name])


def test_every_published_table_is_declared() -> None:
    """Those that are clean tables as they are, figures and computed, among the tables themselves."""
    published = {*FRAME_MAKERS, *ASSESSMENT, TABLE_COUNTS, "findings", "returns", "rates", "compare", "board"}
    assert set(PUBLISHED_TABLES) == set(COLUMNS) == published


def test_references_of_published_columns_are_tables() -> None:
    """A code points to a table there is."""
    fields = [field for table in PUBLISHED_TABLES.values() for field in table.fields]
    assert {name for field in fields for name in field.reference} <= set(TABLES)
