"""The command ``khacphuc example``: makes the project of fictional offices, and prints what to do with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from khacphuc.console.output import from_here, print_output
from khacphuc.office.example.make_example import make_example

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.office.example.truth import ExampleTruth, RunTruth

_MOST_LISTED: Final = 5  # runs


def example_project(folder: Path, *, offices: int, years: int) -> None:
    """Make the project, and print its runs and what to do next.

    Raises:
        UsageError: it cannot be made there (see ``make_example``).
    """
    print_output(format_example(make_example(folder, offices=offices, years=years), from_here(folder)))


def format_example(truth: ExampleTruth, place: str) -> str:
    """The runs of a project, what is to be found in each, and the next commands."""
    runs = [*truth.runs.values()]
    lines = [f"{place}: a project of invented offices, {len(runs)} runs; no name and no figure in it is real"]
    lines += [f"  {run.run}: {_planted(run)}" for run in runs[:_MOST_LISTED]]
    if len(runs) > _MOST_LISTED:
        lines.append(f"  and {len(runs) - _MOST_LISTED} more like these")
    enter = [] if place == "." else [f"  cd {place}"]
    return "\n".join([*lines, "next:", *enter, "  khacphuc run --all"])


def _planted(run: RunTruth) -> str:
    counts = Counter("answered" if finding.decision else finding.severity for finding in run.planted)
    ending = "is not published" if run.exit_code else "is published"
    answered = f", {counts['answered']} answered" if counts["answered"] else ""
    return f"{counts['critical']} critical findings, {counts['warning']} warnings{answered}; {ending}"
