"""Make projects to measure on: copies of this one, each of their runs a copy of run 2021."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODEL = "2021"
NOTEBOOKS = ("10_clean", "20_check", "30_assess", "40_report")


def make_project(folder: Path, runs: int) -> Path:
    """Make a project of so many runs in a folder, and return the folder."""
    for part in ("expectations", "notebooks", "params/policy", "data/raw/reference"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(".*"))
    for run in run_names(runs):
        shutil.copytree(ROOT / "data" / "raw" / MODEL, folder / "data" / "raw" / run)
        for ending in ("yml", "md"):
            shutil.copy(ROOT / "params" / f"{MODEL}.{ending}", folder / "params" / f"{run}.{ending}")
    return folder


def run_names(runs: int) -> tuple[str, ...]:
    """The names of so many runs.

    >>> run_names(2)
    ('r001', 'r002')
    """
    return tuple(f"r{number:03}" for number in range(1, runs + 1))
