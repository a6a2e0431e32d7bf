"""Totals worked out with dictionaries and fractions, one number after the other."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from khacphuc.text.numerals import decimal_of

NIL = "nil"
LASTS, FIRSTS = ("-12", "-Q4", "-H2"), ("-01", "-Q1", "-H1")


def slow_totals(expected, reported, over_time, over_units):
    """Value, reported and expected by period and parent, of answers by unit, period and collection."""
    history, columns = defaultdict(list), defaultdict(list)
    for report in expected.sort_values("period_end", kind="stable").to_dict("records"):
        answer = reported.get((report["unit_id"], report["period"], report["collection"]))
        number = _number(answer, over_time, over_units)
        history[report["unit_id"]].append((report, number, answer is not None))
        for parent in {"", report["parent"]}:
            columns[report["period"], parent].append((number, answer is not None))
    coverage = {key: [there for _, there in column] for key, column in columns.items()}
    for past in history.values():
        number, stands = _of_year(past, over_time)
        for parent in {"", past[0][0]["parent"]}:
            columns["", parent].append((number, None))
            covered = coverage.setdefault(("", parent), [])
            if over_units != "units_with":
                covered += [there for *_, there in past]
            elif stands:
                covered.append(all(there for *_, there in past) or (number is not None and number > 0))
    return {
        key: (
            _value([number for number, _ in columns[key] if number is not None], over_units),
            sum(there),
            len(there),
        )
        for key, there in coverage.items()
        if there
    }


def _number(answer, over_time, over_units):
    if answer == NIL:
        is_zero = over_time in {"sum", "max"} or over_units == "units_with"
        return Fraction(0) if is_zero else None
    return None if answer is None else Fraction(decimal_of(answer))


def _of_year(past, over_time):
    """The number of a unit for the year, and whether the unit stands at the end (or the beginning) of it."""
    numbers = [number for _, number, _ in past if number is not None]
    ends = {"last": LASTS, "first": FIRSTS}.get(over_time, ("",))
    stands = any(report["period"].endswith(ends) for report, *_ in past)
    if not numbers or not stands:
        return None, stands
    if over_time in {"last", "first"}:
        return numbers[-1 if over_time == "last" else 0], stands
    return {"sum": sum(numbers), "average": sum(numbers) / len(numbers), "max": max(numbers)}[
        over_time
    ], stands


def _value(numbers, over_units):
    if not numbers:
        return None
    if over_units == "units_with":
        return sum(number > 0 for number in numbers)
    return float(sum(numbers) / (len(numbers) if over_units == "average" else 1))
