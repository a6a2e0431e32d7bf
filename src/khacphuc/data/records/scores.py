"""Emulation: what the scores of a unit add up to, what deadlines took, its rank in its level. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.gathered.printed_totals import total_decimals
from khacphuc.data.records.counts import Count
from khacphuc.data.units import valid_units
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.data.records.settings import RecordSettings

UNIT_SCORE_COLUMNS: Final = {
    **dict.fromkeys(("unit_id", "name", "level"), "str"),
    **dict.fromkeys(("criteria", "scored"), "Int64"),
    "missing": "str",
    **dict.fromkeys(("most", "given", "lost", "points"), "float64"),
    "lost_for": "str",
    "rank": "Int64",
    "tied_with": "str",
    "file": "str",
    "line": "Int64",
}
"""The columns of ``unit_scores``, with their types."""

_COUNTED: Final = ("score_id", "unit_id", "score_criterion_id", "value", "lost", "file", "line")


def counted_scores(sheets: pd.DataFrame, scores: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """The scores that count: of a unit there is, for a criterion of its level, with points that can be read.

    Args:
        sheets: the clean table ``score_sheets``.
        scores: the clean table ``scores``.
        units: the clean table ``units``, those that are valid in the year.

    Returns:
        Of several scores of one unit for one criterion the first. Columns ``score_id``, ``unit_id``,
        ``score_criterion_id``, ``value``, ``lost`` (its points, where it was submitted after the deadline and
        they are not to be taken away anyhow; else 0), ``file`` and ``line``.
    """
    sheet_level = _looked_up(scores["score_criterion_id"], sheets, "score_criterion_id", "level", "str")
    level = _looked_up(scores["unit_id"], units, "unit_id", "level", "str")
    valid = scores["value"].notna() & (sheet_level != "") & (sheet_level == level)
    late = is_late(sheets, scores) & (scores["value"] > 0)
    counted = scores.assign(lost=scores["value"].where(late, 0.0))[valid]
    return counted.drop_duplicates(["unit_id", "score_criterion_id"])[list(_COUNTED)].reset_index(drop=True)


def is_late(sheets: pd.DataFrame, scores: pd.DataFrame) -> pd.Series[bool]:
    """Whether each score was submitted after the deadline of its criterion; not where a day is not known."""
    codes = scores["score_criterion_id"]
    deadlines = _looked_up(codes, sheets, "score_criterion_id", "deadline", "datetime64[us]")
    late: pd.Series[bool] = scores["submitted_on"] > deadlines
    return late


def unit_scores(sheets: pd.DataFrame, scores: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """What every unit of a level that is scored got, in the order of rank.

    A unit that lacks a score has points, but no rank: what it will have in the end is not known. Units with
    the same points share the rank of the first; the next one has the rank it would have without a tie.

    Args:
        sheets: the clean table ``score_sheets``.
        scores: the clean table ``scores``.
        units: the clean table ``units``, those that are valid in the year.

    Returns:
        The columns UNIT_SCORE_COLUMNS, a row for each unit, by level in the order of the sheets, then by
        rank, then as in the list of units. ``criteria`` is how many its level has, ``scored`` for how many
        of them it has a score, ``missing`` are the codes of the others; ``most`` the points the sheet gives,
        ``given`` those it got, ``lost`` those of them that were submitted too late, ``lost_for`` the codes of
        these scores, ``points`` what counts; ``tied_with`` the codes of the other units of its rank;
        ``file`` and ``line`` where its first score stands, else where the unit does.
    """
    counted = counted_scores(sheets, scores, units)
    by_unit = {code: rows.pipe(row_dicts) for code, rows in counted.groupby("unit_id", sort=False)}
    criteria = sheets.drop_duplicates("score_criterion_id")
    listed = units.drop_duplicates("unit_id")
    rows: list[dict[str, Any]] = []
    for level in criteria["level"].unique():
        sheet = criteria[criteria["level"] == level]
        totals = [
            _total(unit, sheet, by_unit.get(unit["unit_id"], []))
            for unit in listed[listed["level"] == level].pipe(row_dicts)
        ]
        rows += _ranked(totals)
    frame = pd.DataFrame(rows, columns=list(UNIT_SCORE_COLUMNS))
    exact = {name: frame[name].map(float) for name in ("most", "given", "lost", "points")}
    return frame.assign(**exact).astype(UNIT_SCORE_COLUMNS)


def scored_units(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> pd.DataFrame:
    """What every unit there is in the year got (see ``unit_scores``).

    A board paper does not know of what was submitted after its month, a run of all that was.
    """
    units, scores = valid_units(tables["units"], settings.as_of.year), tables["scores"]
    if settings.is_within_year:
        scores = scores[~(scores["submitted_on"] > pd.Timestamp(settings.as_of))]
    return unit_scores(tables["score_sheets"], scores, units)


def score_counts(tables: Mapping[str, pd.DataFrame], _: RecordSettings) -> Iterator[Count]:
    """Count the units that are to be scored, those that have a rank, and what deadlines took.

    Args:
        tables: the clean tables, with ``unit_scores``.
    """
    results = tables["unit_scores"]
    if results.empty:
        return
    late = tuple(code for cell in results["lost_for"] for code in cell.split(SEPARATOR) if code)
    lost = sum(map(_exact, results["lost"]), Fraction(0))
    yield Count("scores.units", len(results), "unit", tuple(results["unit_id"]))
    ranked = results.loc[results["rank"].notna(), "unit_id"]
    yield Count("scores.ranked", len(ranked), "unit", tuple(ranked))
    yield Count("scores.late", len(late), "score", late)
    yield Count("scores.lost", lost, "point", late, decimals=total_decimals(lost))


def _total(unit: Mapping[Any, Any], sheet: pd.DataFrame, scores: list[dict[Any, Any]]) -> dict[str, Any]:
    """The row of one unit, its points exact, without a rank."""
    scored = {row["score_criterion_id"] for row in scores}
    missing = [code for code in sheet["score_criterion_id"] if code not in scored]
    total, lost = (sum((_exact(row[name]) for row in scores), Fraction(0)) for name in ("value", "lost"))
    place = scores[0] if scores else unit
    return {
        "unit_id": unit["unit_id"],
        "name": unit["name"],
        "level": unit["level"],
        "criteria": len(sheet),
        "scored": len(scored),
        "missing": SEPARATOR.join(missing),
        # what is taken away is no part of the most
        "most": sum((max(_exact(value), Fraction(0)) for value in sheet["value"].dropna()), Fraction(0)),
        "given": total,
        "lost": lost,
        "points": total - lost,
        "lost_for": SEPARATOR.join(row["score_id"] for row in scores if row["lost"]),
        "rank": None,
        "tied_with": "",
        "file": place["file"],
        "line": place["line"],
    }


def _ranked(totals: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of one level with their ranks, those without one last."""
    complete = sorted((row for row in totals if not row["missing"]), key=lambda row: -row["points"])
    for row in complete:
        equal = [other for other in complete if other["points"] == row["points"]]
        tied = SEPARATOR.join(other["unit_id"] for other in equal if other is not row)
        yield row | {"rank": complete.index(equal[0]) + 1, "tied_with": tied}
    yield from (row for row in totals if row["missing"])


def _looked_up(codes: pd.Series, frame: pd.DataFrame, key: str, name: str, dtype: str) -> pd.Series:
    """The cell of the first row with each code; where there is none, empty."""
    cells = dict(zip(reversed(frame[key].tolist()), reversed(frame[name].tolist()), strict=True))
    nothing = "" if dtype == "str" else None
    return pd.Series([cells.get(code, nothing) for code in codes], index=codes.index, dtype=dtype)


def _exact(value: float) -> Fraction:
    return Fraction(decimal_of(value))
