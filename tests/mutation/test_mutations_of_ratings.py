"""Mistakes in the tables of monthly ratings are findings: a row lost or typed twice, a wrong cell."""

from __future__ import annotations

import warnings
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.views.ratings import rating_views
from khacphuc.data.clean import clean_table
from khacphuc.data.records.of_run import record_settings
from khacphuc.data.records.ratings import RESULTS, ROUNDS, rating_results, rating_rounds
from khacphuc.schema.tables import TABLES

from .. import run2021
from ..office.example.examples import example, inputs

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .direct import broken_rows

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.checks.suites import SuiteFile
    from khacphuc.data.records.settings import RecordSettings

pytestmark = pytest.mark.full

SHARE = 0.98
SUITES = ("rating_sheets", "ratings", ROUNDS)
#: What may be typed into a cell of a column, none of which can be right.
WRONG = {
    "rating_id": ("", "Điểm 1", "XL-1"),
    "month": ("", "2020-05", "5/2021", "2021-13"),
    "rated_role": ("", "Nguyễn Văn Ví Dụ", "bí thư"),
    "rating_criterion_id": ("", "TX99", "tx01"),
    "points": ("", "-1", "999", "nhiều", "9.5", "5/10"),
    "rating_sheet": ("",),
    "criterion": ("",),
    "order": ("", "một"),
}


@cache
def raw() -> tuple[dict[str, pd.DataFrame], RecordSettings]:
    """The raw tables of the example's first year, and how they are looked at."""
    run = inputs(example()[0], "2021")
    tables = {
        name: run.tables[name][[field.name for field in TABLES[name].raw] + ["file", "line"]].astype(
            {field.name: "str" for field in TABLES[name].raw}
        )
        for name in SUITES[:2]
    }
    return tables, record_settings(run.workspace, run.parameters)


@cache
def suites() -> dict[str, SuiteFile]:
    """The suites about ratings."""
    loaded = load_suites(run2021.LAYOUT.expectations)
    return {name: loaded[name] for name in SUITES}


def findings(changed: dict[str, pd.DataFrame]) -> set[tuple[str, str, str]]:
    """What the suites find: the suite, the rule and the row."""
    tables, settings = raw()
    clean = {name: clean_table(TABLES[name], frame) for name, frame in (tables | changed).items()}
    clean[RESULTS] = rating_results(clean, settings)
    clean[ROUNDS] = rating_rounds(clean, settings)
    views, known = rating_views(clean, 2021), known_codes(run2021.tables() | clean)
    return {
        (name, rule, row)
        for name, suite in suites().items()
        for rule, row in broken_rows(suite, views[name], known)
    }


def mutations() -> list[tuple[str, int, str, str]]:
    """Every mistake in every row: table, place, what is done to it or in which column, and the cell."""
    return [
        (name, place, *mistake)
        for name, frame in raw()[0].items()
        for place in range(len(frame))
        for mistake in (
            ("lost", ""),
            ("twice", ""),
            *((column, cell) for column, cells in WRONG.items() if column in frame for cell in cells),
        )
    ]


def with_mistake(name: str, place: int, what: str, cell: str) -> dict[str, pd.DataFrame]:
    """A table with one mistake."""
    frame = raw()[0][name].copy()
    if what == "lost":
        return {name: frame.drop(index=frame.index[place]).reset_index(drop=True)}
    if what == "twice":
        return {name: frame.iloc[[*range(len(frame)), place]].reset_index(drop=True)}
    frame.loc[frame.index[place], what] = cell
    return {name: frame}


def caught(mistakes: list[tuple[str, int, str, str]]) -> tuple[float, list[tuple[str, int, str, str]]]:
    """The share of the mistakes that are found, and those that are not."""
    before = findings({})
    missed = [mistake for mistake in mistakes if findings(with_mistake(*mistake)) <= before]
    return 1 - len(missed) / len(mistakes), missed


def test_what_is_right_is_no_finding() -> None:
    """Of the tables as they are nothing is found but the two rounds that were planted."""
    assert findings({}) == {(ROUNDS, "XD-01", "2021-08"), (ROUNDS, "XD-02", "2021-05")}


def test_mistakes_are_found() -> None:
    """Of mistakes drawn by chance at least 98 of 100 are found, whatever row and column they are in."""
    drawn = Random(16).sample(mutations(), 400)  # noqa: S311 - draws, keeps no secrets
    share, missed = caught(drawn)
    assert share >= SHARE, missed
