"""Measure four contenders from figures to documents: khacphuc, plain papermill, ploomber, and the floor."""

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

from benchmarks.contenders import FORGETFUL, SLOW, Case, Contender, command, executable, present
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
class Results:
    """All results: figures by case and contender, and the ratios to compare by, by name."""

    figures: dict[Case, dict[Contender, Figures]]
    ratios: dict[str, tuple[float, str]]


class Course:
    """A folder of projects to measure in, made when they are needed.

    Args:
        folder: an empty one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def project(self, contender: str, runs: int) -> Path:
        """A contender's own project of so many runs."""
        root = self._folder / f"{contender}-{runs}"
        return root if root.is_dir() else make_project(root, runs)

    def measure(self, contender: Contender, case: Case) -> Reading:
        """Measure a contender in a case, once."""
        root = self.project(contender, case.runs)
        return metered(command(contender, case, root), root)

    def notebook_seconds(self, contender: Contender) -> float:
        """Seconds the four notebooks take in a run that is not the first."""
        root = self.project("further", 2)
        if contender == "ours":
            metered([executable("khacphuc"), "run", "r001", "r002", "--force"], root)
            timings = json.loads((root / "reports" / "r002" / "timings.json").read_text())
            return sum(timings[name] for name in NOTEBOOKS)
        return metered(
            command(contender, Case("batch", 2 if contender == "floor" else 1), root), root
        ).summary["notebooks"]

    def start_seconds(self, command_name: str) -> float:
        """Seconds of a command that does next to nothing."""
        commands = {
            "typer": [sys.executable, "-c", "import typer"],
            "help": [executable("khacphuc"), "--help"],
            "unchanged": [executable("khacphuc"), "run", "r001"],
        }
        return metered(commands[command_name], self.project("ours", 1)).wall

    def remove(self, runs: int) -> None:
        """Remove the projects of so many runs."""
        for root in self._folder.glob(f"*-{runs}"):
            shutil.rmtree(root)


def contest(batches: Sequence[int], rounds: int, long_rounds: int) -> Results:
    """Measure every contender in every case, taking turns.

    Args:
        batches: the sizes of batches.
        rounds: how often.
        long_rounds: how often batches of ``LONG`` runs and more.
    """
    figures: dict[Case, dict[Contender, Figures]] = {}
    with TemporaryDirectory(prefix="bench-") as folder:
        course = Course(Path(folder))
        for case in (Case("cold"), Case("unchanged"), *(Case("batch", runs) for runs in batches)):
            left_out = FORGETFUL if case.kind == "unchanged" else SLOW if case.runs > LONG else ()
            contenders = [contender for contender in present() if contender not in left_out]
            with _report_duration(case.name):
                figures[case] = _figures(
                    course, case, contenders, long_rounds if case.runs >= LONG else rounds
                )
            if case.runs > 1:
                course.remove(case.runs)
        ratios = _starts(course, 3 * rounds) | _overheads(course, rounds)
    for case, by_contender in figures.items():
        smaller = figures.get(Case("batch", LONG))
        if case.runs > LONG and smaller:
            ours = by_contender["ours"].wall
            by_contender |= {
                contender: _multiplied(smaller[contender], case.runs, ours)
                for contender in SLOW
                if contender in smaller
            }
    return Results(figures, ratios)


def _figures(
    course: Course, case: Case, contenders: Sequence[Contender], rounds: int
) -> dict[Contender, Figures]:
    readings = in_turns(contenders, rounds, lambda contender: course.measure(contender, case))
    walls = {contender: [reading.wall for reading in runs] for contender, runs in readings.items()}
    return {
        contender: Figures(
            **medians([{"wall": r.wall, "cpu": r.cpu, "memory": r.memory} for r in runs]),
            against_ours=median_ratio(walls[contender], walls["ours"]),
            rounds=rounds,
        )
        for contender, runs in readings.items()
    }


def _multiplied(figures: Figures, runs: int, ours: float) -> Figures:
    """What so many runs would take, by a batch of ``LONG``."""
    wall, cpu = (seconds * runs / LONG for seconds in (figures.wall, figures.cpu))
    return Figures(wall, cpu, figures.memory, wall / ours, 0)


def _starts(course: Course, rounds: int) -> dict[str, tuple[float, str]]:
    with _report_duration("start"):
        walls = in_turns(("typer", "help", "unchanged"), rounds, course.start_seconds)
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
    contenders: tuple[Contender, ...] = ("ours", "plain", "floor")
    with _report_duration("overhead"):
        seconds = in_turns(contenders, rounds, course.notebook_seconds)
    over = {
        contender: [taken - floor for taken, floor in zip(seconds[contender], seconds["floor"], strict=True)]
        for contender in ("ours", "plain")
    }
    middle = medians([dict(zip(over, turn, strict=True)) for turn in zip(*over.values(), strict=True)])
    seconds_text = f"{middle['plain']:.2f} s, {middle['ours']:.2f} s"
    return {
        "overhead over the floor, four notebooks of a further run: plain against ours": (
            median_ratio(over["plain"], over["ours"]),
            seconds_text,
        )
    }


@contextmanager
def _report_duration(name: str) -> Iterator[None]:
    since = time.monotonic()
    yield
    print(f"{name}: measured in {time.monotonic() - since:.0f} s", file=sys.stderr)  # noqa: T201
