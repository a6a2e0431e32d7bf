"""What the districts and communes of a fictional province report: the figures of its year, taken apart again.

Districts report every month on propaganda; communes once a year on counselling, as they count persons. Values
of one district go up and down in turn, so that none stands out from those before it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.office.example.figures import apportion
from khacphuc.office.example.returns import AskedItem, ReportCollection, ReportingUnit, UnitReport
from khacphuc.office.example.truth import SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.office.example.figures import OfficeYear
    from khacphuc.office.example.names import Province
    from khacphuc.office.example.returns import ReportPeriod

MONTHLY: Final = "propaganda"
YEARLY: Final = "counselling"

_ADDED: Final = "sum"
_MONTHLY_ITEMS: Final = (
    AskedItem("propaganda_sessions", _ADDED, "sum"),
    AskedItem("propaganda_attendances", _ADDED, "sum"),
    AskedItem("propaganda_leaflets", _ADDED, "sum"),
    AskedItem("counselling_corners", "last", "sum"),
    AskedItem("gathering_rate", "last", "average"),
)
_YEARLY_ITEMS: Final = (
    AskedItem("communes_counselling_ratio", "max", "units_with"),
    AskedItem("youths_counselled", "none", "sum", distinct=True),
    AskedItem("youths_progressed", "none", "sum", distinct=True),
)
#: The indicator whose total a figure is, by its code.
FROM_RETURNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SL019": "communes_counselling_ratio",
        "SL020": "youths_counselled",
        "SL021": "youths_progressed",
        "SL022": "propaganda_sessions",
        "SL023": "propaganda_attendances",
        "SL024": "propaganda_leaflets",
        "SL026": "counselling_corners",
        "SL029": "gathering_rate",
    }
)
#: The figures the office reports itself as well, to be compared.
RECONCILED: Final = frozenset({"SL029"})
#: The items whose values the figures of the year are apportioned from, by the codes of the figures.
_FLOWS: Final = {FROM_RETURNS[code]: code for code in ("SL023", "SL024")}
#: The month a district did not report, the months it was late, and the one it corrected, by its place.
_MISSING: Final = (1, 8)
_LATE: Final = ((0, 4), (2, 10))
_CORRECTED: Final = (3, 5)
_OPENED: Final = 3  # the month after which a district that has several corners opened its last one


def province_collections(province: Province) -> tuple[ReportCollection, ReportCollection]:
    """The two collections of an office: of its districts every month, of its communes once a year."""
    monthly, yearly = (
        tuple(ReportingUnit(unit.unit_id, unit.parent) for unit in province.of_level(level))
        for level in ("district", "commune")
    )
    return (
        ReportCollection(MONTHLY, "month", 5, _MONTHLY_ITEMS, monthly),
        ReportCollection(YEARLY, "year", 10, _YEARLY_ITEMS, yearly),
    )


def province_reports(province: Province, year: int, numbers: OfficeYear) -> tuple[UnitReport, ...]:
    """The reports of a year, whose totals are its figures.

    In years of the second kind all reports came in time. In others one is missing, two were late, and one was
    corrected.
    """
    random = Random(f"{province.office}-{year}")  # noqa: S311 - invents, keeps no secrets
    monthly, yearly = province_collections(province)
    return (*_monthly(random, monthly, year, numbers), *_yearly(yearly, year, numbers))


def _monthly(
    random: Random, collection: ReportCollection, year: int, numbers: OfficeYear
) -> list[UnitReport]:
    value = {code: number.value for code, number in numbers.figures.items()}
    planted = numbers.kind != SECOND
    periods = collection.periods(year)
    places = [
        (unit, month)
        for unit in range(len(collection.units))
        for month in range(1, len(periods) + 1)
        if not (planted and (unit, month) == _MISSING)
    ]
    sessions = _in_turn(int(value["SL022"]), places)
    flows = {
        indicator: apportion(int(value[code]), [count * random.randint(90, 110) for count in sessions])
        for indicator, code in _FLOWS.items()
    }
    corners = apportion(int(value["SL026"]), [1] * len(collection.units))
    tenths = int(value["SL029"] * 10)
    reports = []
    for index, (unit, month) in enumerate(places):
        answers: dict[str, Fraction | None] = {
            "propaganda_sessions": Fraction(sessions[index]),
            **{indicator: Fraction(counts[index]) for indicator, counts in flows.items()},
            "counselling_corners": Fraction(corners[unit] - (corners[unit] > 1 and month <= _OPENED)),
            "gathering_rate": Fraction(tenths + _gathered(unit, month, len(collection.units)), 10),
        }
        late = planted and (unit, month) in _LATE
        report = UnitReport(
            MONTHLY,
            collection.units[unit].unit_id,
            periods[month - 1].code,
            answers,
            _received(random, collection, periods[month - 1], late=late),
        )
        reports += _corrected(report) if planted and (unit, month) == _CORRECTED else [report]
    return reports


def _yearly(collection: ReportCollection, year: int, numbers: OfficeYear) -> list[UnitReport]:
    (period,) = collection.periods(year)
    reports = []
    for place, (commune, counselled, progressed) in enumerate(numbers.returns):
        counts = (int(counselled > 0), counselled, progressed)
        nil = not counselled
        reports.append(
            UnitReport(
                YEARLY,
                commune,
                period.code,
                {
                    item.indicator: None if nil else Fraction(count)
                    for item, count in zip(collection.items, counts, strict=True)
                },
                period.end + dt.timedelta(days=1 + place % collection.due_days),
                nil=nil,
            )
        )
    return reports


def _received(random: Random, collection: ReportCollection, period: ReportPeriod, *, late: bool) -> dt.date:
    due = collection.due_on(period)
    if late:
        return due + dt.timedelta(days=random.randint(1, 9))
    return due - dt.timedelta(days=random.randrange(collection.due_days))


def _corrected(report: UnitReport) -> list[UnitReport]:
    """The report as it was first sent, with half of the leaflets, and as it was corrected four days later."""
    leaflets = report.answers["propaganda_leaflets"]
    if leaflets is None or report.received_on is None:
        return [report]
    first = replace(report, answers={**report.answers, "propaganda_leaflets": Fraction(int(leaflets) // 2)})
    return [first, replace(report, revision=2, received_on=report.received_on + dt.timedelta(days=4))]


def _in_turn(total: int, places: Sequence[tuple[int, int]]) -> list[int]:
    """A total as counts of units and months, which go down and up in turn around their mean."""
    base = total // len(places)
    step = max(1, base // 5)
    counts = [max(base + (month % 3 - 1) * step, 0) for _, month in places]
    # whole units first: within one unit the turns stay as they are
    each, rest = divmod(total - sum(counts), len(places))
    return [count + each + (index < rest) for index, count in enumerate(counts)]


def _gathered(unit: int, month: int, units: int) -> int:
    """How many tenths of a percent a district is above the mean: in December they are nothing together."""
    alone = units % 2 == 0 and unit == units - 1
    level = 0 if alone else (unit + 1) // 2 * (1 if unit % 2 else -1)
    return level + month % 3
