"""An example written once a process, its truth, and its runs opened and checked without kernels."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from khacphuc.commands.check import review_run
from khacphuc.inputs import Inputs
from khacphuc.office.example.make_example import make_example
from khacphuc.office.example.truth import PlantedFinding
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace

if TYPE_CHECKING:
    from khacphuc.office.example.truth import ExampleTruth

#: Taken away when the process ends.
_FOLDER = TemporaryDirectory(prefix="khacphuc-example-")


def dice(seed: int) -> Random:
    """What invents the same names and numbers for the same seed."""
    return Random(seed)  # noqa: S311 - keeps no secrets


@cache
def example(offices: int = 1, years: int = 3) -> tuple[Layout, ExampleTruth]:
    """A project and what is true of it; nobody writes into it but checks."""
    folder = Path(_FOLDER.name) / f"{offices}-{years}"
    return Layout(folder), make_example(folder, offices=offices, years=years)


@cache
def inputs(layout: Layout, run: str) -> Inputs:
    """A run opened from its raw tables, which tests only look at."""
    return Inputs(Workspace(layout, run, layout.runs(run) / "test", fallback=False), from_raw=True)


def checked(layout: Layout, run: str) -> tuple[int, set[PlantedFinding]]:
    """The exit code of a check, and what it finds as the truth writes it down."""
    review = review_run(layout, run)
    return review.exit_code, {
        PlantedFinding(row.rule, row.row_id, row.severity, row.answer.decision if row.answer else "")
        for row in review.findings
    }
