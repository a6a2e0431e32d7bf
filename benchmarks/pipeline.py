"""The whole way from figures to documents by four: this suite, the plain way, ploomber, and the floor."""

from __future__ import annotations

import json
import shutil
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.contenders import FORGETFUL, SLOW, Case, Who, command, executable, present
from benchmarks.meter import Reading, metered
from benchmarks.projects import NOTEBOOKS, make_project
from benchmarks.turns import in_turns, median_ratio, medians

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONG = 20
"""Batches from this size on may be measured in fewer rounds, and are the largest of the slow ones."""


@dataclass(frozen=True)
class Figures:
    """What a contender took for a case: medians, and the median ratio to ours within the rounds.

    Attributes:
        wall: seconds.
        cpu: CPU seconds.
        memory: peak proportional memory in MB.
        against_ours: wall seconds against ours.
        rounds: how often it was measured; 0 if the figures are those of a smaller batch, multiplied.
    """

    wall: float
    cpu: float
    memory: float
    against_ours: float
    rounds: int


@dataclass(frozen=True)
class Found:
    """Everything measured: figures by case and contender, and the ratios promises are made about."""

    figures: dict[Case, dict[Who, Figures]]
    ratios: dict[str, tuple[float, str]]


class Course:
    """Where it is measured: a folder of projects, made when they are needed.

    Args:
        folder: an empty one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def project(self, who: str, runs: int) -> Path:
        """A contender's own project of so many runs."""
        root = self._folder / f"{who}-{runs}"
        return root if root.is_dir() else make_project(root, runs)

    def measure(self, who: Who, case: Case) -> Reading:
        """Have a contender do what a case asks, once."""
        root = self.project(who, case.runs)
        return metered(command(who, case, root), root)

    def further(self, who: Who) -> float:
        """Seconds the four notebooks take in a run that is not the first."""
        root = self.project("further", 2)
        if who == "ours":
            metered([executable("khacphuc"), "run", "r001", "r002", "--force"], root)
            timings = json.loads((root / "reports" / "r002" / "timings.json").read_text())
            return sum(timings[name] for name in NOTEBOOKS)
        return metered(command(who, Case("batch", 2 if who == "floor" else 1), root), root).told["notebooks"]

    def started(self, what: str) -> float:
        """Seconds of a command that does next to nothing."""
        commands = {
            "typer": [sys.executable, "-c", "import typer"],
            "help": [executable("khacphuc"), "--help"],
            "unchanged": [executable("khacphuc"), "run", "r001"],
        }
        return metered(commands[what], self.project("ours", 1)).wall

    def leave(self, runs: int) -> None:
        """Remove the projects of so many runs."""
        for root in self._folder.glob(f"*-{runs}"):
            shutil.rmtree(root)


def contest(batches: Sequence[int], rounds: int, long_rounds: int) -> Found:
    """Measure everybody on everything, taking turns.

    Args:
        batches: the sizes of batches.
        rounds: how often.
        long_rounds: how often batches of ``LONG`` runs and more.
    """
    figures: dict[Case, dict[Who, Figures]] = {}
    with TemporaryDirectory(prefix="bench-") as folder:
        course = Course(Path(folder))
        for case in (Case("cold"), Case("unchanged"), *(Case("batch", runs) for runs in batches)):
            left_out = FORGETFUL if case.kind == "unchanged" else SLOW if case.runs > LONG else ()
            who = [one for one in present() if one not in left_out]
            with _told(case.name):
                figures[case] = _figures(course, case, who, long_rounds if case.runs >= LONG else rounds)
            if case.runs > 1:
                course.leave(case.runs)
        ratios = _starts(course, 3 * rounds) | _overheads(course, rounds)
    for case, found in figures.items():
        smaller = figures.get(Case("batch", LONG))
        if case.runs > LONG and smaller:
            ours = found["ours"].wall
            found |= {one: _multiplied(smaller[one], case.runs, ours) for one in SLOW if one in smaller}
    return Found(figures, ratios)


def _figures(course: Course, case: Case, who: Sequence[Who], rounds: int) -> dict[Who, Figures]:
    readings = in_turns(who, rounds, lambda one: course.measure(one, case))
    walls = {one: [reading.wall for reading in found] for one, found in readings.items()}
    return {
        one: Figures(
            **medians([{"wall": r.wall, "cpu": r.cpu, "memory": r.memory} for r in found]),
            against_ours=median_ratio(walls[one], walls["ours"]),
            rounds=rounds,
        )
        for one, found in readings.items()
    }


def _multiplied(figures: Figures, runs: int, ours: float) -> Figures:
    """What so many runs would take, by a batch of ``LONG``."""
    wall, cpu = (one * runs / LONG for one in (figures.wall, figures.cpu))
    return Figures(wall, cpu, figures.memory, wall / ours, 0)


def _starts(course: Course, rounds: int) -> dict[str, tuple[float, str]]:
    with _told("start"):
        walls = in_turns(("typer", "help", "unchanged"), rounds, course.started)
    middle = medians([dict(zip(walls, turn, strict=True)) for turn in zip(*walls.values(), strict=True)])
    return {
        "khacphuc --help against importing typer": (
            median_ratio(walls["help"], walls["typer"]),
            f"{middle['help']:.2f} s, {middle['typer']:.2f} s",
        ),
        "an unchanged run against khacphuc --help": (
            median_ratio(walls["unchanged"], walls["help"]),
            f"{middle['unchanged']:.2f} s, {middle['help']:.2f} s",
        ),
    }


def _overheads(course: Course, rounds: int) -> dict[str, tuple[float, str]]:
    who: tuple[Who, ...] = ("ours", "plain", "floor")
    with _told("overhead"):
        seconds = in_turns(who, rounds, course.further)
    over = {
        one: [taken - floor for taken, floor in zip(seconds[one], seconds["floor"], strict=True)]
        for one in ("ours", "plain")
    }
    middle = medians([dict(zip(over, turn, strict=True)) for turn in zip(*over.values(), strict=True)])
    told = f"{middle['plain']:.2f} s, {middle['ours']:.2f} s"
    return {
        "overhead over the floor, four notebooks of a further run: plain against ours": (
            median_ratio(over["plain"], over["ours"]),
            told,
        )
    }


@contextmanager
def _told(name: str) -> Iterator[None]:
    since = time.monotonic()
    yield
    print(f"{name}: measured in {time.monotonic() - since:.0f} s", file=sys.stderr)  # noqa: T201
