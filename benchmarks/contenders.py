"""The contenders that make reports, and the command of each for a case, for ``pipeline``."""

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
Contender = Literal["ours", "plain", "ploomber", "floor"]
NAMES: dict[Contender, str] = {
    "ours": "khacphuc run",
    "plain": "plain papermill",
    "ploomber": "ploomber",
    "floor": "the floor",
}
#: Not measured for batches larger than ``pipeline.LONG``, but taken as so many times the smaller one.
SLOW: tuple[Contender, ...] = ("plain", "ploomber")
#: They cache nothing, so an unchanged run is another cold one.
FORGETFUL: tuple[Contender, ...] = ("plain", "floor")


@dataclass(frozen=True)
class Case:
    """What is measured: one cold run, one unchanged run, or a batch of so many cold ones."""

    kind: Literal["cold", "unchanged", "batch"]
    runs: int = 1

    @property
    def name(self) -> str:
        """The label of the case in tables."""
        if self.kind == "batch":
            return f"batch of {self.runs}"
        return f"one {self.kind} run"


def executable(name: str) -> Path:
    """A command of the environment this is run in."""
    return Path(sys.executable).with_name(name)


def command(contender: Contender, case: Case, root: Path) -> list[str | Path]:
    """The command by which a contender does what a case asks for, in a project of as many runs.

    Args:
        contender: who executes it.
        case: what is to be measured.
        root: the project.
    """
    runs = run_names(case.runs)
    batch = case.kind == "batch"
    cold = case.kind != "unchanged"
    jobs = str(JOBS if batch else 1)
    if contender == "ours":
        forced = ["--force"] if cold else []
        return [executable("khacphuc"), "run", *(["--all", "--jobs", jobs] if batch else runs), *forced]
    if contender == "ploomber":
        return [PLOOMBER, "-m", "benchmarks.ploombered", root, jobs, *runs, *(["--force"] if cold else [])]
    if contender == "plain":
        return [sys.executable, "-m", "benchmarks.plain", root, jobs, *runs]
    return [sys.executable, "-m", "benchmarks.floor", root, *runs]


def present() -> tuple[Contender, ...]:
    """The contenders that are installed; ploomber needs an environment of its own."""
    return tuple(contender for contender in NAMES if contender != "ploomber" or os.access(PLOOMBER, os.X_OK))
