"""Make projects to measure on: copies of this one, each of their runs a copy of run 2021."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parents[1]
MODEL = "2021"
NOTEBOOKS = ("10_clean", "20_check", "30_assess", "40_report")
FAULTY_EVERY = 1000
"""One figure of a grown run in so many disagrees with the one that prints the same thing."""


def make_project(folder: Path, runs: int) -> Path:
    """Make a project of so many runs in a folder, and return the folder."""
    for part in ("expectations", "notebooks", "params/policy", "data/raw/reference"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(".*"))
    for run in run_names(runs):
        shutil.copytree(ROOT / "data" / "raw" / MODEL, folder / "data" / "raw" / run)
        for ending in ("yml", "md"):
            shutil.copy(ROOT / "params" / f"{MODEL}.{ending}", folder / "params" / f"{run}.{ending}")
    return folder


def grow_run(folder: Path, run: str, rows: int) -> None:
    """Add so many figures to a run of a project, and to the project the indicators they are of.

    Each indicator is printed twice; every thousandth figure disagrees. Nothing here is real.
    """
    figures = folder / "data" / "raw" / run / "figures.csv"
    indicators = folder / "data" / "raw" / "reference" / "indicators.csv"
    _append(
        indicators,
        (
            {
                "indicator_id": f"grown_{number:06}",
                "name": f"Đội sinh hoạt ở địa bàn {number:06}",
                "unit_of_measure": "đội",
                "kind": "count",
            }
            for number in range((rows + 1) // 2)
        ),
    )
    _append(
        figures,
        (
            {
                "figure_id": f"SL{100_000 + number}",
                "section": f"III.1.{number % 9 + 1}",
                "paragraph": number % 5 + 1,
                "printed": f"{number // 2 % 900 + 10 + (number % FAULTY_EVERY == FAULTY_EVERY - 1)}",
                "unit": "đội",
                "indicator": f"grown_{number // 2:06}",
            }
            for number in range(rows)
        ),
    )


def _append(file: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Add rows to a CSV file with a header; columns a row does not name stay empty."""
    with file.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, header, lineterminator="\n").writerows(rows)


def run_names(runs: int) -> tuple[str, ...]:
    """The names of so many runs.

    >>> run_names(2)
    ('r001', 'r002')
    """
    return tuple(f"r{number:03}" for number in range(1, runs + 1))
