"""The monthly ratings of an invented office, and what is true of them: every share, level, change and round.

What is true is worked out here by thresholds of its own, not by the policy the suite reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import SECOND, PlantedFinding
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS: Final = 12
_LEADING: Final = {"TX01": 40, "TX02": 35, "TX03": 25}
_MEMBERS: Final = {"TX04": 40, "TX05": 25, "TX06": 20, "TX07": 15}
#: Months without a round, and the one in which a criterion of the last role was not scored.
_NOT_HELD: Final = MappingProxyType({True: (2,), False: (8,)})
_PARTLY: Final = MappingProxyType({True: 0, False: 5})
_LEVELS: Final = ("excellent", "good", "fulfilled", "not_fulfilled")
#: From which month on which shares give a level: the regulation changes in the middle of the second year.
_OLD: Final = (Fraction(90), Fraction(75), Fraction(50), Fraction(0))
_NEW: Final = (Fraction(185, 2), Fraction(80), Fraction(60), Fraction(0))
_CHANGES: Final = "2022-07"
#: The rules that find a round that was not held, or partly.
_RULES: Final = MappingProxyType({"not_held": "XD-01", "partly": "XD-02"})
#: Shares that are planted, by the place of the role: just at a threshold, just below it, and one that another
#: regulation rates lower.
_PLANTED: Final = MappingProxyType(
    {
        ("2021-01", 0): Fraction(90),
        ("2021-01", 1): Fraction(179, 2),
        ("2022-06", 0): Fraction(91),
        ("2022-07", 0): Fraction(91),
        ("2022-12", 2): Fraction(185, 2),
    }
)


class _Roles(Model):
    leading: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatedMonth:
    """What a role got in a month: its share of the points in percent, its level and how that changed."""

    percent: Fraction
    level: str
    change: str


@dataclass(frozen=True, slots=True)
class RatingTruth:
    """What is true of the ratings of a year.

    Attributes:
        months: what every role got, by month and role; who was not rated is not there.
        rounds: by month, whether its round was held, partly held or not.
        planted: what the checks find of them.
    """

    months: Mapping[tuple[str, str], RatedMonth]
    rounds: Mapping[str, str]
    planted: frozenset[PlantedFinding]


@cache
def _sheets() -> dict[str, dict[str, int]]:
    """The sheet of each role: the most points of its criteria, a hundred together."""
    roles = load_model(EXAMPLE_TEMPLATES / "rated_roles.yml", _Roles, filename="rated_roles.yml")
    return dict.fromkeys(roles.leading, _LEADING) | dict.fromkeys(roles.members, _MEMBERS)


def rated_roles() -> tuple[str, ...]:
    """The offices that are rated, as the parameters list them."""
    return tuple(_sheets())


def year_ratings(office: str, year: int, kind: str) -> tuple[list[dict[str, str]], RatingTruth]:
    """The rows of ``ratings`` of a year of one kind, and what is true of them."""
    random = Random(f"{office}-{year}-ratings")  # noqa: S311 - invents, keeps no secrets
    second = kind == SECOND
    rows: list[dict[str, str]] = []
    months: dict[tuple[str, str], RatedMonth] = {}
    rounds = {}
    for number in range(1, _MONTHS + 1):
        month = f"{year}-{number:02}"
        if number in _NOT_HELD[second]:
            rounds[month] = "not_held"
            continue
        rounds[month] = "partly" if number == _PARTLY[second] else "held"
        for place, (role, sheet) in enumerate(_sheets().items()):
            percent = _PLANTED.get((month, place)) or Fraction(random.randint(2 * 68, 2 * 98), 2)
            points = _spread(percent, sheet)
            if rounds[month] == "partly" and place == len(_sheets()) - 1:
                points.popitem()
            else:
                months[month, role] = _rated(month, role, percent, months)
            begin = len(rows) + 1
            rows += [_row(begin + line, month, role, *pair) for line, pair in enumerate(points.items())]
    planted = {PlantedFinding(_RULES[state], month) for month, state in rounds.items() if state in _RULES}
    return rows, RatingTruth(MappingProxyType(months), MappingProxyType(rounds), frozenset(planted))


def _spread(percent: Fraction, sheet: Mapping[str, int]) -> dict[str, Fraction]:
    """So many points of a hundred, spread over the criteria; what is lost is lost by the first ones."""
    lost = 100 - percent
    points = {}
    for code, most in sheet.items():
        taken = min(lost, Fraction(most, 2))
        points[code], lost = most - taken, lost - taken
    return points


def _rated(
    month: str, role: str, percent: Fraction, months: Mapping[tuple[str, str], RatedMonth]
) -> RatedMonth:
    thresholds = _NEW if month >= _CHANGES else _OLD
    level = next(name for name, least in zip(_LEVELS, thresholds, strict=True) if percent >= least)
    before = [(earlier, rated) for (earlier, name), rated in months.items() if name == role]
    if not before:
        return RatedMonth(percent, level, "")
    last, rated = before[-1]
    if (last >= _CHANGES) != (month >= _CHANGES):
        return RatedMonth(percent, level, "other_policy")
    steps = _LEVELS.index(rated.level) - _LEVELS.index(level)
    return RatedMonth(percent, level, "same" if not steps else "up" if steps > 0 else "down")


def _row(number: int, month: str, role: str, criterion: str, points: Fraction) -> dict[str, str]:
    return {
        "rating_id": f"XL{number:04}",
        "month": month,
        "rated_role": role,
        "rating_criterion_id": criterion,
        "points": format_decimal(points, points.denominator - 1),
    }
