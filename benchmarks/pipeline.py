"""Measure contenders from figures to documents: khacphuc, plain papermill, ploomber, and the floor."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.acceptance import Ratio
from benchmarks.contenders import SINGLE, SLOW, Case, Contender, present
from benchmarks.course import Course
from benchmarks.turns import in_turns, median_ratio, medians

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.meter import Reading

LONG = 20
"""Batches from this size on may be measured in fewer rounds, and are the largest of the slow ones."""
IN_TURN = 6
"""From this size on plain papermill is measured run after run, too."""
FEWER: dict[Contender, int] = {"in_turn": 1, "plain": 4}
"""How many runs of plain papermill stand for a batch, unless in full: each of them begins anew."""
COLD, FORCED, EDITED, UNCHANGED = (Case(kind) for kind in SINGLE)


@dataclass(frozen=True)
class Figures:
    """What a contender took for a case: medians, and the median ratio to ours within the rounds.

    Attributes:
        wall: seconds.
        cpu: CPU seconds.
        memory: the most the machine had less available, in MB.
        against_ours: wall seconds against ours.
        rounds: how often it was measured; 0 if the figures are those of fewer runs, multiplied.
    """

    wall: float
    cpu: float
    memory: float
    against_ours: float
    rounds: int


@dataclass(frozen=True)
class Results:
    """All results: figures by case and contender, and the ratios to compare by."""

    figures: dict[Case, dict[Contender, Figures]]
    ratios: tuple[Ratio, ...]


def contest(batches: Sequence[int], rounds: int, long_rounds: int, *, full: bool) -> Results:
    """Measure every contender in every case, taking turns.

    Args:
        batches: the sizes of batches.
        rounds: how often.
        long_rounds: how often batches of ``LONG`` runs and more.
        full: with ploomber, the floor of batches, and the overhead over the floor.
    """
    figures: dict[Case, dict[Contender, Figures]] = {}
    ratios: list[Ratio] = []
    contenders = present() if full else tuple(name for name in present() if name != "ploomber")
    with TemporaryDirectory(prefix="bench-") as folder:
        course = Course(Path(folder))
        with _report_duration("one run"):
            readings = _single_runs(course, contenders, rounds)
        for case in (COLD, FORCED, EDITED, UNCHANGED):
            figures[case] = _figures({who: runs for (of, who), runs in readings.items() if of == case})
        ratios += [*_ratios_of_one(readings), *_starts(course, 3 * rounds)]
        for case in (Case("batch", runs) for runs in batches):
            with _report_duration(case.name):
                taken = _batch(
                    course, case, contenders, long_rounds if case.runs >= LONG else rounds, full=full
                )
            figures[case] = _figures(taken)
            for contender, runs in FEWER.items():
                if contender in taken and runs < case.runs and not full:
                    few, ours = figures[case][contender], figures[case]["ours"].wall
                    figures[case][contender] = _multiplied(few, case.runs / runs, ours)
            ratios += _ratios_of_batch(case, figures[case])
            if case.runs > 1:
                course.remove(case.runs)
        if full:
            ratios.append(_overhead(course, rounds))
    for case, by_contender in figures.items():
        smaller = figures.get(Case("batch", LONG))
        if case.runs > LONG and smaller:
            ours = by_contender["ours"].wall
            by_contender |= {
                contender: _multiplied(smaller[contender], case.runs / LONG, ours)
                for contender in SLOW
                if contender in smaller
            }
    return Results(figures, tuple(ratios))


def _batch(
    course: Course, case: Case, contenders: Sequence[Contender], rounds: int, *, full: bool
) -> dict[Contender, list[Reading]]:
    """A batch of every contender; unless in full, of plain papermill some of its runs (see ``FEWER``)."""
    measured = [who for who in contenders if _is_measured(who, case, full=full)]

    def measure(contender: Contender) -> Reading:
        runs = case.runs if full else min(case.runs, FEWER.get(contender, case.runs))
        return course.measure(contender, Case("batch", runs))

    return in_turns(measured, rounds, measure)


def _is_measured(contender: Contender, case: Case, *, full: bool) -> bool:
    """Whether a batch is measured of a contender: it may be too large or too small for it."""
    if contender == "floor":
        return full
    return not (contender in SLOW and case.runs > LONG) and (contender != "in_turn" or case.runs >= IN_TURN)


def _single_runs(
    course: Course, contenders: Sequence[Contender], rounds: int
) -> dict[tuple[Case, Contender], list[Reading]]:
    """Every case of one run, a round after the other: each case finds what the one before it left."""
    cases = {COLD: SINGLE["cold"], FORCED: ("ours",), EDITED: ("ours",), UNCHANGED: SINGLE["unchanged"]}
    readings: dict[tuple[Case, Contender], list[Reading]] = {}
    for _ in range(rounds):
        for case, wanted in cases.items():
            for contender in wanted:
                if contender in contenders:
                    readings.setdefault((case, contender), []).append(course.measure(contender, case))
    return readings


def _figures(readings: Mapping[Contender, Sequence[Reading]]) -> dict[Contender, Figures]:
    ours = _walls(readings["ours"])
    return {
        contender: Figures(
            **medians([{"wall": r.wall, "cpu": r.cpu, "memory": r.memory} for r in runs]),
            against_ours=median_ratio(_walls(runs), ours),
            rounds=len(runs),
        )
        for contender, runs in readings.items()
    }


def _walls(readings: Sequence[Reading]) -> list[float]:
    return [reading.wall for reading in readings]


def _multiplied(figures: Figures, times: float, ours: float) -> Figures:
    """What so many times as many runs would take."""
    wall, cpu = (seconds * times for seconds in (figures.wall, figures.cpu))
    return Figures(wall, cpu, figures.memory, wall / ours, 0)


def _ratios_of_one(readings: Mapping[tuple[Case, Contender], Sequence[Reading]]) -> Iterator[Ratio]:
    plain = _walls(readings[COLD, "plain"])
    cold, forced, edited = (_walls(readings[case, "ours"]) for case in (COLD, FORCED, EDITED))
    yield Ratio.of("a cold run, of plain papermill", cold, plain, at_most=0.35)
    yield Ratio.of("a run with --force, of plain papermill", forced, plain, at_most=0.3)
    yield Ratio.of("a line of prose edited until published, of --force", edited, forced, at_most=0.6)


def _ratios_of_batch(case: Case, figures: Mapping[Contender, Figures]) -> Iterator[Ratio]:
    bounds: dict[Contender, tuple[str, float]] = {
        "in_turn": ("plain one by one, of ours", 10),
        "plain": ("plain as many at a time, of ours", 6),
    }
    for contender, (words, bound) in bounds.items():
        if contender in figures and case.runs >= IN_TURN:
            of = f"{figures[contender].wall:.1f} s, {figures['ours'].wall:.1f} s"
            yield Ratio(f"{case.name}: {words}", figures[contender].against_ours, of, at_least=bound)


def _starts(course: Course, rounds: int) -> Iterator[Ratio]:
    with _report_duration("start"):
        walls = in_turns(("pass", "help", "unchanged"), rounds, course.start_seconds)
    yield Ratio.of("an unchanged run, of khacphuc --help", walls["unchanged"], walls["help"], at_most=2)
    yield Ratio.of("khacphuc --help, of python -c pass", walls["help"], walls["pass"], at_most=6)


def _overhead(course: Course, rounds: int) -> Ratio:
    contenders: tuple[Contender, ...] = ("ours", "plain", "floor")
    with _report_duration("overhead"):
        seconds = in_turns(contenders, rounds, course.notebook_seconds)
    over = {
        contender: [taken - floor for taken, floor in zip(seconds[contender], seconds["floor"], strict=True)]
        for contender in ("ours", "plain")
    }
    name = "overhead over the floor, four notebooks of a further run: plain, of ours"
    return Ratio.of(name, over["plain"], over["ours"])


@contextmanager
def _report_duration(name: str) -> Iterator[None]:
    since = time.monotonic()
    yield
    print(f"{name}: measured in {time.monotonic() - since:.0f} s", file=sys.stderr)  # noqa: T201
