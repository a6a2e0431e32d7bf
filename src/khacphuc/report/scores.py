"""Emulation in the document: the units of each level by rank, with ties and lost points explained."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from khacphuc.data.gathered.printed_totals import total_decimals
from khacphuc.data.records.scores import unit_scores
from khacphuc.data.units import valid_units
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.formats import format_count, format_decimal, format_part
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    Row = Mapping[str, Any]


class UnitScores:
    """The results of the units of a run.

    Args:
        tables: the clean tables.
        year: the year of the run; units that are not there then are not scored. None takes all units.
        language: of our own words, and of numbers.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], year: int | None, language: str) -> None:
        self._tables, self._year, self._language = tables, year, language
        self.labels = document_words(language)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of ``unit_scores``."""
        tables = self._tables
        units = valid_units(tables["units"], self._year)
        frame = unit_scores(tables["score_sheets"], tables["scores"], units)
        return [{str(name): cell for name, cell in row.items()} for row in frame.pipe(row_dicts)]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are scored, in the order of the sheets."""
        return tuple(dict.fromkeys(row["level"] for row in self.rows))

    def of_level(self, level: str) -> list[dict[str, Any]]:
        """The rows of one level."""
        return [row for row in self.rows if row["level"] == level]

    def level_name(self, level: str) -> str:
        """What a level is called, with the most points it can get: ``Cấp huyện (tối đa 100 điểm)``."""
        name = words(self._language, "code")[level]
        most = self.points(self.of_level(level)[0]["most"])
        text = self.labels["score_level"].format(level=name, most=most)
        return text[:1].upper() + text[1:]

    def points(self, value: float) -> str:
        """Points as the house prints them: ``09``, ``97,5``."""
        exact = Fraction(decimal_of(value))
        decimals = total_decimals(exact)
        if decimals:
            return format_decimal(exact, decimals, language=self._language)
        return format_count(exact, language=self._language)

    def rank(self, row: Row) -> str:
        """The rank of a unit; a dash where it has none."""
        return "–" if row["missing"] else str(int(row["rank"]))

    def remark(self, row: Row) -> str:
        """What is to be told of a unit: whom it is tied with, what deadlines took, what is not scored yet."""
        remarks = []
        if row["tied_with"]:
            names = {other["unit_id"]: other["name"] for other in self.rows}
            tied = ", ".join(names[code] for code in row["tied_with"].split(SEPARATOR))
            remarks.append(self.labels["score_tied"].format(units=tied))
        if row["lost"]:
            remarks.append(self.labels["score_lost"].format(points=self.points(row["lost"])))
        if row["missing"]:
            part = format_part(int(row["scored"]), int(row["criteria"]), language=self._language)
            remarks.append(self.labels["score_unranked"].format(part=part))
        return "; ".join(remarks)


def score_table(scores: UnitScores, caption: str) -> nodes.Table:
    """A row for each unit, by level and rank, with its points and what is to be told of it.

    Args:
        scores: the results; there is at least one unit.
        caption: what stands above the table.
    """
    several = len(scores.levels) > 1
    rows: list[tuple[tuple[nodes.Inline, ...], ...]] = []
    for level in scores.levels:
        if several:
            name = nodes.Strong(children=(nodes.Text(text=scores.level_name(level)),))
            rows.append(((name,), (), (), ()))
        for row in scores.of_level(level):
            cells = (row["name"], scores.rank(row), scores.points(row["points"]), scores.remark(row))
            rows.append(tuple((nodes.Text(text=cell),) if cell else () for cell in cells))
    labels = scores.labels
    return nodes.Table(
        id="bang-scores",
        caption=(nodes.Text(text=caption),),
        columns=tuple(labels[f"column_{name}"] for name in ("scored_unit", "rank", "points", "remark")),
        rows=tuple(rows),
        align=("left", "right", "right", "left"),
        widths=(4, 1, 1.4, 4),
    )
