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
Kind = Literal["cold", "forced", "edited", "unchanged", "batch"]
Contender = Literal["ours", "plain", "in_turn", "ploomber", "floor"]
NAMES: dict[Contender, str] = {
    "ours": "khacphuc run",
    "plain": "plain papermill",
    "in_turn": "plain, one by one",
    "ploomber": "ploomber",
    "floor": "the floor",
}
#: Not measured for batches larger than ``pipeline.LONG``, but taken as so many times the smaller one.
SLOW: tuple[Contender, ...] = ("plain", "in_turn", "ploomber")
#: What each case of one run is measured of. Plain papermill and the floor cache nothing, so what they do
#: again is another cold run.
SINGLE: dict[Kind, tuple[Contender, ...]] = {
    "cold": ("ours", "plain", "ploomber", "floor"),
    "forced": ("ours",),
    "edited": ("ours",),
    "unchanged": ("ours", "ploomber"),
}


@dataclass(frozen=True)
class Case:
    """What is measured: one run, or a batch of so many.

    Attributes:
        kind: ``cold`` is the first run of a new project, before any bytecode of ours lies on the disk;
            ``forced`` a later one with ``--force``; ``edited`` one after a line of the prose has changed;
            ``unchanged`` one with nothing to do; ``batch`` makes all runs of a project with ``--force``.
        runs: how many.
    """

    kind: Kind
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
    forced = ["--force"] if case.kind in {"cold", "forced", "batch"} else []
    jobs = str(JOBS if batch and contender != "in_turn" else 1)
    if contender == "ours":
        return [executable("khacphuc"), "run", *(["--all", "--jobs", jobs] if batch else runs), *forced]
    if contender == "ploomber":
        return [PLOOMBER, "-m", "benchmarks.ploombered", root, jobs, *runs, *forced]
    if contender in {"plain", "in_turn"}:
        return [sys.executable, "-m", "benchmarks.plain", root, jobs, *runs]
    return [sys.executable, "-m", "benchmarks.floor", root, *runs]


def present() -> tuple[Contender, ...]:
    """The contenders that are installed; ploomber needs an environment of its own."""
    return tuple(contender for contender in NAMES if contender != "ploomber" or os.access(PLOOMBER, os.X_OK))
