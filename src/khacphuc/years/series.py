"""Indicators year by year, with what stands between two years that cannot be compared. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khacphuc.text.units import with_unit
from khacphuc.years.comparability import ComparedYear, merged_units, obstacles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.years.comparability import Obstacle, UnitChange
    from khacphuc.years.year import Year


@dataclass(frozen=True, slots=True)
class Restatement:
    """A value of a year that was issued as another before.

    Attributes:
        printed_before: as it was issued.
        printed: as it is published now.
        reason: one of ``schema.allowed.REASONS``; empty where nobody has answered.
    """

    printed_before: str
    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """The value of an indicator in one year.

    Attributes:
        run: that published it.
        year: it is of.
        code: of the figure.
        value: in the indicator's unit; money in units of the currency.
        printed: as printed, with its unit.
        obstacles: what keeps it from being compared with the point before; without any, a line may join them.
        merged: units that were merged since the point before.
        moved: whether the year issued another value before.
    """

    run: str
    year: int
    code: str
    value: float
    printed: str
    obstacles: tuple[Obstacle, ...] = ()
    merged: tuple[UnitChange, ...] = ()
    moved: Restatement | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator over the years that print it.

    Attributes:
        indicator: its code in the last of them.
        name: its name there.
        unit: its unit there.
        points: in the order of the years; at least two.
    """

    indicator: str
    name: str
    unit: str
    points: tuple[Point, ...]

    @property
    def has_gap(self) -> bool:
        """Whether some year cannot be compared with the one before it."""
        return any(point.obstacles for point in self.points)


def series_of(years: Sequence[Year]) -> tuple[Series, ...]:
    """The indicators that at least two of the years print.

    Where a year prints only a variant (``variant_of``) of what the year before prints, the series goes on
    with it behind a gap, as a change of definition. A variant that is printed beside it in two years is
    followed by itself, too.

    Args:
        years: of one office, in their order.

    Returns:
        In the order of the indicators of the last year. A year that prints an indicator with several values
        and has not decided for one has no point.
    """
    compared = [ComparedYear(year) for year in years]
    last = compared[-1].indicators if compared else {}
    order = list(dict.fromkeys([*last, *(code for year in compared for code in year.indicators)]))
    families: dict[str, list[str]] = {}
    for code in order:
        row = next(year.indicators[code] for year in reversed(compared) if code in year.indicators)
        if not row["bounds"]:  # a threshold is asked of another indicator, and is no result
            families.setdefault(str(row["variant_of"]) or code, []).append(code)
    return tuple(series for members in families.values() for series in _of_family(members, compared))


def only_printed_once(years: Sequence[Year], series: Sequence[Series]) -> dict[str, tuple[str, ...]]:
    """The indicators of a year that are in no series, by run.

    Args:
        years: of one office, in their order.
        series: ``series_of`` them.
    """
    joined = {(point.run, point.code) for line in series for point in line.points}
    return {
        year.run: tuple(
            code
            for code, figures in ComparedYear(year).figures.items()
            if not any((year.run, figure["figure_id"]) in joined for figure in figures)
        )
        for year in years
    }


def _of_family(members: list[str], years: Sequence[ComparedYear]) -> Iterator[Series]:
    """The series of an indicator and its variants: one that has every year, and those printed beside it."""
    in_years = {code: [year for year in years if _figure(code, year)] for code in members}
    chain: list[tuple[str, ComparedYear]] = []
    for year in years:
        printed = [code for code in members if year in in_years[code]]
        if printed:  # by the definition of the year before, as long as it is printed
            code = chain[-1][0] if chain and chain[-1][0] in printed else printed[0]
            chain.append((code, year))
    if len(chain) > 1:
        yield _series(chain)
    for code, printing in in_years.items():
        if len(printing) > 1 and any((code, year) not in chain for year in printing):
            yield _series([(code, year) for year in printing])


def _series(chain: list[tuple[str, ComparedYear]]) -> Series:
    points: list[Point] = []
    before: tuple[str, ComparedYear] | None = None
    for code, year in chain:
        figure = _figure(code, year) or {}
        points.append(
            Point(
                run=year.year.run,
                year=year.year.year,
                code=str(figure["figure_id"]),
                value=float(figure["value"]),
                printed=with_unit(str(figure["printed"]), str(figure["unit"])),
                obstacles=obstacles(before, (code, year)) if before else (),
                merged=merged_units(code, before[1], year) if before else (),
                moved=_restatement(str(figure["figure_id"]), year),
            )
        )
        before = (code, year)
    code, year = chain[-1]
    row = year.indicators[code]
    return Series(code, str(row["name"]), str(row["unit_of_measure"]), tuple(points))


def _figure(code: str, year: ComparedYear) -> dict[Any, Any] | None:
    """The figure of an indicator that stands for its year: the first, where all print one value."""
    figures = year.figures.get(code, [])
    return figures[0] if len({figure["value"] for figure in figures}) == 1 else None


def _restatement(code: str, year: ComparedYear) -> Restatement | None:
    moved = year.year.moved.get(code)
    return Restatement(*moved) if moved else None
