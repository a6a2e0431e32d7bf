"""What is true of the reports units sent: the five numbers of reporting, and totals, by plain arithmetic.

Nothing here uses the code that gathers: dictionaries, whole numbers and fractions, one report at a time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khacphuc.office.example.returns import AskedItem, ReportCollection, UnitReport

#: For ``period``: the year. For ``parent``: all of them.
ALL: Final = ""

TruthKey = tuple[str, str, str]
_Answers = dict[tuple[str, str], Fraction | None]


@dataclass(frozen=True, slots=True)
class RateTruth:
    """How many reports were expected, came, and came in time."""

    expected: int
    actual: int
    on_time: int

    @property
    def rate(self) -> Fraction | None:
        """The share that came, in percent."""
        return Fraction(100 * self.actual, self.expected) if self.expected else None

    @property
    def rate_on_time(self) -> Fraction | None:
        """The share that came in time, in percent."""
        return Fraction(100 * self.on_time, self.expected) if self.expected else None


@dataclass(frozen=True, slots=True)
class TotalTruth:
    """A total, and how much of what was to be reported it rests on."""

    value: Fraction | None
    reported: int
    expected: int

    @property
    def status(self) -> str:
        """Whether it rests on all, on a part, or on nothing."""
        if self.value is None:
            return "insufficient_data"
        return "complete" if self.reported == self.expected else "partial"


@dataclass(frozen=True, slots=True)
class ReturnsTruth:
    """What is true of all collections of a run.

    Attributes:
        rates: by collection, period and parent.
        totals: by indicator, period and parent.
        forms: how many forms came, of any revision.
    """

    rates: Mapping[TruthKey, RateTruth]
    totals: Mapping[TruthKey, TotalTruth]
    forms: int


def returns_truth(
    collections: Iterable[ReportCollection], reports: Sequence[UnitReport], year: int
) -> ReturnsTruth:
    """What is true of the reports of a year."""
    rates: dict[TruthKey, RateTruth] = {}
    totals: dict[TruthKey, TotalTruth] = {}
    for collection in collections:
        sent = [report for report in reports if report.collection == collection.collection_id]
        rates |= report_rates(collection, sent, year)
        totals |= report_totals(collection, sent, year)
    return ReturnsTruth(rates, totals, len(reports))


def report_rates(
    collection: ReportCollection, reports: Sequence[UnitReport], year: int
) -> dict[TruthKey, RateTruth]:
    """The five numbers of a collection for every period and parent, for the year and for all parents."""
    periods = {period.code: period for period in collection.periods(year)}
    complete = {key for key, report in _latest(reports).items() if report.complete or report.nil}
    first = _first_complete(reports)
    in_time = {
        key
        for key in complete
        if (day := first[key].received_on) is not None and day <= collection.due_on(periods[key[1]])
    }
    counts: dict[TruthKey, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (unit_id, period), parent in _obligations(collection, year).items():
        for cell in _cells(collection.collection_id, period, parent):
            numbers = counts[cell]
            numbers[0] += 1
            numbers[1] += (unit_id, period) in complete
            numbers[2] += (unit_id, period) in in_time
    return {cell: RateTruth(*numbers) for cell, numbers in counts.items()}


def report_totals(
    collection: ReportCollection, reports: Iterable[UnitReport], year: int
) -> dict[TruthKey, TotalTruth]:
    """The totals of every item for every period and parent, for the year and for all parents."""
    latest, expected = _latest(reports), _obligations(collection, year)
    totals: dict[TruthKey, TotalTruth] = {}
    for item in collection.items:
        if item.over_units == "none":
            continue
        answers = _answers(item, latest, expected)
        codes = [period.code for period in collection.periods(year)]
        for parent in (ALL, *sorted(set(expected.values()))):
            keys = [key for key, above in expected.items() if parent in {ALL, above}]
            for code in codes:
                of_period = [key for key in keys if key[1] == code]
                if of_period:
                    totals[item.indicator, code, parent] = _over_units(item, of_period, answers)
            if (total := _of_year(item, keys, answers, codes)) is not None:
                totals[item.indicator, ALL, parent] = total
    return totals


def _obligations(collection: ReportCollection, year: int) -> dict[tuple[str, str], str]:
    """The parent of every unit that is asked, by unit and period."""
    return {
        (unit.unit_id, period.code): unit.parent
        for period in collection.periods(year)
        for unit in collection.units
        if unit.exists_on(period.end)
    }


def _latest(reports: Iterable[UnitReport]) -> dict[tuple[str, str], UnitReport]:
    """The report that counts, by unit and period: the highest revision that was not rejected."""
    latest: dict[tuple[str, str], UnitReport] = {}
    for report in sorted(reports, key=lambda report: report.revision):
        if report.state != "rejected":
            latest[report.unit_id, report.period] = report
    return latest


def _first_complete(reports: Iterable[UnitReport]) -> dict[tuple[str, str], UnitReport]:
    """The first complete report that was not rejected, by unit and period: a correction makes nobody late."""
    first: dict[tuple[str, str], UnitReport] = {}
    for report in sorted(reports, key=lambda report: report.revision):
        if report.state != "rejected" and (report.complete or report.nil):
            first.setdefault((report.unit_id, report.period), report)
    return first


def _answers(
    item: AskedItem, latest: Mapping[tuple[str, str], UnitReport], expected: Mapping[tuple[str, str], str]
) -> _Answers:
    """What units and periods reported of an item; nothing to report is 0 of what adds up, else no number."""
    adds_up = item.over_time in {"sum", "max"} or item.over_units == "units_with"
    adds_up = adds_up or (item.over_time == "none" and item.over_units == "sum")
    answers: _Answers = {}
    for key, report in latest.items():
        if key in expected:
            if report.nil:
                answers[key] = Fraction(0) if adds_up else None
            elif (value := report.answers.get(item.indicator)) is not None:
                answers[key] = value
    return answers


def _over_units(item: AskedItem, keys: Sequence[tuple[str, str]], answers: _Answers) -> TotalTruth:
    """The total of one period: a value for each unit."""
    reported = [answers[key] for key in keys if key in answers]
    return TotalTruth(_joined(item, _numbers(reported)), len(reported), len(keys))


def _joined(item: AskedItem, values: Sequence[Fraction]) -> Fraction | None:
    if not values:
        return None
    if item.over_units == "units_with":
        return Fraction(sum(value > 0 for value in values))
    total = sum(values, Fraction(0))
    return total / len(values) if item.over_units == "average" else total


def _of_year(
    item: AskedItem, keys: Sequence[tuple[str, str]], answers: _Answers, codes: Sequence[str]
) -> TotalTruth | None:
    """The total of the year; None where there is none, as persons of several months cannot be added."""
    if len(codes) == 1:
        return _over_units(item, keys, answers)
    if item.over_time == "none" or (item.distinct and item.over_time == "sum"):
        return None
    expected = [[*of_unit] for _, of_unit in groupby(sorted(keys), itemgetter(0))]
    reported = [[answers[key] for key in of_unit if key in answers] for of_unit in expected]
    values = [
        value
        for of_unit, answered in zip(expected, reported, strict=True)
        if (value := _over_time(item, of_unit, _numbers(answered), codes)) is not None
    ]
    if item.over_units == "units_with":
        certain = [
            len(answered) == len(of_unit) or any(value for value in answered)
            for of_unit, answered in zip(expected, reported, strict=True)
        ]
        return TotalTruth(_joined(item, values), sum(certain), len(expected))
    return TotalTruth(_joined(item, values), sum(map(len, reported)), len(keys))


def _over_time(
    item: AskedItem, of_unit: Sequence[tuple[str, str]], values: Sequence[Fraction], codes: Sequence[str]
) -> Fraction | None:
    """The value of one unit in the year; a stock only of a unit that is asked at that end of the year."""
    if not values:
        return None
    if item.over_time in {"first", "last"}:
        end = 0 if item.over_time == "first" else -1
        return values[end] if of_unit[end][1] == codes[end] else None
    if item.over_time == "max":
        return max(values)
    total = sum(values, Fraction(0))
    return total / len(values) if item.over_time == "average" else total


def _numbers(answers: Iterable[Fraction | None]) -> list[Fraction]:
    return [answer for answer in answers if answer is not None]


def _cells(first: str, period: str, parent: str) -> tuple[TruthKey, ...]:
    return (
        (first, period, parent),
        (first, period, ALL),
        (first, ALL, parent),
        (first, ALL, ALL),
    )
