"""What stands in the way of comparing an indicator between two years. Pure.

Of the reasons for which a value may be another (``schema.allowed.REASONS``) four hinder a comparison: another
definition, another unit of measure, another boundary, another coverage. New information and a correction do
not: they say why one year's own value moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.letters import search_key
from khacphuc.text.units import parse_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.years.year import Year

Hindrance = Literal["definition", "unit_of_measure", "boundary", "coverage"]

COVERAGE_POINTS: Final = 5.0
"""Reporting rates further apart than this, in points, make two totals another thing (issue of coverage)."""
MERGER_YEAR: Final = 2025
"""On 1 July 2025 provinces and communes were merged and districts ended (Resolution 202/2025/QH15)."""
_OF_FIGURES: Final = ("figure_id", "indicator", "printed", "value", "unit")
_DEFINING: Final = ("name", "kind", "per_year", "over_time", "over_units", "distinct", "counts")
"""The columns of ``indicators`` that say what is counted, and how."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands in the way of a comparison.

    Attributes:
        reason: which.
        then: how it was in the earlier year.
        now: how it is in the later one.
    """

    reason: Hindrance
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """Units of the earlier year that the later one has under another code.

    Attributes:
        unit: the name of the earlier one.
        successor: the name of the unit it was merged into.
    """

    unit: str
    successor: str


class ComparedYear:
    """A year with what comparing needs looked up once.

    Args:
        year: as it was published.
    """

    def __init__(self, year: Year) -> None:
        self.year = year

    @cached_property
    def indicators(self) -> dict[str, dict[Any, Any]]:
        """Its indicators, by code."""
        return _by(self.year.tables["indicators"], "indicator_id")

    @cached_property
    def figures(self) -> dict[str, list[dict[Any, Any]]]:
        """The figures with a value that are no part of another, by indicator."""
        figures = self.year.tables["figures"]
        whole = figures.loc[figures["value"].notna() & (figures["parent"] == ""), list(_OF_FIGURES)]
        by_indicator: dict[str, list[dict[Any, Any]]] = {}
        for row in whole.pipe(row_dicts):
            by_indicator.setdefault(str(row["indicator"]), []).append(row)
        return by_indicator

    @cached_property
    def levels(self) -> dict[str, frozenset[str]]:
        """The levels of the units each indicator is about; those of the forms that ask for it, too."""
        named = {
            code: {str(row[column]) for column in ("gathered_from", "counts_level")} - {""}
            for code, row in self.indicators.items()
        }
        known = {unit["level"] for unit in self._units.values()}
        for collection, indicator in self._items:
            reporting = set(_codes(self._collections[collection]["units"]))
            from_codes = {self._units[unit]["level"] for unit in reporting if unit in self._units}
            named.setdefault(indicator, set()).update(reporting & known, from_codes)
        return {code: frozenset(levels) for code, levels in named.items()}

    @cached_property
    def rates(self) -> dict[str, float]:
        """The reporting rate of the year, in per cent, of each indicator that forms ask for."""
        rates = self.year.rates
        whole = rates[(rates["period"] == "") & (rates["parent"] == "") & rates["rate"].notna()]
        of_collection = dict(zip(whole["collection"], whole["rate"].astype(float), strict=True))
        return {
            indicator: of_collection[collection]
            for collection, indicator in self._items
            if collection in of_collection
        }

    def levels_of(self, indicator: str) -> frozenset[str]:
        """The levels an indicator is about; the office's where it is about none below it."""
        return self.levels.get(indicator) or self._office_level

    def units(self, level: str) -> frozenset[str]:
        """The units of a level that hold on the last day of the year."""
        return self._valid_units.get(level, frozenset())

    def name(self, unit: str) -> str:
        """The name of a unit; its code where it is none of this year's list."""
        return str(self._units[unit]["name"]) if unit in self._units else unit

    def successor(self, unit: str) -> str:
        """What a unit became in the end; itself where it was not merged."""
        passed = {unit}
        while (follows := str(self._units.get(unit, {}).get("succeeded_by", ""))) and follows not in passed:
            passed.add(follows)
            unit = follows
        return unit

    @cached_property
    def _units(self) -> dict[str, dict[Any, Any]]:
        return _by(self.year.tables["units"], "unit_id")

    @cached_property
    def _last_units(self) -> pd.DataFrame:
        units, day = self.year.tables["units"], day_of_units(self.year)
        begun = units["valid_from"].isna() | (units["valid_from"] <= day)
        return units[begun & (units["valid_to"].isna() | (units["valid_to"] >= day))]

    @cached_property
    def _valid_units(self) -> dict[str, frozenset[str]]:
        return {str(level): frozenset(rows["unit_id"]) for level, rows in self._last_units.groupby("level")}

    @cached_property
    def office_name(self) -> str:
        """The name of the one unit that belongs to no other; empty where several belong to none."""
        return str(self._office["name"].iloc[0]) if len(self._office) == 1 else ""

    @cached_property
    def _office(self) -> pd.DataFrame:
        """The units that belong to no other."""
        return self._last_units[self._last_units["parent"] == ""]

    @cached_property
    def _office_level(self) -> frozenset[str]:
        """The level of the one unit that belongs to no other; none where several belong to none."""
        return frozenset(self._office["level"]) if len(self._office) == 1 else frozenset()

    @cached_property
    def _collections(self) -> dict[str, dict[Any, Any]]:
        return _by(self.year.tables["collections"], "collection_id")

    @cached_property
    def _items(self) -> tuple[tuple[str, str], ...]:
        items = self.year.tables["collection_items"]
        pairs = zip(items["collection"], items["indicator"], strict=True)
        return tuple((collection, code) for collection, code in pairs if collection in self._collections)


