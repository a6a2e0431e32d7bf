"""Emulation in a fictional province: each unit gets its place first, then points that give it that place.

In years of the second kind three districts share the first place; in others two share the second, one is not
scored yet, and nothing feeds one criterion. One unit a year submits a day too late, one on the last day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.office.example.figures import apportion
from khacphuc.office.example.truth import SECOND, PlantedFinding, UnitResult
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khacphuc.office.example.names import Province

    Rows = list[dict[str, str]]

_LEVELS: Final = ("district", "affiliated")
_TOP: Final = 196  # half points of 200: nobody gets all
_LATE_LEVEL: Final = {True: "affiliated", False: "district"}
_LATE_CRITERION: Final = {"district": "BD03", "affiliated": "BD07"}


@dataclass(frozen=True, slots=True)
class OfficeScores:
    """The scores of an office in one year.

    Attributes:
        rows: of the table ``scores``.
        results: of every unit that is scored, by its code.
        planted: what the checks find about them.
    """

    rows: Rows
    results: Mapping[str, UnitResult]
    planted: frozenset[PlantedFinding]


@dataclass(frozen=True, slots=True)
class _Place:
    """What a unit of a level is to have: its rank, the units it shares it with, and points in halves."""

    unit_id: str
    halves: int
    rank: int | None
    tied_with: frozenset[str] = frozenset()
    is_late: bool = False


def office_scores(province: Province, year: int, kind: str, sheets: Rows) -> OfficeScores:
    """Invent the scores of a year.

    Args:
        province: whose units are scored.
        year: the year.
        kind: of the year (see ``truth``).
        sheets: the rows of its table ``score_sheets``.
    """
    random = Random(f"{province.office}-{year}-scores")  # noqa: S311 - invents, keeps no secrets
    rows: Rows = []
    results: dict[str, UnitResult] = {}
    planted = {PlantedFinding("BD-05", row["score_criterion_id"]) for row in sheets if not row["fed_by"]}
    for level in _LEVELS:
        sheet = [row for row in sheets if row["level"] == level]
        units = [unit.unit_id for unit in province.of_level(level)]
        last_day = units[0]
        places = {place.unit_id: place for place in _places(random, units, kind, level)}
        for unit in units:
            scored = _scored(random, places[unit], sheet, is_last_day=unit == last_day)
            lost = sum((points for _, points, _, is_late in scored if is_late), Fraction(0))
            total = sum((points for _, points, _, _ in scored), Fraction(0))
            results[unit] = UnitResult(total - lost, lost, places[unit].rank, places[unit].tied_with)
            if lost:
                planted.add(PlantedFinding("XH-02", unit))
            if places[unit].rank is None:
                planted.add(PlantedFinding("XH-01", unit))
            rows += [
                {
                    "score_id": f"DC{len(rows) + number:04}",
                    "unit_id": unit,
                    "score_criterion_id": criterion,
                    "points": format_decimal(points, int(points.denominator > 1)),
                    "submitted_on": f"{day:%d/%m/%Y}" if day else "",
                }
                for number, (criterion, points, day, _) in enumerate(scored, start=1)
            ]
    return OfficeScores(rows, MappingProxyType(results), frozenset(planted))


def _places(random: Random, units: Sequence[str], kind: str, level: str) -> Iterator[_Place]:
    """The places of the units of a level: ties first, the one that was late last, one without a place."""
    order = random.sample(units, len(units))
    if kind != SECOND and level == "district":
        yield _Place(order.pop(), _TOP - 1, None)
    late = order.pop() if level == _LATE_LEVEL[kind == SECOND] else ""
    sizes = [3] if kind == SECOND else [1, 2]
    halves, rank = _TOP, 1
    while order:
        group = [order.pop() for _ in range(min(sizes.pop(0) if sizes else 1, len(order)))]
        for unit in group:
            yield _Place(unit, halves, rank, frozenset(group) - {unit})
        halves -= random.randint(1, 3)
        rank += len(group)
    if late:
        # what it was given would have been enough for one of the first places
        yield _Place(late, _TOP - 1, rank, is_late=True)


def _scored(
    random: Random, place: _Place, sheet: Rows, *, is_last_day: bool
) -> list[tuple[str, Fraction, dt.date | None, bool]]:
    """By criterion the points of a unit, the day it submitted, and whether that was too late."""
    most = [2 * int(row["points"]) for row in sheet]
    missing = apportion(sum(most) - place.halves, [each * random.randint(90, 110) for each in most])
    scored = []
    for row, each, lacking in zip(sheet, most, missing, strict=True):
        criterion, deadline = row["score_criterion_id"], row["deadline"]
        is_late = place.is_late and criterion == _LATE_CRITERION[row["level"]]
        day = None
        if deadline:
            day_, month, year = map(int, deadline.split("/"))
            early = -1 if is_late else 0 if is_last_day else random.randint(1, 20)
            day = dt.date(year, month, day_) - dt.timedelta(days=early)
        scored.append((criterion, Fraction(each - lacking, 2), day, is_late))
    # one without a place is not scored for the last criterion
    return scored[:-1] if place.rank is None else scored
