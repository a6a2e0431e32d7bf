"""Who makes the reports, and the command each does it with."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.projects import run_names

ROOT = Path(__file__).parents[1]
JOBS = 2
PLOOMBER = ROOT / ".venv-bench-ploomber" / "bin" / "python"
Who = Literal["ours", "plain", "ploomber", "floor"]
NAMES: dict[Who, str] = {
    "ours": "khacphuc run",
    "plain": "plain papermill",
    "ploomber": "ploomber",
    "floor": "the floor",
}
#: Not measured for batches larger than ``pipeline.LONG``, but taken as so many times the smaller one.
SLOW: tuple[Who, ...] = ("plain", "ploomber")
#: They keep nothing, so an unchanged run is another cold one.
FORGETFUL: tuple[Who, ...] = ("plain", "floor")


@dataclass(frozen=True)
class Case:
    """What is measured: one cold run, one unchanged run, or a batch of so many cold ones."""

    kind: Literal["cold", "unchanged", "batch"]
    runs: int = 1

    @property
    def name(self) -> str:
        """How people read it."""
        if self.kind == "batch":
            return f"batch of {self.runs}"
        return f"one {self.kind} run"


def executable(name: str) -> Path:
    """A command of the environment this is run in."""
    return Path(sys.executable).with_name(name)


def command(who: Who, case: Case, root: Path) -> list[str | Path]:
    """The command by which somebody does what a case asks, in a project of as many runs.

    Args:
        who: one of the contenders.
        case: what is to be measured.
        root: the project.
    """
    runs = run_names(case.runs)
    batch = case.kind == "batch"
    cold = case.kind != "unchanged"
    jobs = str(JOBS if batch else 1)
    if who == "ours":
        forced = ["--force"] if cold else []
        return [executable("khacphuc"), "run", *(["--all", "--jobs", jobs] if batch else runs), *forced]
    if who == "ploomber":
        return [PLOOMBER, "-m", "benchmarks.ploombered", root, jobs, *runs, *(["--force"] if cold else [])]
    if who == "plain":
        return [sys.executable, "-m", "benchmarks.plain", root, jobs, *runs]
    return [sys.executable, "-m", "benchmarks.floor", root, *runs]


def present() -> tuple[Who, ...]:
    """Those that are installed."""
    return tuple(who for who in NAMES if who != "ploomber" or os.access(PLOOMBER, os.X_OK))