Printed: TypeAlias = tuple[str, ComparedYear]
"""The code of an indicator, and a year that prints it."""


def day_of_units(year: Year) -> pd.Timestamp:
    """The day whose units a year is about."""
    return pd.Timestamp(year.year, 12, 31)


def names_successors(then: Year, now: Year) -> bool:
    """Whether the list of units says of any unit that ended between two years what succeeded it."""
    units = now.tables["units"]
    ended = (units["valid_to"] >= day_of_units(then)) & (units["valid_to"] < day_of_units(now))
    return bool((ended & (units["succeeded_by"] != "")).any())


def obstacles(then: Printed, now: Printed) -> tuple[Obstacle, ...]:
    """What stands in the way of comparing an indicator of two years.

    Args:
        then: its code in the earlier year, and that year.
        now: its code in the later year, another where that one prints a variant, and that year.
    """
    return tuple(
        obstacle
        for compare in (_definition, _unit_of_measure, _boundary, _coverage)
        for obstacle in compare(then, now)
    )


def merged_units(code: str, then: ComparedYear, now: ComparedYear) -> tuple[UnitChange, ...]:
    """The units an indicator is about that were merged into others between two years, with their names."""
    return tuple(
        UnitChange(then.name(unit), now.name(now.successor(unit)))
        for level in sorted(now.levels_of(code))
        for unit in sorted(then.units(level) - now.units(level))
        if now.successor(unit) != unit
    )


def _definition(then: Printed, now: Printed) -> Iterator[Obstacle]:
    rows = [year.indicators[code] for code, year in (then, now)]
    if then[0] != now[0]:
        yield Obstacle("definition", *(str(row["name"]) for row in rows))
        return
    for column in _DEFINING:
        before, after = (_text(row.get(column)) for row in rows)
        if before != after and search_key(before) != search_key(after):
            yield Obstacle("definition", before, after)
            return  # one sentence about its definition is enough


def _unit_of_measure(then: Printed, now: Printed) -> Iterator[Obstacle]:
    before, after = (
        str((year.figures.get(code) or [{"unit": ""}])[0]["unit"])
        or str(year.indicators[code]["unit_of_measure"])
        for code, year in (then, now)
    )
    if _measure(before) != _measure(after):
        yield Obstacle("unit_of_measure", before, after)


@cache
def _measure(unit: str) -> tuple[object, ...]:
    """What two units share that measure the same: a scale (``triệu``) is in the value already."""
    try:
        parsed = parse_unit(unit)
    except QuantityError:
        return (search_key(unit),)
    return parsed.percent, parsed.per_mille, search_key(parsed.noun)


def _boundary(printed_then: Printed, printed_now: Printed) -> Iterator[Obstacle]:
    then, now = printed_then[1], printed_now[1]
    for level in sorted(then.levels_of(printed_then[0]) | now.levels_of(printed_now[0])):
        before, after = then.units(level), now.units(level)
        if before == after:
            continue
        become = {unit: now.successor(unit) for unit in before}
        if frozenset(become.values()) != after:
            only_then = [then.name(unit) for unit in sorted(before) if become[unit] not in after]
            only_now = [now.name(unit) for unit in sorted(after - frozenset(become.values()))]
            yield Obstacle("boundary", "; ".join(only_then), "; ".join(only_now))
            return


def _coverage(then: Printed, now: Printed) -> Iterator[Obstacle]:
    before, after = (year.rates.get(code) for code, year in (then, now))
    if before is None or after is None:
        return
    if abs(before - after) > COVERAGE_POINTS:
        yield Obstacle("coverage", f"{before:.15g}", f"{after:.15g}")


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell)  # noqa: PLR0124 - NaN


def _codes(cell: object) -> tuple[str, ...]:
    return tuple(cell.split(";")) if isinstance(cell, str) else tuple(cell)  # type: ignore[arg-type]


def _by(frame: pd.DataFrame, key: str) -> dict[str, dict[Any, Any]]:
    return {str(row[key]): row for row in frame.pipe(row_dicts)}
